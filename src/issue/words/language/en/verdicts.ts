import { phrase } from "../../sentence.ts";
import type { AfterWords, ClauseWords, PairWords } from "../language.ts";
import { count, the, theseReviewers } from "./words.ts";

export const clauses: ClauseWords = {
	all: [
		({ x }) => phrase`all four reviewers would ship ${x}`,
		({ x }) => phrase`${x} wins over the whole panel`,
		({ x }) => phrase`the panel is unanimous for ${x}`,
		({ x }) => phrase`nobody on the panel would skip ${x}`,
	],
	none: [
		({ x }) => phrase`nobody on the panel would ship ${x}`,
		({ x }) => phrase`${x} convinces none of the four`,
		({ x }) => phrase`the panel is unanimous against ${x}`,
		({ x }) => phrase`all four reviewers would skip ${x}`,
	],
	dissent: [
		({ x, who }) => phrase`only ${the(who)} would skip ${x}`,
		({ x, who }) => phrase`${x} convinces everyone but ${the(who)}`,
		({ x, who }) => phrase`three of four would ship ${x}, all but ${the(who)}`,
		({ x, who }) => phrase`${the(who)} alone would skip ${x}`,
	],
	lone: [
		({ x, who }) => phrase`only ${the(who)} would ship ${x}`,
		({ x, who }) => phrase`${x} convinces ${the(who)} and nobody else`,
		({ x, who }) => phrase`three of four would skip ${x}, all but ${the(who)}`,
		({ x, who }) => phrase`${the(who)} alone would ship ${x}`,
	],
	split: [
		({ x }) => phrase`the panel is split on ${x}, two to two`,
		({ x }) => phrase`${x} splits the panel two to two`,
		({ x }) => phrase`two of four would ship ${x}`,
	],
	sides: [
		({ x }) => phrase`the panel is split on ${x}, two to two`,
		({ x }) => phrase`${x} splits the panel two to two`,
		({ x, ship }) =>
			phrase`two of four would ship ${x}, ${theseReviewers(ship)}`,
	],
	most: [
		({ x }) => phrase`three of four reviewers would ship ${x}`,
		({ x }) => phrase`${x} convinces three of four reviewers`,
		({ x }) => phrase`one of four reviewers would skip ${x}`,
	],
	few: [
		({ x }) => phrase`three of four reviewers would skip ${x}`,
		({ x }) => phrase`${x} convinces one of four reviewers`,
		({ x }) => phrase`one of four reviewers would ship ${x}`,
	],
	share: [
		({ x, share }) => phrase`${share}% of the panel would ship ${x}`,
		({ x, share }) => phrase`the panel is ${share}% for ${x}`,
	],
	partial: [
		({ x, ship, known }) => phrase`${whoOf(ship, known)} would ship ${x}`,
		({ x, ship, known }) =>
			phrase`with ${count(known)} of four verdicts known, ${ship === 0 ? "nobody" : count(ship)} would ship ${x}`,
	],
	unknown: [
		({ x }) => phrase`the panel’s verdict on ${x} is not known`,
		({ x }) => phrase`no verdict on ${x} is known yet`,
		({ x }) => phrase`how the panel voted on ${x} is not known`,
	],
};

function whoOf(ship: number, known: number): string {
	if (known === 1)
		return ship === 1
			? "the one reviewer whose verdict is known"
			: "not even the one reviewer whose verdict is known";
	if (ship === known)
		return known === 2
			? "both reviewers whose verdicts are known"
			: `all ${count(known)} reviewers whose verdicts are known`;
	return ship === 0
		? `none of the ${count(known)} reviewers whose verdicts are known`
		: `${count(ship)} of the ${count(known)} reviewers whose verdicts are known`;
}

export const pairs: PairWords = {
	bothUnknown: [
		({ x, y }) => phrase`the panel’s verdicts on ${x} and ${y} are not known`,
		({ x, y }) => phrase`how the panel voted on ${x} and ${y} is not known yet`,
		({ x, y }) => phrase`no verdict on ${x} or ${y} is known`,
	],
	bothAll: [
		({ x, y }) => phrase`all four reviewers would ship both ${x} and ${y}`,
		({ x, y }) => phrase`nobody on the panel would skip ${x} or ${y}`,
		({ x, y }) => phrase`${x} and ${y} both win over the whole panel`,
		({ x, y }) =>
			phrase`no dissent on this pair: the whole panel would ship ${x} and ${y} alike`,
		({ x, y }) =>
			phrase`the panel is unanimous twice over and would ship both ${x} and ${y}`,
		({ x, y }) => phrase`four of four for ${x}, four of four for ${y}`,
	],
	bothNone: [
		({ x, y }) =>
			phrase`skip both: nobody on the panel would ship ${x} or ${y}`,
		({ x, y }) => phrase`all four reviewers would skip both ${x} and ${y}`,
		({ x, y }) => phrase`neither ${x} nor ${y} wins over a single reviewer`,
		({ x, y }) =>
			phrase`the panel is unanimous twice over and would skip both ${x} and ${y}`,
		({ x, y }) => phrase`not one of the four would ship ${x} or ${y}`,
	],
	allAndNone: [
		({ x, y }) => phrase`ship ${x}, skip ${y}: the panel is unanimous on both`,
		({ x, y }) =>
			phrase`all four reviewers would ship ${x}, and not one of them ${y}`,
		({ x, y }) => phrase`${x} wins over the whole panel, and ${y} nobody`,
		({ x, y }) => phrase`nobody would skip ${x}, and nobody would ship ${y}`,
		({ x, y }) => phrase`the panel is all for ${x} and all against ${y}`,
	],
	sameDissent: [
		({ x, y, who }) =>
			phrase`ship both ${x} and ${y}: only ${the(who)} would skip them`,
		({ x, y, who }) =>
			phrase`three of four would ship both ${x} and ${y}; ${the(who)} would skip both`,
		({ x, y, who }) => phrase`nobody but ${the(who)} would skip ${x} or ${y}`,
	],
	sameLone: [
		({ x, y, who }) =>
			phrase`skip both ${x} and ${y}: only ${the(who)} would ship them`,
		({ x, y, who }) =>
			phrase`three of four would skip both ${x} and ${y}; ${the(who)} would ship both`,
		({ x, y, who }) => phrase`nobody but ${the(who)} would ship ${x} or ${y}`,
	],
	onBoth: [
		({ x, y, who }) =>
			phrase`ship ${x}, skip ${y}: only ${the(who)} disagrees, on both`,
		({ x, y, who }) =>
			phrase`three of four would ship ${x} and skip ${y}; ${the(who)} would do the opposite`,
		({ x, y, who }) => phrase`${the(who)} alone would ship ${y} and skip ${x}`,
	],
	dissents: [
		({ x, y, who, other }) =>
			phrase`ship both, with one critic each: ${the(who)} would skip ${x}, and ${the(other)} ${y}`,
		({ x, y, who, other }) =>
			phrase`only ${the(who)} would skip ${x}, and only ${the(other)} ${y}`,
		({ x, y, who, other }) =>
			phrase`${x} convinces everyone but ${the(who)}, and ${y} everyone but ${the(other)}`,
		({ x, y, who, other }) =>
			phrase`three of four would ship ${x}, all but ${the(who)}, and three ${y}, all but ${the(other)}`,
	],
	loners: [
		({ x, y, who, other }) =>
			phrase`skip both, with one advocate each: ${the(who)} would ship ${x}, and ${the(other)} ${y}`,
		({ x, y, who, other }) =>
			phrase`only ${the(who)} would ship ${x}, and only ${the(other)} ${y}`,
		({ x, y, who, other }) =>
			phrase`${x} convinces ${the(who)} alone, and ${y} ${the(other)}`,
		({ x, y, who, other }) =>
			phrase`three of four would skip ${x}, all but ${the(who)}, and three ${y}, all but ${the(other)}`,
	],
	bothSplit: [
		({ x, y }) => phrase`the panel is split on both ${x} and ${y}, two to two`,
		({ x, y }) => phrase`${x} and ${y} both split the panel two to two`,
		({ x, y }) => phrase`neither ${x} nor ${y} wins a majority of the panel`,
		({ x, y }) => phrase`two of four would ship ${x}, and two ${y}`,
	],
	alike: [
		({ first, second }) => phrase`${first}, and ${second}`,
		({ first, second, call }) =>
			call === "ship" || call === "skip"
				? phrase`${call} both: ${first}, and ${second}`
				: phrase`${first}, and ${second}`,
		({ first, second }) => phrase`${first}; ${second}`,
	],
	unlike: [
		({ first, second }) => phrase`${first}, while ${second}`,
		({ first, second }) => phrase`${first}; ${second}`,
		({ first, second }) => phrase`${first}, but ${second}`,
	],
};

export const after: AfterWords = {
	flipped: [
		({ x, from }) => phrase`${x} was a ${from} last time`,
		({ x, from }) => phrase`last time, ${x} was a ${from}`,
		({ x, from }) => phrase`that is new: last time, ${x} was a ${from}`,
	],
	flippedLeads: [
		({ x, from, high, low }) =>
			phrase`${x} was a ${from} last time and now leads, ${high} to ${low}`,
		({ x, from, high, low }) =>
			phrase`a ${from} last time, ${x} now leads, ${high} to ${low}`,
	],
	bothFlipped: [
		({ from }) => phrase`both were a ${from} last time`,
		({ from }) => phrase`last time, both were a ${from}`,
	],
	crossed: [
		({ x, y }) => phrase`last time, ${x} was the skip and ${y} the ship`,
		({ x, y }) => phrase`both changed: ${x} was a skip, ${y} a ship`,
	],
	points: [
		({ x, y, high, low }) => phrase`${x} averages ${high}, ${y} ${low}`,
		({ x, high, low }) => phrase`${x} leads, ${high} to ${low}`,
		({ x, high, low }) => phrase`on points, ${x} is ahead, ${high} to ${low}`,
	],
	pointsAgainst: [
		({ x, y, high, low }) =>
			phrase`yet ${x} averages more, ${high} to ${low} for ${y}`,
		({ x, high, low }) =>
			phrase`on points, ${x} leads all the same, ${high} to ${low}`,
	],
	level: [
		({ points, exact }) =>
			phrase`both average ${exact ? "" : "about "}${points}`,
		({ points, exact }) =>
			phrase`on points there is ${exact ? "nothing" : "next to nothing"} between them: both average ${exact ? "" : "about "}${points}`,
	],
};
