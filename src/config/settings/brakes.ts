import { setting } from "../setting.ts";
import { share } from "../values.ts";

/** Shares of what was sent, from 0 to 1. */
export const brakeSettings = {
	goneWarn: setting({
		name: "GONE_WARN",
		schema: share,
		default: "2%",
		doc: `When so many of the messages of an issue, or of the last 30 days, went to
			mailboxes that do not exist, the editor is told once. Ten at least.`,
	}),
	goneHold: setting({
		name: "GONE_HOLD",
		schema: share,
		default: "5%",
		doc: `When so many did, what is being sent is paused until a person lets it go
			on. \`100%\`: never.`,
	}),
	complaintWarn: setting({
		name: "COMPLAINT_WARN",
		schema: share,
		default: "0.1%",
		doc: `When so many of the messages of an issue, or of the last 30 days, were
			reported as spam, the editor is told once. Five at least.`,
	}),
	complaintHold: setting({
		name: "COMPLAINT_HOLD",
		schema: share,
		default: "0.3%",
		doc: `When so many were, what is being sent is paused until a person lets it go
			on. \`100%\`: never.`,
	}),
};
