import type { LabelWords } from "../label-words.ts";
import { REVIEWERS } from "./words.ts";

export const labels: LabelWords = {
	reviewers: REVIEWERS,
	verdict: { ship: "Ship", skip: "Skip", unknown: "Not given" },
	panelUnknown: "Panel verdict not given",
	split(ship, skip, missing) {
		const split = `${ship} ship / ${skip} skip`;
		return missing > 0 ? `${split}, ${missing} not given` : split;
	},
	panelShare: (share) => `${share}% panel ship`,
	noVotes: "No votes yet",
	votes: (share, counts) =>
		counts === null
			? `${share}% ship`
			: `${share}% ship · ${counts.ship} ship / ${counts.skip} skip`,
	readers: (share, ship, skip) =>
		`${share}% of readers would ship it, ${ship}\u00A0to\u00A0${skip}`,
	silent: "Score and verdict not given",
	score: (score, verdict) =>
		score === null
			? `Score not given · ${verdict}`
			: `${score}/100 · ${verdict ?? "verdict not given"}`,
	flip: (from, to) => `now ${to}, was ${from}`,
	counts(ship, skip, unknown) {
		const known = `${ship} ship, ${skip} skip`;
		return unknown === 0 ? known : `${known}, ${unknown} not known`;
	},
	notGiven: "Not given",
};
