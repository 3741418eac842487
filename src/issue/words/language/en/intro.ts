import { phrase } from "../../sentence.ts";
import type { IntroWords, VerdictSums } from "../language.ts";
import { count, few, the, theseReviewers } from "./words.ts";

export const intro: IntroWords = {
	empty: "No new comparisons.",
	counts: (sums) => phrase`${counts(sums)}`,
	one: ({ x, y }) => phrase`the panel would ship ${x} and skip ${y} this week`,
	best: ({ counts, x, points, among }) =>
		phrase`${counts}; ${x} scores highest${among === null ? "" : ` of the ${count(among)} whose scores are known`}, with ${points} out of 100`,
	flip: ({ x, from, to }) =>
		phrase`one change of heart: ${x}, a ${from} last time, is now a ${to}`,
	flips({ ship, skip }) {
		const now = (["skip", "ship"] as const).flatMap((to) => {
			const names = to === "ship" ? ship : skip;
			if (names.length === 0) return [];
			return names.length === 1
				? [phrase`${few(names)} is now a ${to}`]
				: [phrase`${few(names)} are now ${to}s`];
		});
		const [first = phrase``, second] = now;
		return phrase`${count(ship.length + skip.length)} changes of heart: ${second ? phrase`${first}, ${second}` : first}`;
	},
	revolt({ x, share, verdict, strong }) {
		if (verdict === "skip")
			return strong
				? phrase`readers see ${x} differently: ${share}% of them would ship it`
				: phrase`readers are kinder to ${x}: ${share}% of them would ship it`;
		return strong
			? phrase`readers see ${x} differently: only ${share}% of them would ship it`
			: phrase`readers are less sure of ${x}: ${share}% of them would ship it`;
	},
	price: ({ x, from, to }) =>
		phrase`the price of ${x} went from ${from} to ${to}`,
	prices: ({ count: all, first, second }) =>
		phrase`${count(all)} prices moved${all > 2 ? ", among them" : ":"} ${first.x} from ${first.from} to ${first.to} and ${second.x} from ${second.from} to ${second.to}`,
	split: ({ x, ship, skip }) =>
		ship.length === 0
			? phrase`on ${x} the panel is split, two to two`
			: phrase`on ${x} the panel is split: ${theseReviewers(ship)} would ship it, ${theseReviewers(skip)} would not`,
	splits: ({ names }) =>
		phrase`on ${few(names)} the panel is split, two to two`,
	gap: ({ x, y, high, low }) =>
		phrase`the widest gap is between ${x} and ${y}, ${high} to ${low}`,
	dissent: ({ x, who, verdict }) =>
		verdict === "ship"
			? phrase`${the(who)} is the only one who would skip ${x}`
			: phrase`${the(who)} is the only one who would ship ${x}`,
	dissents: ({ who, names }) =>
		phrase`${the(who)} disagrees most often, on ${few(names)}`,
	alone: ({ first, second }) =>
		phrase`${the(first.who)} stands alone ${side(first)} ${first.x}, and ${the(second.who)} ${side(second)} ${second.x}`,
	nothing: ({ comparisons }) =>
		comparisons === 1
			? phrase`the four agree on both`
			: phrase`the four agree on every one of them`,
};

const side = ({ verdict }: { verdict: "ship" | "skip" }) =>
	verdict === "ship" ? "against" : "for";

function counts({
	total,
	ship,
	skip,
	split,
	splitIsTold,
	unknown,
}: VerdictSums): string {
	if (unknown === total)
		return total === 1
			? "one tool this week, and no panel verdict on it is known yet"
			: `${count(total)} tools this week, and no panel verdict is known yet`;
	const all = total === 2 ? "both tools" : `all ${count(total)} tools`;
	const of = `of this week’s ${total === 1 ? "one tool" : `${count(total)} tools`}`;
	if (total > 1 && ship === total)
		return `the panel would ship ${all} this week`;
	if (total > 1 && skip === total)
		return `the panel would skip ${all} this week`;
	if (split === total)
		return total === 1
			? "the panel is split on this week’s one tool, two to two"
			: `the panel is split on ${all} this week, two to two`;
	const judged =
		ship > 0 && skip > 0
			? `the panel would ship ${count(ship)} ${of} and skip ${count(skip)}`
			: ship + skip === 0
				? `the panel is split on ${count(split)} ${of}`
				: `the panel would ${ship > 0 ? "ship" : "skip"} ${count(ship + skip)} ${of}`;
	const rest = [
		split > 0 && !splitIsTold && ship + skip > 0
			? `it is split on ${count(split)}`
			: "",
		unknown > 0
			? `${unknown === 1 ? "one verdict is" : `${count(unknown)} verdicts are`} open`
			: "",
	].filter((part) => part !== "");
	return [judged, rest.join(", and ")].filter((part) => part !== "").join("; ");
}
