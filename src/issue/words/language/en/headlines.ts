import type { Verdict } from "../../../../db/catalog-tables.ts";
import { capitalized } from "../../phrases.ts";
import { phrase } from "../../sentence.ts";
import type {
	Call,
	LensSide,
	LensWords,
	PreheaderWords,
	SubjectWords,
} from "../language.ts";
import { count, few, REVIEWERS, the } from "./words.ts";

const against = (verdict: Verdict): Verdict =>
	verdict === "ship" ? "skip" : "ship";

/** "ship X", "split on X" */
const on = (call: Call, x: string) =>
	call === "split" ? `split on ${x}` : `${call} ${x}`;

export const subject: SubjectWords = {
	plain([a, b], x, y) {
		if (a === null || b === null) return `${x} vs ${y}`;
		if (a !== b)
			return b === "split"
				? capitalized(`${on(a, x)}; ${on(b, y)}`)
				: a === "split"
					? capitalized(`${on(b, y)}; ${on(a, x)}`)
					: capitalized(`${on(a, x)}, ${on(b, y)}`);
		if (a === "split") return `${x} or ${y}? Split on both`;
		return a === "ship" ? `${x} or ${y}? Both pass` : `${x} or ${y}? Skip both`;
	},
	longer([a, b], x, y, points) {
		if (a === null || b === null)
			return [`${x} vs ${y}: no panel verdict known yet`];
		const plain = subject.plain([a, b], x, y);
		const scores =
			points === null || (points.x === points.y && !points.level)
				? null
				: points.level
					? `both average ${points.x}`
					: `${points.x} points to ${points.y}`;
		const more =
			a === b
				? a === "split"
					? [`${x} or ${y}? The panel is split on both`]
					: [
							`${x} or ${y}? The panel would ${a} both`,
							`Two to ${a} this week: ${x} and ${y}`,
						]
				: [`${plain}, says the panel`];
		return [
			...(scores ? [`${plain}${a === b ? ", " : ": "}${scores}`] : []),
			...more,
		];
	},
	flip: (to, other, x, y) =>
		to === other
			? `${capitalized(to)} ${x} after all, and ${y} too`
			: other === "split"
				? `${capitalized(to)} ${x} after all; split on ${y}`
				: `${capitalized(to)} ${x} after all, ${other} ${y}`,
	onBoth: (plain, who) => `${plain}: only ${the(who)} disagrees`,
	single: {
		flip: (x, to) => `${capitalized(to)} ${x} after all`,
		revolt: (x, panel) =>
			panel === "ship"
				? `Ship ${x}? Most readers would not`
				: `Skip ${x}? Readers would ship it`,
		split: (x) => `${x} splits the panel`,
		dissent: (x, panel, who) => `Only ${the(who)} would ${against(panel)} ${x}`,
		agreed: (x, panel) => `All four would ${panel} ${x}`,
		call: (x, panel) => `The panel would ${panel} ${x}`,
		bare: (x, panel) => `${capitalized(panel)} ${x}`,
		unknown: (x) => `No panel verdict yet on ${x}`,
	},
	numbered: (plain, number) => `${plain} (No. ${number})`,
};

export const preheader: PreheaderWords = {
	mentionsFlip: (subject) => subject.includes("after all"),
	agrees: "The whole panel agrees.",
	disagreesOnBoth: (who) => `Only ${the(who)} disagrees, on both.`,
	points: ({ x, y, high, low }) => phrase`${x} averages ${high}, ${y} ${low}`,
	level: (points) => `Both average ${points}.`,
	votes: ({ x, y, a, b }) =>
		a === b
			? phrase`${a === 0 ? "nobody" : a === 4 ? "all four" : `${count(a)} of four`} would ship ${x}, and as many ${y}`
			: phrase`${a === 0 ? "nobody" : a === 4 ? "all four" : `${count(a)} of four`} would ship ${x}, ${b === 0 ? "nobody" : b === 4 ? "all four" : count(b)} ${y}`,
	revolt: ({ x, share }) => phrase`${share}% of readers would ship ${x}`,
	price: ({ x, from, to }) => phrase`${x} went from ${from} to ${to}`,
	nothing: "What the panel says, in full.",
	unknown: "What is known so far.",
	also: (titles, more) =>
		more === 0
			? `Also: ${joined(titles)}`
			: `Also: ${joined(titles, `${count(more)} more`)}`,
	count: (others) =>
		`And ${count(others)} more verdict${others === 1 ? "" : "s"} this week, side by side.`,
	fill: [
		"Both tools side by side, with the panel’s four reviews.",
		"All four reviews, side by side.",
	],
};

function joined(titles: readonly string[], last?: string): string {
	const all = last === undefined ? titles : [...titles, last];
	if (all.length < 2) return all.join("");
	return `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`;
}

const scored = ({ score }: LensSide) => (score === null ? "" : ` (${score})`);
const scoredShort = ({ score }: LensSide) =>
	score === null ? "" : ` ${score}`;

export const lens: LensWords = {
	subject(who, left, right) {
		const [a, b] = [left, right].map((one) => one.name + scored(one));
		const title = capitalized(the(who));
		if (left.verdict === null || right.verdict === null)
			return `${title} on ${a} and ${b}, side by side`;
		return left.verdict === right.verdict
			? `${title} would ${left.verdict} both: ${a}, ${b}`
			: `${title} would ${left.verdict} ${a} and ${right.verdict} ${b}`;
	},
	shortSubject(who, left, right) {
		const [a, b] = [left, right].map((one) => one.name + scoredShort(one));
		if (left.verdict === null || right.verdict === null)
			return `${capitalized(the(who))} on ${a} and ${b}`;
		const first = `${REVIEWERS[who]}: ${left.verdict} ${a}, `;
		return left.verdict === right.verdict
			? first + b
			: `${first}${right.verdict} ${b}`;
	},
	single: (who, side) =>
		side.verdict === null
			? `${capitalized(the(who))} on ${side.name}${scored(side)}`
			: `${capitalized(the(who))} would ${side.verdict} ${side.name}${scored(side)}`,
	shortSingle: (who, side) =>
		side.verdict === null
			? `${REVIEWERS[who]}: ${side.name}${scoredShort(side)}`
			: `${REVIEWERS[who]}: ${side.verdict} ${side.name}${scoredShort(side)}`,
	panel([a, b], [left, right]) {
		if (a === null && b === null) return "The whole panel has no verdict yet.";
		if (a === null || b === null)
			return "What the whole panel says, side by side.";
		if (a === left && b === right) return "The whole panel would do the same.";
		if (a === right && b === left)
			return "The whole panel would do the opposite.";
		if (a === "split" || b === "split")
			return a === b
				? "The whole panel is split on both."
				: `The whole panel is split on one and would ${a === "split" ? b : a} the other.`;
		return a === b
			? `The whole panel would ${a} both.`
			: `The whole panel would ${a} the first and ${b} the second.`;
	},
	sentence(who, left, right) {
		const title = the(who);
		const call =
			left.verdict === right.verdict
				? phrase`${title} would ${left.verdict} both ${left.name} and ${right.name}`
				: phrase`${title} would ${left.verdict} ${left.name} and ${right.verdict} ${right.name}`;
		if (left.score === null || right.score === null) return call;
		return left.score === right.score
			? phrase`${call}, at ${left.score} points each`
			: phrase`${call}, at ${left.score} and ${right.score} points`;
	},
	together(who, { name, verdict, score }, { total, ship, skip, unknown }) {
		const tool = score === null ? name : phrase`${name} (${score} points)`;
		const call = phrase`${the(who)} would ${verdict} ${tool}`;
		const all = total === 2 ? "both" : `all ${count(total)}`;
		const met = `of the ${count(total)} it met`;
		const own = verdict === "ship";
		const rest =
			unknown === total
				? phrase`${call}`
				: (own ? ship : skip) === total
					? phrase`${call} and ${all} it met`
					: ship === 0
						? phrase`${call}${own ? ", but" : " and ship"} none ${met}`
						: phrase`${call}${own ? " and" : ", but ship"} ${ship === total ? `${all} it met` : `${count(ship)} ${met}`}`;
		return unknown === 0
			? rest
			: phrase`${rest}; ${unknown === 1 ? "one verdict is" : `${count(unknown)} verdicts are`} open`;
	},
	week(who, total, judged, ship) {
		if (judged < total) {
			const of = phrase`${the(who)} judged ${count(judged)} of this week’s ${count(total)} tools`;
			if (ship === 0) return phrase`${of}, and would ship none`;
			return ship === judged && ship > 1
				? phrase`${of}, and would ship all of them`
				: phrase`${of}, and would ship ${count(ship)}`;
		}
		if (ship === 0)
			return phrase`${the(who)} would ship none of this week’s tools`;
		if (ship < total)
			return phrase`${the(who)} would ship ${count(ship)} of this week’s ${count(total)} tools`;
		return total === 2
			? phrase`${the(who)} would ship both of this week’s tools`
			: phrase`${the(who)} would ship all ${count(total)} of this week’s tools`;
	},
	against(opposite, split, agrees) {
		if (split.length === 0)
			return opposite.length === 0
				? phrase`the panel agrees each time`
				: phrase`on ${few(opposite)} the panel says the opposite`;
		if (opposite.length > 0)
			return phrase`on ${few(opposite)} the panel says the opposite, on ${few(split)} it is split`;
		return phrase`on ${few(split)} the panel is split${agrees ? "; on the rest it agrees" : ""}`;
	},
	opening(calls, who, isEach) {
		const week = `${calls === 1 ? "One call" : `${capitalized(count(calls))} calls`} this week`;
		if (who !== null) return `${week}, through ${the(who)}’s eyes.`;
		if (!isEach) return `${week}.`;
		return `${week}, ${calls === 1 ? "in a sentence" : "a sentence each"}.`;
	},
};
