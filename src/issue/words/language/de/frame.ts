import type { Verdict } from "../../../../db/catalog-tables.ts";
import type { FrameWords } from "../frame-words.ts";
import { des, plural } from "./words.ts";

const verb = (verdict: Verdict) => (verdict === "ship" ? "nehmen" : "lassen");
/** DIN 5008: a space before the sign, which never begins a line. */
const percent = (share: number) => `${share}\u00A0%`;

const DAYS =
	"montags dienstags mittwochs donnerstags freitags samstags sonntags".split(
		" ",
	);

export const frame: FrameWords = {
	percent,
	schedule: (weekday, time, zone) =>
		`${DAYS[weekday - 1]} um ${time} Uhr (${zone})`,
	panel: "Panel",
	panelSays: "Panel:",
	was: (verdict) => `zuletzt ${verb(verdict)}`,
	spoken: (verdict, share) => `${verb(verdict)}, ${percent(share)}`,
	missing: {
		any: "keine Angabe",
		score: "Wertung fehlt",
		scoreAndVerdict: "Wertung und Urteil fehlen",
	},
	noScores: "Wertungen und Urteile der vier sind nicht bekannt",
	tables: { decision: "Entscheidungshilfe", scores: "Wertungen" },
	facts: {
		price: "Preis",
		bestFor: "Gut für",
		readers: "Leser",
		category: "Kategorie",
		notGiven: "keine Angabe",
		noVotes: "noch keine Stimmen",
		votes: (share, count) =>
			count === null
				? `${percent(share)} dafür`
				: `${percent(share)} dafür · ${count} ${plural(count, "Stimme", "Stimmen")}`,
		both: "Beide",
		versus: "vs",
	},
	quoted: "{who} über {tool}",
	average: (points) => `im Schnitt ${points}`,
	tally: (verdict, count) => `${count} ${verb(verdict)}`,
	tallyUnknown: (count) => `${count} offen`,
	votes: {
		question: "{tool}?",
		given: {
			ship: "Deine Stimme zu {tool}: nehmen",
			skip: "Deine Stimme zu {tool}: lassen",
		},
		button: { ship: "Nehmen", skip: "Lassen" },
		save: "Merken",
		saved: "In deinen {bookmarks}",
		bookmarks: "Lesezeichen",
	},
	changes: {
		verdict: (is, was) => `jetzt ${verb(is)}, zuletzt ${verb(was)}`,
		score: (is, was) => `${is} Punkte, zuletzt ${was}`,
		verdictOf: (is, was) => `jetzt ${verb(is)}, zuletzt ${verb(was)}`,
		scoreOf: (is, was) => `${is} Punkte, zuletzt ${was}`,
		price: (is, was) => [
			...(was === "" ? [] : [`Preis von ${was} auf ${is}`]),
			`Preis jetzt ${is}`,
			"Preis geändert",
		],
		priceOf: (is, was) => [
			...(was === "" ? [] : [`Preis von ${was} auf ${is}`]),
			`Preis jetzt ${is}`,
			"Preis geändert",
		],
		noPrice: "Preis nicht mehr angegeben",
		noPriceOf: "Preis nicht mehr angegeben",
	},
	text: {
		inBrowser: "Im Browser",
		changed: "Neu",
		scores: "Wertungen",
		share: (share) => `${percent(share)} dafür`,
		lensHead: {
			builder: head(des("builder")),
			skeptic: head(des("skeptic")),
			founder: head(des("founder")),
			futurist: head(des("futurist")),
		},
		panelIs: (verdict) =>
			`das Panel: ${verdict === null ? "offen" : verb(verdict)}`,
		question: "Stimme zu {tool}:",
		voted: {
			ship: "Du hast für {tool} gestimmt. Ändern:",
			skip: "Du hast gegen {tool} gestimmt. Ändern:",
		},
		votedOn: (share, ship, skip) =>
			`${percent(share)} dafür, ${ship} zu ${skip}`,
	},
};

function head(of: string): string {
	return `Wertung und Urteil ${of}, dann das Panel:`;
}
