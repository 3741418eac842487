import type { Register } from "../terminal/command.ts";
import { issueApprove } from "./approve.ts";
import { issueCancel } from "./cancel.ts";
import { issueDraft } from "./draft.ts";
import { issueEdit } from "./edit.ts";
import { issueList } from "./list.ts";
import { issueControls } from "./pause.ts";
import { issueShow } from "./show.ts";

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
