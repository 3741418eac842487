import { REVIEWERS } from "../../catalog/panel.ts";
import type { Reviewer, Verdict } from "../../db/catalog-tables.ts";
import type { ToolContent } from "../content/content.ts";
import type { Call } from "./language/language.ts";

/** How the panel voted on a tool, as far as it is known. */
export type Outcome =
	| { kind: "all" | "none" | "most" | "few" | "split" | "unknown" }
	/** Three to one, and who is the one. */
	| { kind: "dissent" | "lone"; who: Reviewer }
	/** Two to two, and who. */
	| { kind: "sides"; ship: readonly Reviewer[]; skip: readonly Reviewer[] }
	/** A stated share that is no number of four people. */
	| { kind: "share"; share: number }
	/** One to three verdicts are known. */
	| { kind: "partial"; ship: number; known: number };

/** The outcomes of a share of four people, by how many would ship the tool. */
const OF_FOUR = ["none", "few", "split", "most", "all"] as const;

export function outcomeOf(tool: ToolContent): Outcome {
	const { ship, skip, share, verdict } = tool.panel;
	if (verdict === null) return { kind: "unknown" };
	if (ship === null || skip === null) {
		const votes = (share ?? 0) / 25;
		const kind = OF_FOUR[votes];
		return kind ? { kind } : { kind: "share", share: share ?? 0 };
	}
	if (ship + skip < REVIEWERS.length)
		return { kind: "partial", ship, known: ship + skip };
	const [against, forIt] = [
		reviewersWhoVoted(tool, "skip"),
		reviewersWhoVoted(tool, "ship"),
	];
	if (ship === skip) return { kind: "sides", ship: forIt, skip: against };
	const [who] = skip === 1 ? against : forIt;
	if ((skip === 1 || ship === 1) && who)
		return { kind: skip === 1 ? "dissent" : "lone", who };
	return { kind: OF_FOUR[ship] ?? "unknown" };
}

/**
 * What a headline may call a tool: its panel verdict, but "split" when the votes
 * are two to two. Null: the verdict is not known, or what is known of it is a tie.
 */
export function callOf(tool: ToolContent): Call | null {
	const outcome = outcomeOf(tool);
	if (outcome.kind === "sides" || outcome.kind === "split") return "split";
	if (outcome.kind === "partial" && outcome.ship * 2 === outcome.known)
		return null;
	return tool.panel.verdict;
}

/** The reviewers with this verdict on the tool, in the panel's order. */
export function reviewersWhoVoted(
	tool: Pick<ToolContent, "reviews">,
	verdict: Verdict,
): Reviewer[] {
	return tool.reviews
		.filter((review) => review.verdict === verdict)
		.map(({ reviewer }) => reviewer);
}

/** The one reviewer who voted against the other three; null: there is none, or it is not known. */
export function dissenterOn(tool: ToolContent): Reviewer | null {
	const outcome = outcomeOf(tool);
	return outcome.kind === "dissent" || outcome.kind === "lone"
		? outcome.who
		: null;
}

/** How many of the four would ship the tool; null unless all four votes are known or stated. */
export function votesFor(tool: ToolContent): number | null {
	const { kind } = outcomeOf(tool);
	if (kind === "dissent") return 3;
	if (kind === "lone") return 1;
	if (kind === "sides") return 2;
	const votes = (OF_FOUR as readonly string[]).indexOf(kind);
	return votes < 0 ? null : votes;
}

/** How many of these tools have each call. */
export function sumsOf(tools: readonly ToolContent[]) {
	const calls = tools.map(callOf);
	const count = (call: Call | null) =>
		calls.filter((one) => one === call).length;
	return {
		total: tools.length,
		ship: count("ship"),
		skip: count("skip"),
		split: count("split"),
		unknown: count(null),
	};
}
