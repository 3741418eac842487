import type { Instant } from "../../clock.ts";
import type { Trx } from "../../db/schema.ts";
import type { ToolFacts } from "../facts.ts";
import { type Known, loadKnown, saveKnown } from "./catalog-state.ts";
import { badInput } from "./finding.ts";
import type { Memory, Run } from "./import-state.ts";
import { fillGaps, mergeFacts, sameFacts } from "./merge-facts.ts";
import type { Told } from "./read-input.ts";
import { note, type Outcome } from "./report.ts";

/** The file being read, and what it told so far. */
export interface FileRun extends Run {
	readonly file: string;
	readonly own: Memory;
}

/**
 * Brings the catalog to what some documents tell, with a handful of statements
 * for all of them.
 *
 * A document is true as of its publication, or, where it states none, of the
 * moment it is first seen; a tool's facts go from older to newer and never
 * back (`mergeFacts` has the rules). The very document that was imported last
 * for a comparison changes nothing, whatever was learned since.
 *
 * @throws BadInput `duplicate`, `slug-taken`
 */
export async function importChunk(
	trx: Trx,
	run: FileRun,
	chunk: readonly Told[],
): Promise<void> {
	const known = await loadKnown(
		trx,
		chunk.map((told) => told.facts),
	);
	for (const told of chunk) tell(run, known, told);
	await saveKnown(trx, known, run.now);
}

function tell(run: FileRun, known: Known, told: Told): void {
	const { facts, hash } = told;
	const { now } = run;
	refuseDuplicate(run, told);
	refuseOtherTools(known, told);
	for (const warning of told.warnings)
		run.own.warnings.push({ file: run.file, ...warning });
	const before = known.comparisons.get(facts.slug);
	const earlier = run.memory.comparisons.get(facts.slug);
	const publishedAt = run.publishedAt ?? facts.publishedAt;
	const same =
		before?.hash === hash &&
		(publishedAt === null || publishedAt === before.publishedAt);
	run.own.comparisons.set(facts.slug, { file: run.file, hash });
	if (same || earlier?.hash === hash) {
		note(run.own.comparisonOutcomes, facts.slug, "unchanged");
		note(run.own.toolOutcomes, facts.left.slug, "unchanged");
		note(run.own.toolOutcomes, facts.right.slug, "unchanged");
		return;
	}
	// A file before told this comparison: that one stands, and this one fills its gaps.
	const outcome = earlier
		? "unchanged"
		: tellComparison(known, told, publishedAt, now);
	note(run.own.comparisonOutcomes, facts.slug, outcome);
	for (const tool of [facts.left, facts.right])
		tellTool(
			run,
			known,
			told,
			tool,
			earlier ? null : (publishedAt ?? now),
			now,
		);
}

function refuseDuplicate(run: FileRun, { facts, hash, place }: Told): void {
	const told = run.own.comparisons.get(facts.slug);
	if (told && told.hash !== hash)
		throw badInput(
			"duplicate",
			`"${facts.slug}" is in this file already, with other contents`,
			place,
		);
}

function refuseOtherTools(known: Known, { facts, place }: Told): void {
	const before = known.comparisons.get(facts.slug);
	if (!before) return;
	const pair = [before.left, before.right];
	if (pair.includes(facts.left.slug) && pair.includes(facts.right.slug)) return;
	throw badInput(
		"slug-taken",
		`the slug "${facts.slug}" belongs to the comparison of ${before.left} and ${before.right}, and can't be that of ${facts.left.slug} and ${facts.right.slug}`,
		place,
	);
}

function tellComparison(
	known: Known,
	{ facts, hash }: Told,
	publishedAt: Instant | null,
	now: Instant,
): Outcome {
	const before = known.comparisons.get(facts.slug);
	const after = {
		left: facts.left.slug,
		right: facts.right.slug,
		publishedAt: publishedAt ?? before?.publishedAt ?? now,
		weight: facts.weight ?? before?.weight ?? 0,
	};
	const same =
		before !== undefined &&
		before.left === after.left &&
		before.publishedAt === after.publishedAt &&
		before.weight === after.weight;
	known.comparisons.set(facts.slug, {
		...after,
		hash,
		updatedAt: same ? before.updatedAt : now,
		dirty: true,
	});
	if (!before) return "created";
	return same ? "unchanged" : "updated";
}

/** @param at when these facts are true; null: they are a second telling and only fill gaps */
function tellTool(
	run: FileRun,
	known: Known,
	told: Told,
	tool: ToolFacts,
	at: Instant | null,
	now: Instant,
): void {
	const before = known.tools.get(tool.slug);
	if (!before) {
		known.tools.set(tool.slug, {
			id: null,
			facts: tool,
			asOf: at ?? now,
			updatedAt: now,
			savedReviews: [],
			dirty: true,
		});
		run.own.tellers.set(tool.slug, tellerOf(run, told));
		note(run.own.toolOutcomes, tool.slug, "created");
		return;
	}
	const newer = at !== null && at >= before.asOf;
	const over = mergeFacts(tool, before.facts);
	const under = mergeFacts(before.facts, tool);
	if ((at === null || at === before.asOf) && !sameFacts(over, under))
		warnOfOther(run, told, tool, newer);
	const facts = newer
		? over
		: at === null
			? fillGaps(before.facts, tool)
			: under;
	const same = sameFacts(facts, before.facts);
	const asOf = newer ? at : before.asOf;
	if (newer) run.own.tellers.set(tool.slug, tellerOf(run, told));
	if (!same || asOf !== before.asOf)
		known.tools.set(tool.slug, {
			...before,
			facts,
			asOf,
			// To be told the same again, only more lately, is nothing that anyone sees.
			updatedAt: same ? before.updatedAt : now,
			dirty: true,
		});
	note(run.own.toolOutcomes, tool.slug, same ? "unchanged" : "updated");
}

function tellerOf(run: FileRun, told: Told) {
	return { comparison: told.facts.slug, file: run.file };
}

/** Two documents of one import contradict each other as of the same time: somebody should look. */
function warnOfOther(
	run: FileRun,
	told: Told,
	tool: ToolFacts,
	newer: boolean,
): void {
	const other =
		run.own.tellers.get(tool.slug) ?? run.memory.tellers.get(tool.slug);
	if (!other) return;
	run.own.warnings.push({
		code: "told-twice",
		file: run.file,
		...told.place,
		message: `${tool.name} is told otherwise by ${other.comparison} (${other.file}), as of the same time; ${newer ? "this one" : "that one"} stands`,
	});
}
