import {
	comparisonFields,
	type FactFields,
	toolFields,
} from "../fact-fields.ts";
import type { ToolFacts } from "../facts.ts";

/** What is new or different of a tool or a comparison. */
export interface CatalogChange {
	what: "tool" | "comparison";
	slug: string;
	/** "Pigeonhole", "pigeonhole-vs-dovecote". */
	name: string;
	isNew: boolean;
	/** Of what is new, the facts that are known. Never empty. */
	fields: { field: string; before: string; after: string }[];
}

/** What this needs of a `CatalogState`. */
interface Changed {
	comparisons: ReadonlyMap<
		string,
		ComparisonTimes & { saved: ComparisonTimes | null; dirty: boolean }
	>;
	tools: ReadonlyMap<
		string,
		{ facts: ToolFacts; saved: ToolFacts | null; dirty: boolean }
	>;
}

type ComparisonTimes = Parameters<typeof comparisonFields>[0];

/** How a state differs from what the database has: comparisons first. */
export function changesOf({ comparisons, tools }: Changed): CatalogChange[] {
	return [
		...[...comparisons].map(([slug, { saved, dirty, ...now }]) => ({
			what: "comparison" as const,
			slug,
			name: slug,
			isNew: saved === null,
			fields: dirty
				? differences(saved && comparisonFields(saved), comparisonFields(now))
				: [],
		})),
		...[...tools].map(([slug, { saved, facts, dirty }]) => ({
			what: "tool" as const,
			slug,
			name: facts.name,
			isNew: saved === null,
			fields: dirty
				? differences(saved && toolFields(saved), toolFields(facts))
				: [],
		})),
	].filter(({ fields }) => fields.length > 0);
}

function differences(
	before: FactFields | null,
	after: FactFields,
): CatalogChange["fields"] {
	return [...after].flatMap(([field, now]) => {
		const was = before?.get(field) ?? "";
		return was === now ? [] : [{ field, before: was, after: now }];
	});
}
