import type { Register } from "./command.ts";
import { issueApprove } from "./issue-approve.ts";
import { issueCancel } from "./issue-cancel.ts";
import { issueControls } from "./issue-control.ts";
import { issueDraft } from "./issue-draft.ts";
import { issueEdit } from "./issue-edit.ts";
import { issueList } from "./issue-list.ts";
import { issueShow } from "./issue-show.ts";

export const issue: Register = (program, io, exit) => {
	const group = program
		.command("issue")
		.description("the life of an issue, from draft to complete")
		.addHelpText(
			"after",
			`
ISSUE is an edition's number, such as 12, or id:7 for one that has none
(cancelled or skipped). Left out, it is the coming one; for show, the newest.`,
		);
	for (const register of [
		issueDraft,
		issueList,
		issueShow,
		issueEdit,
		issueApprove,
		issueControls,
		issueCancel,
	])
		register(group, io, exit);
};
