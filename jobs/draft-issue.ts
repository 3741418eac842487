import type { App } from "../src/app.ts";
import { metaOrInsert } from "../src/db/meta.ts";
import { draftSlot } from "../src/issue/life/draft-slot.ts";
import { currentSlot, nextSlot } from "../src/issue/week/schedule.ts";
import type { Job } from "./job.ts";
import { runOnce } from "./run-once.ts";

export const draftIssueJob: Job = {
	name: "draft-issue",
	about: "drafts the week's issue, DRAFT_HOURS before its send time",
	nextDue: (app) => nextSlot(app.config, app.clock.now()).draftAt,
	async runDue(app) {
		const slot = currentSlot(app.config, app.clock.now());
		// A slot that passed before this installation first ran is not drafted.
		if (slot.sendAt <= (await scheduleSince(app))) return null;
		return runOnce(app, "draft-issue", slot.sendAt, () =>
			draftSlot(app, app.preflight, app.notify, slot),
		);
	},
};

function scheduleSince(app: App): Promise<string> {
	return metaOrInsert(app.db, "schedule_since", app.clock.now());
}
