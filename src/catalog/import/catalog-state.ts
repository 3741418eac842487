import type { Instant } from "../../clock.ts";
import {
	comparisonRowsBySlug,
	reviewRowsByTool,
	toolRowsBySlug,
	upsertComparisons,
	upsertReviews,
	upsertTools,
} from "../../db/catalog/catalog-import.ts";
import type { Trx } from "../../db/schema.ts";
import type { ComparisonFacts, ReviewFacts, ToolFacts } from "../facts.ts";
import { sameReview } from "./merge-facts.ts";
import { factsOfRows, toolRowOf } from "./tool-rows.ts";

/** What the catalog knows of the comparisons and tools that some documents tell of, by slug. */
export interface Known {
	comparisons: Map<string, KnownComparison>;
	tools: Map<string, KnownTool>;
}

export interface KnownComparison {
	left: string;
	right: string;
	publishedAt: Instant;
	weight: number;
	hash: string | null;
	updatedAt: Instant;
	/** Whether it has to be written. */
	dirty: boolean;
}

export interface KnownTool {
	/** Null: not in the database yet. */
	id: number | null;
	facts: ToolFacts;
	asOf: Instant;
	updatedAt: Instant;
	/** The reviews as they stand in the database. */
	savedReviews: readonly ReviewFacts[];
	/** Whether it has to be written. */
	dirty: boolean;
}

export async function loadKnown(
	trx: Trx,
	told: readonly ComparisonFacts[],
): Promise<Known> {
	const slugs = <T>(all: T[]) => [...new Set(all)];
	const comparisons = await comparisonRowsBySlug(
		trx,
		slugs(told.map((one) => one.slug)),
	);
	const tools = await toolRowsBySlug(
		trx,
		slugs(told.flatMap((one) => [one.left.slug, one.right.slug])),
	);
	const reviews = Map.groupBy(
		await reviewRowsByTool(
			trx,
			tools.map((tool) => tool.id),
		),
		(review) => review.tool_id,
	);
	const known: Known = { comparisons: new Map(), tools: new Map() };
	for (const row of comparisons)
		known.comparisons.set(row.slug, {
			left: row.left_slug,
			right: row.right_slug,
			publishedAt: row.published_at,
			weight: row.weight,
			hash: row.document_hash,
			updatedAt: row.updated_at,
			dirty: false,
		});
	for (const row of tools) {
		const facts = factsOfRows(row, reviews.get(row.id) ?? []);
		known.tools.set(row.slug, {
			id: row.id,
			facts,
			asOf: row.as_of,
			updatedAt: row.updated_at,
			savedReviews: facts.reviews,
			dirty: false,
		});
	}
	return known;
}

/** Writes what is dirty, and nothing else. */
export async function saveKnown(
	trx: Trx,
	known: Known,
	now: Instant,
): Promise<void> {
	const tools = [...known.tools.values()].filter((tool) => tool.dirty);
	const saved = await upsertTools(
		trx,
		tools.map((tool) => ({
			...toolRowOf(tool.facts),
			as_of: tool.asOf,
			created_at: now,
			updated_at: tool.updatedAt,
		})),
	);
	for (const { slug, id } of saved) {
		const tool = known.tools.get(slug);
		if (tool) tool.id = id;
	}
	const idOf = (slug: string) => {
		const id = known.tools.get(slug)?.id ?? null;
		if (id === null) throw new RangeError(`The tool ${slug} has no id.`);
		return id;
	};
	await upsertReviews(
		trx,
		tools.flatMap(({ facts, savedReviews }) =>
			facts.reviews
				.filter((one) => !savedReviews.some((other) => sameReview(one, other)))
				.map((review) => ({ tool_id: idOf(facts.slug), ...review })),
		),
	);
	const comparisons = [...known.comparisons].filter(([, one]) => one.dirty);
	await upsertComparisons(
		trx,
		comparisons.map(([slug, one]) => ({
			slug,
			left_tool_id: idOf(one.left),
			right_tool_id: idOf(one.right),
			published_at: one.publishedAt,
			weight: one.weight,
			document_hash: one.hash,
			created_at: now,
			updated_at: one.updatedAt,
		})),
	);
}
