import { html } from "hono/html";
import type { ComparisonRecord } from "../../db/catalog/catalog.ts";
import {
	type ComparisonPlace,
	placesOfComparisons,
} from "../../db/issue/comparison-places.ts";
import { nextSlot } from "../../issue/week/schedule.ts";
import { formatTime } from "../../time/format-time.ts";
import type { StudioDeps } from "../deps.ts";
import type { Markup } from "../layout.ts";

const PLACES = {
	lead: "in full",
	brief: "in brief",
	more: "as a link",
	passed: "passed over",
} as const;

/** By the comparison's id: where it is or was, the newest issue first. */
export type Places = ReadonlyMap<number, readonly ComparisonPlace[]>;

export async function placesOf(
	{ db }: Pick<StudioDeps, "db">,
	comparisons: readonly Pick<ComparisonRecord, "id">[],
): Promise<Places> {
	return Map.groupBy(
		await placesOfComparisons(
			db,
			comparisons.map(({ id }) => id),
		),
		(one) => one.comparison_id,
	);
}

/** The issue that has a comparison, will have it, or passed it over last; else when one can. */
export function placeLine(
	deps: Pick<StudioDeps, "config" | "clock">,
	comparison: Pick<ComparisonRecord, "id" | "published_at" | "weight">,
	places: Places,
): Markup {
	const all = (places.get(comparison.id) ?? []).filter(
		({ state }) => state !== "cancelled" && state !== "skipped",
	);
	const shown = all.find(({ place }) => place !== "passed") ?? all[0];
	if (shown) return placeOf(shown);
	if (comparison.weight < 0) return html`none while it is held back`;
	const { config, clock } = deps;
	const now = clock.now();
	const from = comparison.published_at > now ? comparison.published_at : now;
	const slot = nextSlot(config, from);
	return html`can be chosen for ${formatTime(slot.sendAt, config.timeZone)}`;
}

/** Every issue that had a comparison to choose from, with the reason for its place. */
export function placesCard(
	deps: Pick<StudioDeps, "config" | "clock">,
	comparison: Pick<ComparisonRecord, "id" | "published_at" | "weight">,
	places: Places,
): Markup {
	const all = places.get(comparison.id) ?? [];
	return html`<section class="card report-card"><h2>Issues</h2>
${
	all.length === 0
		? html`<p>No issue has chosen it or passed it over: ${placeLine(deps, comparison, places)}.</p>`
		: html`<ul class="changes">${all.map((one) => html`<li>${placeOf(one)}: ${one.reason}</li>`)}</ul>`
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
