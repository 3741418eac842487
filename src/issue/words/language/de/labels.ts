import type { Verdict } from "../../../../db/catalog-tables.ts";
import type { LabelWords } from "../label-words.ts";
import { REVIEWERS } from "./words.ts";

const verb = (verdict: Verdict) => (verdict === "ship" ? "nehmen" : "lassen");

export const labels: LabelWords = {
	reviewers: REVIEWERS,
	verdict: { ship: "Nehmen", skip: "Lassen", unknown: "Offen" },
	panelUnknown: "Urteil des Panels unbekannt",
	split(ship, skip, missing) {
		const split = `${ship} dafür / ${skip} dagegen`;
		return missing > 0 ? `${split}, ${missing} ohne Angabe` : split;
	},
	panelShare: (share) => `${share}\u00A0% des Panels dafür`,
	noVotes: "Noch keine Stimmen",
	votes: (share, counts) =>
		counts === null
			? `${share}\u00A0% dafür`
			: `${share}\u00A0% dafür · ${counts.ship} zu ${counts.skip} Stimmen`,
	readers: (share, ship, skip) =>
		`${share}\u00A0% der Leser würden es nehmen · ${ship}\u00A0zu\u00A0${skip}\u00A0Stimmen`,
	silent: "Wertung und Urteil fehlen",
	score: (score, verdict) =>
		score === null
			? `Ohne Wertung · ${verdict === null ? "ohne Urteil" : verb(verdict)}`
			: `${score}/100 · ${verdict === null ? "ohne Urteil" : verb(verdict)}`,
	flip: (from, to) => `jetzt ${verb(to)}, zuletzt ${verb(from)}`,
	counts(ship, skip, unknown) {
		const known = `${ship} nehmen, ${skip} lassen`;
		return unknown === 0 ? known : `${known}, ${unknown} offen`;
	},
	notGiven: "Keine Angabe",
};
