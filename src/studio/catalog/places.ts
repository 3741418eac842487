import { html } from "hono/html";
import type { ComparisonRecord } from "../../db/catalog/catalog.ts";
import {
	type ComparisonPlace,
	placesOfComparisons,
} from "../../db/issue/comparison-places.ts";
import { nextSlot } from "../../issue/week/schedule.ts";
import { importedHistory } from "../../issue/week/select-week.ts";
import type { Instant } from "../../time/clock.ts";
import { formatDay } from "../../time/format-time.ts";
import type { StudioDeps } from "../deps.ts";
import type { Markup } from "../layout.ts";
import { inPageForm } from "../page-form.ts";

const PLACES = {
	lead: "in full",
	brief: "in brief",
	more: "as a link",
	passed: "passed over",
} as const;

/** By the comparison's id: where it is or was, the newest issue first. */
export interface Places {
	byId: ReadonlyMap<number, readonly ComparisonPlace[]>;
	/** Where the first window of all began: what is older is history. */
	firstStart: Instant;
}

export async function placesOf(
	{ db, config, clock }: Pick<StudioDeps, "db" | "config" | "clock">,
	comparisons: readonly Pick<ComparisonRecord, "id">[],
): Promise<Places> {
	const now = clock.now();
	const { firstStart } = await importedHistory(db, config, now, now);
	const places = await placesOfComparisons(
		db,
		comparisons.map(({ id }) => id),
	);
	return {
		byId: Map.groupBy(places, (one) => one.comparison_id),
		firstStart,
	};
}

/** The issue that has a comparison, will have it, or passed it over last; else when one can. */
export function placeLine(
	deps: Pick<StudioDeps, "config" | "clock">,
	comparison: Pick<ComparisonRecord, "id" | "published_at" | "weight">,
	places: Places,
): Markup {
	const all = (places.byId.get(comparison.id) ?? []).filter(
		({ state }) => state !== "cancelled" && state !== "skipped",
	);
	const shown = all.find(({ place }) => place !== "passed") ?? all[0];
	if (shown) return placeOf(shown);
	if (comparison.weight < 0) return html`none while it is held back`;
	if (comparison.published_at < places.firstStart)
		return html`none: it is older than the first window`;
	const { config, clock } = deps;
	const now = clock.now();
	const from = comparison.published_at > now ? comparison.published_at : now;
	const slot = nextSlot(config, from);
	return html`can be chosen for ${formatDay(slot.sendAt, config.timeZone)}`;
}

/** Every issue that had a comparison to choose from, with the reason for its place. */
export function placesCard(
	deps: Pick<StudioDeps, "config" | "clock">,
	comparison: Pick<ComparisonRecord, "id" | "published_at" | "weight">,
	places: Places,
): Markup {
	const all = places.byId.get(comparison.id) ?? [];
	return html`<section class="card report-card wide"><h2>Issues</h2>
${
	all.length === 0
		? html`<p>No issue has had it to choose from: ${placeLine(deps, comparison, places)}.</p>`
		: html`<ul class="changes">${all.map((one) => html`<li>${placeOf(one)}: ${inPageForm(one.reason)}</li>`)}</ul>`
}
</section>`;
}

function placeOf({ number, issue_id, state, place }: ComparisonPlace): Markup {
	const isOpen = state === "draft" || state === "approved";
	const name =
		number === null
			? html`an issue that was ${state} (id:${issue_id})`
			: html`<a href="/studio/issues/${number}${isOpen ? "/edit" : ""}">issue ${number}</a>`;
	return html`${name}${isOpen ? `, ${state}` : ""}, ${PLACES[place]}`;
}
