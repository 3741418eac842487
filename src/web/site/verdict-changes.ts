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
import { panelLabel } from "../../render/labels.ts";
import type { Instant } from "../../time/clock.ts";
import { fact, factOrNone } from "../http/name.ts";
import type { Html } from "../http/page.ts";
import type { Speech } from "../language/words-for.ts";
import { dayOf } from "./comparison-list.ts";

/** Seals of a tool that a page shows at most. */
const MAX_HISTORY = 30;

/** What changed of a comparison's tools since it was mailed first, in sentences; empty: nothing. */
export async function changesSinceMailed(
	db: Db,
	record: ComparisonRecord,
	timeZone: string,
	words: Speech,
): Promise<Html | ""> {
	const tools = [record.left, record.right];
	const ids = tools.map((tool) => tool.id);
	const mailed = await asFirstMailed(db, record, ids);
	if (!mailed) return "";
	const day = (at: Instant) => dateLine(at, timeZone, words.language.locale);
	const sentences: Html[] = [];
	for (const tool of tools) {
		const before = mailed.tools.get(tool.id);
		const now = currentSnapshot(tool);
		if (!before || isSame(before, now)) continue;
		const history = await snapshotHistory(db, tool.id, MAX_HISTORY);
		sentences.push(
			...sentencesOn(tool, words, {
				before,
				now,
				history,
				mailedOn: day(mailed.date),
				day,
			}),
		);
	}
	if (sentences.length === 0) return "";
	return html`<div class="changes" role="note"><p><b>${words.changes.heading}</b></p>
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

function sentencesOn(
	tool: ToolRecord,
	words: Speech,
	{ before, now, history, mailedOn, day }: Change,
): Html[] {
	const { changes } = words;
	const sentences: Html[] = [];
	const of = fact(tool.name, words);
	const days = (isLike: (one: ToolSnapshot) => boolean) => {
		const at = beginningOf(history, isLike);
		return { on: mailedOn, since: at === null ? null : day(at) };
	};
	if (before.verdict !== now.verdict)
		sentences.push(
			changes.verdict(
				of,
				before,
				now,
				days((one) => one.verdict === now.verdict),
			),
		);
	else if (before.share !== now.share)
		sentences.push(
			changes.share(
				of,
				before.share,
				now.share,
				days((one) => one.share === now.share),
			),
		);
	if (before.entry_price !== now.entry_price)
		sentences.push(
			changes.price(
				of,
				priceOf(before, words),
				priceOf(now, words),
				days((one) => one.entry_price === now.entry_price),
			),
		);
	return sentences;
}

function priceOf({ entry_price }: ToolSnapshot, words: Speech): Html | null {
	return entry_price === "" ? null : fact(entry_price, words);
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
	words: Speech,
): Promise<Html | ""> {
	const history = await snapshotHistory(db, tool.id, MAX_HISTORY);
	if (history.length === 0) return "";
	const now = currentSnapshot(tool);
	const [newest] = history;
	const changed = newest && !isSame(newest, now);
	return html`<section aria-labelledby="history">
<h2 id="history">${words.changes.history}</h2>
<ol class="history">
${changed ? html`<li><b>${words.changes.now}</b> ${standing(now, words)}</li>` : ""}
${history.map(
	(one) =>
		html`<li>${dayOf(one.date, timeZone, words)} ${standing(one, words)}</li>`,
)}
</ol>
</section>`;
}

function standing(one: ToolSnapshot, words: Speech): Html {
	const call = panelLabel(panelOfSnapshot(one), words.language);
	return words.changes.standing(
		html`<span class="${one.verdict ?? "unknown"}">${call}</span>`,
		one.score,
		factOrNone(one.entry_price, words),
	);
}
