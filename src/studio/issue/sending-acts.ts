import type { IssueHead } from "../../db/issue/issues.ts";
import { adopt, requireAdopted } from "../../delivery/adoption.ts";
import { leaveUnsure, reopenMissing } from "../../delivery/resend-missing.ts";
import { recordRefusalsOfEnded } from "../../delivery/returns/record-refusals.ts";
import { chooseStages } from "../../delivery/stages/choose-stages.ts";
import { Failure } from "../../errors.ts";
import { cancelIssue } from "../../issue/life/cancel.ts";
import { pauseIssue, resumeIssue } from "../../issue/life/pause.ts";
import { sealIssue } from "../../issue/life/seal.ts";
import type { StudioDeps } from "../deps.ts";
import { isTicked } from "../form-fields.ts";

/** What an editor can do to an issue that goes out, each on a page of its own. */
export const ACTS = [
	"send",
	"stages",
	"pause",
	"resume",
	"missing",
	"adopt",
	"cancel",
] as const;
export type Act = (typeof ACTS)[number];

/** In which states each can be done. */
export const ACTS_IN: Record<Act, readonly IssueHead["state"][]> = {
	send: ["approved"],
	stages: ["draft", "approved", "sealed"],
	pause: ["sealed", "sending"],
	resume: ["paused"],
	missing: ["sending", "paused", "complete"],
	adopt: ["draft", "approved", "sealed", "sending", "paused"],
	cancel: ["draft", "approved", "sealed", "sending", "paused"],
};

export const LABELS: Record<Act, string> = {
	send: "Send it now…",
	stages: "Stages…",
	pause: "Pause…",
	resume: "Let it go on…",
	missing: "Send to those who miss it…",
	adopt: "Allow sending from here…",
	cancel: "Cancel…",
};

/** The acts that a page offers. @param isAdopted whether this installation may send */
export function actsOf(
	{ state }: Pick<IssueHead, "state">,
	isAdopted: boolean,
): Act[] {
	return ACTS.filter(
		(act) =>
			ACTS_IN[act].includes(state) &&
			(isAdopted
				? act !== "adopt"
				: !["send", "resume", "missing"].includes(act)),
	);
}

/**
 * Does what the form of its page asks. Sending itself is left to the scheduler, which
 * is woken.
 *
 * @throws Failure with what the command line would say
 */
export async function perform(
	deps: StudioDeps,
	act: Act,
	issue: IssueHead,
	form: URLSearchParams,
): Promise<void> {
	const { installation } = deps;
	if (installation && ["send", "resume", "missing"].includes(act))
		await requireAdopted(deps, installation);
	switch (act) {
		case "send":
			await sealIssue(deps, deps.preflight, issue.id);
			break;
		case "stages":
			await chooseStages(deps, issue.id, form.get("stages") ?? "");
			return;
		case "pause":
			await pauseIssue(deps, issue.id, "Paused by the editor.");
			return;
		case "resume":
			if (isTicked(form, "leave-unsure")) await leaveUnsure(deps, issue);
			await resumeIssue(deps, issue.id);
			break;
		case "missing": {
			const refused = isTicked(form, "refused");
			if ((await reopenMissing(deps, issue, { refused })) === 0)
				throw new Failure(
					"nobody-missing",
					"Nobody is missing any more, so nothing was sent.",
				);
			break;
		}
		case "adopt":
			requireTyped(form, "adopt");
			if (installation) await adopt(deps, installation);
			return;
		case "cancel":
			requireTyped(form, String(issue.number));
			await cancelIssue(
				deps,
				issue.id,
				form.get("reason")?.trim() || "cancelled by the editor",
				{ endEarly: true },
			);
			await recordRefusalsOfEnded(deps);
			return;
	}
	deps.wake?.();
}

/** @throws Failure `not-confirmed` */
function requireTyped(form: URLSearchParams, expected: string): void {
	if (form.get("confirm")?.trim() !== expected)
		throw new Failure(
			"not-confirmed",
			`Nothing was changed. To confirm it, type: ${expected}`,
		);
}
