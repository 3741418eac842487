import type { Register } from "../terminal/io.ts";
import { issueApprove } from "./approve.ts";
import { issueCancel } from "./cancel.ts";
import { issueDiff } from "./diff.ts";
import { issueDraft } from "./draft.ts";
import { issueEdit } from "./edit.ts";
import { issueList } from "./list.ts";
import { issueControls } from "./pause.ts";
import { issueShow } from "./show.ts";

export const issue: Register = (program, io, exit) => {
	const group = program
		.command("issue")
		.description("draft, edit, approve and follow an issue")
		.addHelpText(
			"after",
			`
ISSUE is the number of an issue, such as 12, or id:7 for one without a number
(cancelled or skipped). Without it, the coming issue is meant; for show, the
newest one.`,
		);
	for (const register of [
		issueDraft,
		issueList,
		issueShow,
		issueDiff,
		issueEdit,
		issueApprove,
		issueControls,
		issueCancel,
	])
		register(group, io, exit);
};
