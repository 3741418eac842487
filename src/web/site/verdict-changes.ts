import { html } from "hono/html";
import type { ComparisonRecord, ToolRecord } from "../../db/catalog/catalog.ts";
import type { ToolSnapshot } from "../../db/catalog/tool-snapshots.ts";
import {
	asFirstMailed,
	type DatedSnapshot,
	snapshotHistory,
} from "../../db/catalog/verdict-history.ts";
import type { Db } from "../../db/schema.ts";
import {
	panelOfSnapshot,
	snapshotOf,
} from "../../issue/content/tool-snapshot.ts";
import { dateLine } from "../../issue/week/schedule.ts";
import { factLabel, panelLabel, shareLabel } from "../../render/labels.ts";
import type { Instant } from "../../time/clock.ts";
import { name } from "../http/name.ts";
import type { Html } from "../http/page.ts";

/** Seals of a tool that a page shows at most. */
const MAX_HISTORY = 30;

/** What changed of a comparison's tools since it was mailed first, in sentences; empty: nothing. */
export async function changesSinceMailed(
	db: Db,
	record: ComparisonRecord,
	timeZone: string,
): Promise<Html | ""> {
	const tools = [record.left, record.right];
	const ids = tools.map((tool) => tool.id);
	const mailed = await asFirstMailed(db, record, ids);
	if (!mailed) return "";
	const day = (at: Instant) => dateLine(at, timeZone);
	const sentences: Html[] = [];
	for (const tool of tools) {
		const before = mailed.tools.get(tool.id);
		const now = currentSnapshot(tool);
		if (!before || isSame(before, now)) continue;
		const history = await snapshotHistory(db, tool.id, MAX_HISTORY);
		sentences.push(
			...sentencesOn(tool, {
				before,
				now,
				history,
				mailedOn: day(mailed.date),
				day,
			}),
		);
	}
	if (sentences.length === 0) return "";
	return html`<div class="changes" role="note"><p><b>Changed since it was mailed.</b></p>
<ul class="plain">${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul></div>`;
}

interface Change {
	before: ToolSnapshot;
	now: ToolSnapshot;
	/** The newest first. */
	history: readonly DatedSnapshot[];
	mailedOn: string;
	day(at: Instant): string;
}

function sentencesOn(tool: ToolRecord, change: Change): Html[] {
	const { before, now, mailedOn } = change;
	const sentences: Html[] = [];
	const since = (isLike: (one: ToolSnapshot) => boolean) => {
		const at = beginningOf(change.history, isLike);
		return at === null ? " now" : ` since ${change.day(at)}`;
	};
	if (before.verdict !== now.verdict)
		sentences.push(
			html`${name(tool.name)} was ${verdictPhrase(before)} on ${mailedOn}; ${verdictPhrase(now)}${since((one) => one.verdict === now.verdict)}.`,
		);
	else if (before.share !== now.share)
		sentences.push(
			html`${name(tool.name)} had ${shareLabel(panelOfSnapshot(before)) ?? "no known share"} on ${mailedOn}; ${shareLabel(panelOfSnapshot(now)) ?? "no known share"}${since((one) => one.share === now.share)}.`,
		);
	if (before.entry_price !== now.entry_price)
		sentences.push(
			html`The entry price of ${name(tool.name)} was ${pricePhrase(before)} on ${mailedOn}; ${pricePhrase(now)}${since((one) => one.entry_price === now.entry_price)}.`,
		);
	return sentences;
}

/** "a ship (75%)" */
function verdictPhrase({ verdict, share }: ToolSnapshot): string {
	if (verdict === null) return "without a verdict";
	return share === null ? `a ${verdict}` : `a ${verdict} (${share}%)`;
}

function pricePhrase({ entry_price }: ToolSnapshot): Html | string {
	return entry_price === "" ? "not given" : name(entry_price);
}

/** When the newest run of snapshots that are so began; null: the newest is not. */
function beginningOf(
	history: readonly DatedSnapshot[],
	isLike: (one: ToolSnapshot) => boolean,
): Instant | null {
	const end = history.findIndex((one) => !isLike(one));
	return history.slice(0, end === -1 ? undefined : end).at(-1)?.date ?? null;
}

function currentSnapshot({ reviews, ...tool }: ToolRecord): ToolSnapshot {
	return snapshotOf({ tool, reviews });
}

/** In what the page says: the verdict, its share and the entry price. */
function isSame(a: ToolSnapshot, b: ToolSnapshot): boolean {
	return (
		a.verdict === b.verdict &&
		a.share === b.share &&
		a.entry_price === b.entry_price
	);
}

/** How a tool stood at each seal that found it changed, the newest first; empty: none did. */
export async function historyOf(
	db: Db,
	tool: ToolRecord,
	timeZone: string,
): Promise<Html | ""> {
	const history = await snapshotHistory(db, tool.id, MAX_HISTORY);
	if (history.length === 0) return "";
	const now = currentSnapshot(tool);
	const [newest] = history;
	const changed = newest && !isSame(newest, now);
	return html`<section aria-labelledby="history">
<h2 id="history">History</h2>
<ol class="history">
${changed ? html`<li><b>Now</b> ${standing(now)}</li>` : ""}
${history.map(
	(one) =>
		html`<li><time datetime="${one.date}">${dateLine(one.date, timeZone)}</time> ${standing(one)}</li>`,
)}
</ol>
</section>`;
}

function standing(one: ToolSnapshot): Html {
	const panel = panelOfSnapshot(one);
	const score = one.score === null ? "" : `, ${one.score}/100 on average`;
	return html`<span class="${one.verdict ?? "unknown"}">${panelLabel(panel)}</span>${score}. Entry price: ${name(factLabel(one.entry_price))}`;
}
