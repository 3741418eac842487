import type { FrameWords } from "../frame-words.ts";
import { REVIEWERS } from "./words.ts";

const DAYS =
	"Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays Sundays".split(" ");

export const frame: FrameWords = {
	percent: (share) => `${share}%`,
	schedule: (weekday, time, zone) =>
		`${DAYS[weekday - 1]} at ${time} (${zone})`,
	panel: "Panel",
	panelSays: "Panel:",
	was: (verdict) => `was ${verdict}`,
	spoken: (verdict, share) => `${verdict}, ${share}%`,
	missing: {
		any: "not given",
		score: "score not given",
		scoreAndVerdict: "score and verdict not given",
	},
	noScores: "Scores and verdicts of the reviewers not given",
	tables: { decision: "Decision table", scores: "Scorecard" },
	facts: {
		price: "Price",
		bestFor: "Best for",
		readers: "Readers",
		category: "Category",
		notGiven: "not given",
		noVotes: "no votes yet",
		votes: (share, count) =>
			count === null ? `${share}% ship` : `${share}% ship · ${count} votes`,
		both: "Both",
		versus: "vs",
	},
	quoted: "{who} on {tool}",
	average: (points) => `${points} on average`,
	tally: (verdict, count) => `${count} ${verdict}`,
	tallyUnknown: (count) => `${count} not known`,
	votes: {
		question: "{tool}?",
		given: {
			ship: "Your vote on {tool}: ship",
			skip: "Your vote on {tool}: skip",
		},
		button: { ship: "Ship it", skip: "Skip it" },
		save: "Save",
		saved: "In your {bookmarks}",
		bookmarks: "bookmarks",
	},
	changes: {
		verdict: (is, was) => `now ${is}, was ${was}`,
		score: (is, was) => `${is} points, was ${was}`,
		verdictOf: (is, was) => `is now a ${is}, was ${was}`,
		scoreOf: (is, was, first) =>
			first ? `has ${is} points, was ${was}` : `${is} points, was ${was}`,
		price: (is, was) => [
			...(was === "" ? [] : [`price from ${was} to ${is}`]),
			`price now ${is}`,
			"price changed",
		],
		priceOf: (is, was) => [
			...(was === "" ? [] : [`went from ${was} to ${is}`]),
			`has a new price: ${is}`,
			"has a new price",
		],
		noPrice: "price not given any more",
		noPriceOf: "gives no price any more",
	},
	text: {
		inBrowser: "In the browser",
		changed: "Changed",
		scores: "Scores",
		share: (share) => `${share}% ship`,
		lensHead: {
			builder: head(REVIEWERS.builder),
			skeptic: head(REVIEWERS.skeptic),
			founder: head(REVIEWERS.founder),
			futurist: head(REVIEWERS.futurist),
		},
		panelIs: (verdict) => `the panel: ${verdict ?? "not given"}`,
		question: "Vote on {tool}:",
		voted: {
			ship: "You voted ship on {tool}. Change it:",
			skip: "You voted skip on {tool}. Change it:",
		},
		votedOn: (share, ship, skip) => `${share}% ship, ${ship} to ${skip}`,
	},
};

function head(title: string): string {
	return `The ${title}’s score and verdict, then the panel’s:`;
}
