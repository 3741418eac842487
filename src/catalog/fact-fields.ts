import type { Reviewer } from "../db/catalog-tables.ts";
import type { ReviewFacts, ToolFacts } from "./facts.ts";
import { REVIEWERS } from "./panel.ts";

/*
 * The facts of a tool or a comparison as texts, by field: what a form shows, and
 * what the history compares. Empty: not known.
 */

export type FactFields = ReadonlyMap<string, string>;

const TEXTS = {
	name: "Name",
	shortName: "Short name",
	tagline: "Tagline",
	category: "Category",
	entryPrice: "Price",
	pricing: "Pricing",
	bestFor: "Best for",
	description: "Description",
} as const;

const NUMBERS = {
	panelShare: "Panel share as stated",
	"community.ship": "Community: ship",
	"community.skip": "Community: skip",
	"community.share": "Community: share",
} as const;

/** What a review says, as its fields are called. */
export const REVIEW_PARTS = ["score", "verdict", "body", "quote"] as const;
export type ReviewPart = (typeof REVIEW_PARTS)[number];

export const reviewField = (reviewer: Reviewer, part: ReviewPart) =>
	`${reviewer}.${part}`;

/** What a tool's fields are called, reviews apart. */
export const TOOL_LABELS: Readonly<Record<string, string>> = {
	...TEXTS,
	...NUMBERS,
};

const COMPARISON_LABELS: Readonly<Record<string, string>> = {
	publishedAt: "Publication time",
	weight: "Weight",
};

/** What a field is called: "Price", "Score by the builder". */
export function fieldLabel(field: string): string {
	const [by = "", part = ""] = field.split(".");
	if ((REVIEWERS as readonly string[]).includes(by))
		return `${part === "body" ? "Review" : part.charAt(0).toUpperCase() + part.slice(1)} by the ${by}`;
	return TOOL_LABELS[field] ?? COMPARISON_LABELS[field] ?? field;
}

export function toolFields(facts: ToolFacts): FactFields {
	const text = (value: string | number | null | undefined) =>
		value === null || value === undefined ? "" : String(value);
	return new Map<string, string>([
		...(Object.keys(TEXTS) as (keyof typeof TEXTS)[]).map(
			(field): [string, string] => [field, facts[field]],
		),
		["panelShare", text(facts.statedShare)],
		["community.ship", text(facts.community.ship)],
		["community.skip", text(facts.community.skip)],
		["community.share", text(facts.community.share)],
		...REVIEWERS.flatMap((reviewer) => {
			const review: Partial<ReviewFacts> =
				facts.reviews.find((one) => one.reviewer === reviewer) ?? {};
			return REVIEW_PARTS.map((part): [string, string] => [
				reviewField(reviewer, part),
				text(review[part]),
			]);
		}),
	]);
}

export function comparisonFields(of: {
	publishedAt: string;
	weight: number;
}): FactFields {
	return new Map([
		["publishedAt", of.publishedAt],
		["weight", String(of.weight)],
	]);
}

/** The fields as the tool of a document (`import/document.ts`), to be checked like one. */
export function toolDocument(slug: string, fields: FactFields): object {
	const of = (field: string) => fields.get(field) ?? "";
	const number = (field: string) => asNumber(of(field));
	const [ship, skip, share] = ["ship", "skip", "share"].map((one) =>
		number(`community.${one}`),
	);
	return {
		slug,
		...Object.fromEntries(Object.keys(TEXTS).map((one) => [one, of(one)])),
		shortName: of("shortName") || null,
		panelShare: number("panelShare"),
		community: [ship, skip, share].every((one) => one === null)
			? null
			: Object.fromEntries(
					Object.entries({ ship, skip, share }).filter(
						([, value]) => value !== null,
					),
				),
		reviews: REVIEWERS.flatMap((reviewer) => {
			const part = (name: ReviewPart) => of(reviewField(reviewer, name));
			if (REVIEW_PARTS.every((name) => part(name) === "")) return [];
			return {
				reviewer,
				score: number(reviewField(reviewer, "score")),
				verdict: part("verdict") || null,
				body: part("body"),
				quote: part("quote") || null,
			};
		}),
	};
}

/** Null: empty. What is no whole number stays a text, which the check refuses. */
export function asNumber(text: string): number | string | null {
	const typed = text.trim();
	if (typed === "") return null;
	return /^-?\d{1,15}$/.test(typed) ? Number(typed) : typed;
}
