import { z } from "zod";
import { type Instant, instantOf } from "../../time/clock.ts";
import type { CommunityFacts, ComparisonFacts, ToolFacts } from "../facts.ts";
import { REVIEWERS } from "../panel.ts";
import { comparisonSlugOf, slugOf } from "../slug.ts";
import { describeSchemaError } from "./describe-schema-error.ts";
import {
	type DocumentInput,
	documentSchema,
	type ToolInput,
	timesSchema,
	toolSchema,
} from "./document.ts";
import { BadInput, badInput } from "./problem.ts";

/** A person fixes a few problems at a time; a document may have a hundred. */
const MAX_PROBLEMS = 10;

/**
 * Checks one parsed document.
 *
 * @param written finds the value at a path as the file writes it; null where the
 * document comes from no JSON
 * @throws BadInput with the path of each problem: `bad-document`, `same-tool`, `same-reviewer`
 */
export function readDocument(
	value: unknown,
	written: (path: string) => string | null = () => null,
): ComparisonFacts {
	return factsOf(checked(documentSchema, value, written));
}

/**
 * Checks one tool of a document alone.
 *
 * @throws BadInput `bad-document`, `same-reviewer`
 */
export function readTool(value: unknown): ToolFacts {
	return toolFacts(
		checked(toolSchema, value, () => null),
		0,
	);
}

/** Checks what is written of a comparison apart from its tools. @throws BadInput `bad-document` */
export function readTimes(value: unknown): {
	publishedAt: Instant;
	weight: number;
} {
	const { publishedAt, weight } = checked(timesSchema, value, () => null);
	return { publishedAt: instantOf(publishedAt) as Instant, weight };
}

function checked<T>(
	schema: z.ZodType<T>,
	value: unknown,
	written: (path: string) => string | null,
): T {
	const parsed = schema.safeParse(value, { reportInput: true });
	if (parsed.success) return parsed.data;
	throw new BadInput(
		"bad-document",
		schemaIssues(parsed.error.issues)
			.slice(0, MAX_PROBLEMS)
			.map((issue) => {
				const path = z.core.toDotPath(issue.path);
				const number = typeof issue.input === "number";
				return {
					path,
					message: describeSchemaError(issue, number ? written(path) : null),
				};
			}),
	);
}

/**
 * The issues, each number named once: zod also refuses it for being beyond what
 * a double holds exactly. Where a union was meant clearly, what is wrong within.
 */
function schemaIssues(issues: readonly z.core.$ZodIssue[]) {
	return issues.flatMap((issue): z.core.$ZodIssue[] => {
		if (issue.code === "invalid_union") {
			const meant = issue.errors.find((errors) =>
				errors.every((one) => one.path.length > 0 && one.input !== undefined),
			);
			if (meant)
				return schemaIssues(
					meant.map((one) => ({ ...one, path: [...issue.path, ...one.path] })),
				);
		}
		const limit =
			issue.code === "too_big"
				? issue.maximum
				: issue.code === "too_small"
					? issue.minimum
					: null;
		return Math.abs(Number(limit ?? 0)) === Number.MAX_SAFE_INTEGER
			? []
			: [issue];
	});
}

function factsOf(document: DocumentInput): ComparisonFacts {
	const [left, right] = document.tools.map(toolFacts);
	if (!left || !right) throw new RangeError("A document has two tools.");
	if (left.slug === right.slug)
		throw badInput(
			"same-tool",
			left.name === right.name
				? `"${left.name}" can't be compared with itself`
				: `"${left.name}" and "${right.name}" have the same slug, "${left.slug}"; give one of them another slug`,
			{ path: "tools[1]" },
		);
	return {
		slug: document.slug ?? comparisonSlugOf(left.slug, right.slug),
		publishedAt: document.publishedAt ? instantOf(document.publishedAt) : null,
		weight: document.weight ?? null,
		left,
		right,
	};
}

function toolFacts(tool: ToolInput, index: number): ToolFacts {
	return {
		slug: tool.slug ?? slugOf(tool.name),
		name: tool.name,
		shortName: tool.shortName ?? "",
		tagline: tool.tagline,
		category: tool.category,
		pricing: tool.pricing,
		entryPrice: tool.entryPrice,
		bestFor: tool.bestFor,
		description: tool.description,
		statedShare: tool.panelShare ?? null,
		community: communityFacts(tool.community ?? null),
		reviews: inPanelOrder(tool.reviews ?? [], `tools[${index}].reviews`),
	};
}

function communityFacts(
	community: NonNullable<ToolInput["community"]> | null,
): CommunityFacts {
	if (community === null) return { ship: null, skip: null, share: null };
	if ("share" in community)
		return { ship: null, skip: null, share: community.share };
	return { ...community, share: null };
}

function inPanelOrder(
	reviews: NonNullable<ToolInput["reviews"]>,
	path: string,
): ToolFacts["reviews"] {
	const ordered = REVIEWERS.flatMap((reviewer) =>
		reviews.filter((review) => review.reviewer === reviewer),
	);
	const repeated = reviews.findIndex(
		(review, index) =>
			reviews.findIndex((other) => other.reviewer === review.reviewer) < index,
	);
	if (repeated >= 0)
		throw badInput(
			"same-reviewer",
			`the ${reviews[repeated]?.reviewer} has two reviews of this tool; remove one`,
			{ path: `${path}[${repeated}]` },
		);
	return ordered.map(({ reviewer, score, verdict, body, quote }) => ({
		reviewer,
		score: score ?? null,
		verdict: verdict ?? null,
		body,
		quote: quote ?? null,
	}));
}
