import type { StandingCorrection } from "../../db/catalog/catalog-changes.ts";
import type { Reviewer } from "../../db/catalog-tables.ts";
import type { Instant } from "../../time/clock.ts";
import {
	comparisonFields,
	type FactFields,
	fieldLabel,
	REVIEW_PARTS,
	type ReviewPart,
	reviewField,
	toolFields,
} from "../fact-fields.ts";
import type { ReviewFacts, ToolFacts } from "../facts.ts";
import { REVIEWERS } from "../panel.ts";
import { samePanel } from "./merge-facts.ts";

/** By "WHAT SLUG FIELD". */
export type Corrections = ReadonlyMap<string, StandingCorrection>;

/** What an import makes of something. */
export interface Kept<T> {
	facts: T;
	/** The fields that stay as they were corrected, as they are called. */
	kept: string[];
	/** Those whose correction ends here. */
	undone: string[];
}

function keptOf<T>(
	facts: T,
	was: FactFields,
	stated: FactFields,
	fieldsNow: FactFields,
	isCorrected: (field: string) => boolean,
): Kept<T> {
	const labels = (
		fields: FactFields,
		isOne: (field: string, value: string) => boolean,
	) =>
		[...fields].flatMap(([field, value]) =>
			isOne(field, value) ? fieldLabel(field) : [],
		);
	return {
		facts,
		kept: labels(fieldsNow, (field, value) => stated.get(field) !== value),
		undone: labels(
			was,
			(field, value) => isCorrected(field) && fieldsNow.get(field) !== value,
		),
	};
}

/** What a field's correction means for what a source says. */
interface Corrected {
	is(field: string): boolean;
	/** Whether it was corrected after the time of the source. */
	isLater(field: string): boolean;
	/** Whether the source says only what was corrected. */
	isOld(field: string): boolean;
	/** Whether the correction stays. */
	holds(field: string): boolean;
}

function correctedOf(
	corrections: Corrections,
	name: string,
	before: FactFields,
	after: FactFields,
	asOf: Instant | null,
): Corrected {
	const standing = (field: string) => {
		const one = corrections.get(`${name} ${field}`);
		// An earlier document of the same import may have undone it.
		return one?.after === before.get(field) ? one : undefined;
	};
	const isLater = (field: string) => {
		const one = standing(field);
		return one !== undefined && (asOf === null || one.at > asOf);
	};
	const isOld = (field: string) =>
		standing(field)?.replaced === after.get(field);
	return {
		is: (field) => standing(field) !== undefined,
		isLater,
		isOld,
		holds: (field) => isLater(field) || isOld(field),
	};
}

/**
 * What an import makes of a tool, with every correction that still holds. One is
 * undone only by a source that is newer than it, and that says something else than
 * what was corrected. What was not corrected is updated beside it.
 *
 * A short name belongs to the name, the parts of a review to its text, the stated
 * share to the reviews, and the votes to each other: where those are new, so is
 * what belongs to them.
 *
 * @param before as the catalog has it
 * @param after as the import would have it
 * @param asOf when the source is true; null: it is older than what the catalog has
 */
export function keepToolCorrections(
	corrections: Corrections,
	before: ToolFacts,
	after: ToolFacts,
	asOf: Instant | null,
): Kept<ToolFacts> {
	if (corrections.size === 0) return { facts: after, kept: [], undone: [] };
	const [was, is] = [toolFields(before), toolFields(after)];
	const tool = `tool ${before.slug}`;
	const corrected = correctedOf(corrections, tool, was, is, asOf);
	const { holds } = corrected;
	const text = <K extends keyof ToolFacts>(field: K): ToolFacts[K] =>
		(holds(field) ? before : after)[field];
	const name = text("name");
	const kept = {
		...after,
		name,
		shortName: name === before.name ? text("shortName") : after.shortName,
		tagline: text("tagline"),
		category: text("category"),
		pricing: text("pricing"),
		entryPrice: text("entryPrice"),
		bestFor: text("bestFor"),
		description: text("description"),
		community: votesHold(was, is, corrected)
			? before.community
			: after.community,
		reviews: REVIEWERS.flatMap(
			(by) => reviewOf(by, before, after, corrected) ?? [],
		),
	};
	const statedShare =
		corrected.isLater("panelShare") ||
		(holds("panelShare") && samePanel(kept, before))
			? before.statedShare
			: after.statedShare;
	const facts = { ...kept, statedShare };
	return keptOf(facts, was, is, toolFields(facts), corrected.is);
}

const VOTES = ["community.ship", "community.skip", "community.share"];

function votesHold(
	was: FactFields,
	is: FactFields,
	corrected: Corrected,
): boolean {
	if (!VOTES.some(corrected.is)) return false;
	return (
		VOTES.some(corrected.isLater) ||
		VOTES.every((one) => is.get(one) === was.get(one) || corrected.isOld(one))
	);
}

/** Undefined: there is none by this reviewer. */
function reviewOf(
	by: Reviewer,
	before: ToolFacts,
	after: ToolFacts,
	corrected: Corrected,
): ReviewFacts | undefined {
	const of = ({ reviews }: ToolFacts) =>
		reviews.find(({ reviewer }) => reviewer === by);
	const [was, is] = [of(before), of(after)];
	const field = (part: ReviewPart) => reviewField(by, part);
	const holds = (part: ReviewPart) => corrected.holds(field(part));
	const fields = REVIEW_PARTS.map(field);
	if (!is || !fields.some(corrected.is)) return is;
	// It was removed by hand.
	if (!was) return holds("body") ? undefined : is;
	if (is.body !== was.body && !corrected.isOld(field("body")))
		return fields.some(corrected.isLater) ? was : is;
	const isSame = is.body === was.body;
	return {
		...is,
		body: was.body,
		score: holds("score") ? was.score : (is.score ?? was.score),
		verdict: holds("verdict") ? was.verdict : (is.verdict ?? was.verdict),
		// A quote is a piece of its text.
		quote: holds("quote") || !isSame ? was.quote : is.quote,
	};
}

interface Times {
	publishedAt: string;
	weight: number;
}

/**
 * The same of a comparison, which has no time at which its facts are true: whatever
 * it said before the correction may come from an older source.
 */
export function keepComparisonCorrections<T extends Times>(
	corrections: Corrections,
	slug: string,
	before: Times,
	after: T,
): Kept<T> {
	const [was, is] = [comparisonFields(before), comparisonFields(after)];
	const standing = (field: string) => {
		const one = corrections.get(`comparison ${slug} ${field}`);
		return one?.after === was.get(field) ? one : undefined;
	};
	const holds = (field: string) =>
		standing(field)?.earlier.includes(is.get(field) ?? "");
	const facts = {
		...after,
		publishedAt: holds("publishedAt") ? before.publishedAt : after.publishedAt,
		weight: holds("weight") ? before.weight : after.weight,
	};
	const isCorrected = (field: string) => standing(field) !== undefined;
	return keptOf(facts, was, is, comparisonFields(facts), isCorrected);
}

/**
 * A source that goes on saying what an editor corrected should be corrected
 * itself. One that says something new may be right, or wrong as well.
 */
export function correctionWarnings(
	name: string,
	{ kept, undone }: Pick<Kept<unknown>, "kept" | "undone">,
): { code: string; message: string }[] {
	const warning = (
		code: string,
		fields: string[],
		what: string,
		fix: string,
	) =>
		fields.length === 0
			? []
			: [{ code, message: `${name}: ${what}: ${fields.join(", ")}. ${fix}` }];
	return [
		...warning(
			"correction-kept",
			kept,
			"kept as an editor corrected it",
			"If the file is right, change it in the studio.",
		),
		...warning(
			"correction-undone",
			undone,
			"the file is newer than an editor's correction and replaces it",
			"If the file is wrong, correct it again in the studio.",
		),
	];
}
