import type { Verdict } from "../../../../db/catalog-tables.ts";
import { capitalized } from "../../phrases.ts";
import { phrase } from "../../sentence.ts";
import type { AfterWords, ClauseWords, PairWords } from "../language.ts";
import { count, dem, den, der, theseReviewers } from "./words.ts";

export const clauses: ClauseWords = {
	all: [
		({ x }) => phrase`alle vier würden ${x} nehmen`,
		({ x }) => phrase`${x} überzeugt das ganze Panel`,
		({ x }) => phrase`das Panel ist einstimmig für ${x}`,
		({ x }) => phrase`niemand im Panel würde auf ${x} verzichten`,
	],
	none: [
		({ x }) => phrase`niemand im Panel würde ${x} nehmen`,
		({ x }) => phrase`${x} überzeugt keinen der vier`,
		({ x }) => phrase`das Panel ist einstimmig gegen ${x}`,
		({ x }) => phrase`alle vier würden die Finger von ${x} lassen`,
	],
	dissent: [
		({ x, who }) => phrase`nur ${der(who)} würde auf ${x} verzichten`,
		({ x, who }) => phrase`${x} überzeugt alle außer ${dem(who)}`,
		({ x, who }) =>
			phrase`drei von vier würden ${x} nehmen, nur ${der(who)} nicht`,
		({ x, who }) => phrase`${der(who)} allein würde die Finger von ${x} lassen`,
	],
	lone: [
		({ x, who }) => phrase`nur ${der(who)} würde ${x} nehmen`,
		({ x, who }) => phrase`${x} überzeugt ${den(who)} und sonst niemanden`,
		({ x, who }) =>
			phrase`drei von vier würden auf ${x} verzichten, nur ${der(who)} nicht`,
		({ x, who }) => phrase`${der(who)} allein würde ${x} nehmen`,
	],
	split: [
		({ x }) => phrase`bei ${x} ist das Panel gespalten, zwei zu zwei`,
		({ x }) => phrase`${x} spaltet das Panel, zwei zu zwei`,
		({ x }) => phrase`zwei von vier würden ${x} nehmen`,
	],
	sides: [
		({ x }) => phrase`bei ${x} ist das Panel gespalten, zwei zu zwei`,
		({ x }) => phrase`${x} spaltet das Panel, zwei zu zwei`,
		({ x, ship }) =>
			phrase`zwei von vier würden ${x} nehmen, ${theseReviewers(ship)}`,
	],
	most: [
		({ x }) => phrase`drei von vier würden ${x} nehmen`,
		({ x }) => phrase`${x} überzeugt drei von vier`,
		({ x }) => phrase`einer von vier würde auf ${x} verzichten`,
	],
	few: [
		({ x }) => phrase`drei von vier würden auf ${x} verzichten`,
		({ x }) => phrase`${x} überzeugt einen von vier`,
		({ x }) => phrase`einer von vier würde ${x} nehmen`,
	],
	share: [
		({ x, share }) => phrase`${share}\u00A0% des Panels würden ${x} nehmen`,
		({ x, share }) => phrase`das Panel ist zu ${share}\u00A0% für ${x}`,
	],
	partial: [
		({ x, ship, known }) => phrase`${knownVotes(ship, known)} für ${x}`,
		({ x, ship, known }) =>
			phrase`soweit bekannt, ${ship === 0 ? "würde niemand" : ship === 1 ? "würde einer" : `würden ${count(ship)}`} von ${known === 1 ? "einem" : count(known)} ${x} nehmen`,
	],
	unknown: [
		({ x }) => phrase`das Urteil des Panels über ${x} ist nicht bekannt`,
		({ x }) => phrase`zu ${x} ist noch kein Urteil bekannt`,
		({ x }) => phrase`wie das Panel über ${x} denkt, ist nicht bekannt`,
	],
};

function knownVotes(ship: number, known: number): string {
	if (known === 1)
		return `die eine bekannte Stimme ist ${ship === 0 ? "nicht " : ""}`.trimEnd();
	if (ship === known) return `alle ${count(known)} bekannten Stimmen sind`;
	return `von ${count(known)} bekannten Stimmen ${ship === 0 ? "ist keine" : ship === 1 ? "ist eine" : `sind ${count(ship)}`}`;
}

export const pairs: PairWords = {
	bothUnknown: [
		({ x, y }) =>
			phrase`die Urteile des Panels über ${x} und ${y} sind nicht bekannt`,
		({ x, y }) => phrase`zu ${x} und ${y} ist noch kein Urteil bekannt`,
		({ x, y }) =>
			phrase`wie das Panel über ${x} und ${y} denkt, ist nicht bekannt`,
	],
	bothAll: [
		({ x, y }) => phrase`alle vier würden ${x} ebenso nehmen wie ${y}`,
		({ x, y }) => phrase`niemand im Panel würde auf ${x} oder ${y} verzichten`,
		({ x, y }) => phrase`${x} und ${y} überzeugen beide das ganze Panel`,
		({ x, y }) =>
			phrase`kein Widerspruch: Das ganze Panel würde sowohl ${x} als auch ${y} nehmen`,
		({ x, y }) =>
			phrase`das Panel ist zweimal einstimmig, für ${x} und für ${y}`,
		({ x, y }) => phrase`vier von vier für ${x}, vier von vier für ${y}`,
	],
	bothNone: [
		({ x, y }) =>
			phrase`beide lassen: Niemand im Panel würde ${x} oder ${y} nehmen`,
		({ x, y }) => phrase`alle vier würden auf ${x} und ${y} verzichten`,
		({ x, y }) => phrase`weder ${x} noch ${y} überzeugt auch nur einen`,
		({ x, y }) =>
			phrase`das Panel ist zweimal einstimmig, gegen ${x} und gegen ${y}`,
		({ x, y }) => phrase`keiner der vier würde ${x} oder ${y} nehmen`,
	],
	allAndNone: [
		({ x, y }) =>
			phrase`${x} nehmen, ${y} lassen: Das Panel ist beide Male einstimmig`,
		({ x, y }) =>
			phrase`alle vier würden ${x} nehmen, und keiner von ihnen ${y}`,
		({ x, y }) => phrase`${x} überzeugt das ganze Panel, ${y} niemanden`,
		({ x, y }) =>
			phrase`auf ${x} würde niemand verzichten, und ${y} würde niemand nehmen`,
		({ x, y }) => phrase`das Panel ist geschlossen für ${x} und gegen ${y}`,
	],
	sameDissent: [
		({ x, y, who }) =>
			phrase`beide nehmen, ${x} und ${y}: Nur ${der(who)} würde verzichten`,
		({ x, y, who }) =>
			phrase`drei von vier würden ${x} und ${y} nehmen, ${der(who)} keines von beiden`,
		({ x, y, who }) =>
			phrase`niemand außer ${dem(who)} hat etwas gegen ${x} oder ${y}`,
	],
	sameLone: [
		({ x, y, who }) =>
			phrase`beide lassen, ${x} und ${y}: Nur ${der(who)} würde sie nehmen`,
		({ x, y, who }) =>
			phrase`drei von vier würden auf ${x} und ${y} verzichten, ${der(who)} würde beide nehmen`,
		({ x, y, who }) => phrase`${x} und ${y} überzeugen nur ${den(who)}`,
	],
	onBoth: [
		({ x, y, who }) =>
			phrase`${x} nehmen, ${y} lassen: Nur ${der(who)} widerspricht, beide Male`,
		({ x, y, who }) =>
			phrase`drei von vier würden ${x} nehmen und ${y} lassen, ${der(who)} macht es umgekehrt`,
		({ x, y, who }) =>
			phrase`${der(who)} allein würde ${y} nehmen und auf ${x} verzichten`,
	],
	dissents: [
		({ x, y, who, other }) =>
			phrase`beide nehmen, bei je einer Gegenstimme: ${capitalized(der(who))} ist gegen ${x}, ${der(other)} gegen ${y}`,
		({ x, y, who, other }) =>
			phrase`nur ${der(who)} würde auf ${x} verzichten, und nur ${der(other)} auf ${y}`,
		({ x, y, who, other }) =>
			phrase`${x} überzeugt alle außer ${dem(who)}, ${y} alle außer ${dem(other)}`,
		({ x, y, who, other }) =>
			phrase`drei von vier würden ${x} nehmen, nur ${der(who)} nicht, und drei ${y}, nur ${der(other)} nicht`,
	],
	loners: [
		({ x, y, who, other }) =>
			phrase`beide lassen, bei je einer Stimme dafür: ${capitalized(der(who))} ist für ${x}, ${der(other)} für ${y}`,
		({ x, y, who, other }) =>
			phrase`nur ${der(who)} würde ${x} nehmen, und nur ${der(other)} ${y}`,
		({ x, y, who, other }) =>
			phrase`${x} überzeugt allein ${den(who)}, ${y} allein ${den(other)}`,
		({ x, y, who, other }) =>
			phrase`drei von vier würden auf ${x} verzichten, nur ${der(who)} nicht, und drei auf ${y}, nur ${der(other)} nicht`,
	],
	bothSplit: [
		({ x, y }) =>
			phrase`bei ${x} und bei ${y} ist das Panel gespalten, zwei zu zwei`,
		({ x, y }) => phrase`${x} und ${y} spalten das Panel, zwei zu zwei`,
		({ x, y }) => phrase`weder ${x} noch ${y} hat eine Mehrheit im Panel`,
		({ x, y }) => phrase`zwei von vier würden ${x} nehmen, und zwei ${y}`,
	],
	alike: [
		({ first, second }) => phrase`${first}, und ${second}`,
		({ first, second, call }) =>
			call === "ship" || call === "skip"
				? phrase`beide ${verb(call)}, denn ${first}, und ${second}`
				: phrase`${first}, und ${second}`,
		({ first, second }) => phrase`${first}; ${second}`,
	],
	unlike: [
		({ first, second }) => phrase`${first}, aber ${second}`,
		({ first, second }) => phrase`${first}; ${second}`,
		({ first, second }) => phrase`${first}, doch ${second}`,
	],
};

const verb = (verdict: Verdict) => (verdict === "ship" ? "nehmen" : "lassen");

export const after: AfterWords = {
	flipped: [
		({ x, from }) => phrase`zuletzt hieß es bei ${x} noch: ${verb(from)}`,
		({ x, from }) => phrase`beim letzten Mal war ${x} noch zu ${verb(from)}`,
		({ x, from }) => phrase`das ist neu: Bei ${x} hieß es bisher ${verb(from)}`,
	],
	flippedLeads: [
		({ x, from, high, low }) =>
			phrase`zuletzt hieß es bei ${x} noch ${verb(from)}, jetzt führt es mit ${high} zu ${low}`,
		({ x, from, high, low }) =>
			phrase`letztes Mal hieß es ${verb(from)}, jetzt liegt ${x} mit ${high} zu ${low} vorn`,
	],
	bothFlipped: [
		({ from }) => phrase`zuletzt hieß es bei beiden noch: ${verb(from)}`,
		({ from }) => phrase`beim letzten Mal waren beide noch zu ${verb(from)}`,
	],
	crossed: [
		({ x, y }) => phrase`zuletzt hieß es: ${x} lassen, ${y} nehmen`,
		({ x, y }) =>
			phrase`beide Urteile sind neu: ${x} war zu lassen, ${y} zu nehmen`,
	],
	points: [
		({ x, y, high, low }) =>
			phrase`im Schnitt hat ${x} ${high} Punkte, ${y} ${low}`,
		({ x, high, low }) => phrase`${x} führt mit ${high} zu ${low}`,
	],
	pointsAgainst: [
		({ x, y, high, low }) =>
			phrase`trotzdem hat ${x} im Schnitt mehr, ${high} Punkte gegen ${low} für ${y}`,
		({ x, high, low }) =>
			phrase`nach Punkten führt ${x} dennoch mit ${high} zu ${low}`,
	],
	level: [
		({ points, exact }) =>
			phrase`beide haben im Schnitt ${exact ? "" : "etwa "}${points} Punkte`,
		({ points, exact }) =>
			phrase`nach Punkten liegt ${exact ? "nichts" : "fast nichts"} zwischen ihnen: im Schnitt ${exact ? "" : "etwa "}${points}`,
	],
};
