import type { Verdict } from "../../../../db/catalog-tables.ts";
import { capitalized } from "../../phrases.ts";
import { type Phrase, phrase } from "../../sentence.ts";
import type { IntroWords, VerdictSums } from "../language.ts";
import {
	count,
	countOfTools,
	der,
	few,
	list,
	plural,
	theseReviewers,
} from "./words.ts";

const verb = (verdict: Verdict) => (verdict === "ship" ? "nehmen" : "lassen");

export const intro: IntroWords = {
	empty: "Keine neuen Vergleiche.",
	counts: (sums) => phrase`${counts(sums)}`,
	one: ({ x, y }) =>
		phrase`diese Woche würde das Panel ${x} nehmen und ${y} lassen`,
	best: ({ counts, x, points, among }) =>
		among === null
			? phrase`${counts}; am besten schneidet ${x} ab, mit ${points} von 100 Punkten`
			: phrase`${counts}; von den ${count(among)} mit bekannter Wertung schneidet ${x} am besten ab, mit ${points} von 100 Punkten`,
	flip: ({ x, from, to }) =>
		phrase`ein Sinneswandel: Bei ${x} hieß es zuletzt noch ${verb(from)}, jetzt ${verb(to)}`,
	flips({ ship, skip }) {
		const now = [
			...(skip.length > 0 ? [phrase`${these(skip)} lassen`] : []),
			...(ship.length > 0 ? [phrase`${these(ship)} nehmen`] : []),
		];
		const [first = phrase``, second] = now;
		return phrase`${count(ship.length + skip.length)} Urteile haben sich geändert, jetzt heißt es: ${second ? phrase`${first}, ${second}` : first}`;
	},
	revolt({ x, share, verdict, strong }) {
		if (verdict === "skip")
			return strong
				? phrase`die Leser sehen ${x} anders: ${share}\u00A0% würden es nehmen`
				: phrase`die Leser sind milder mit ${x}: ${share}\u00A0% würden es nehmen`;
		return strong
			? phrase`die Leser sehen ${x} anders: Nur ${share}\u00A0% würden es nehmen`
			: phrase`die Leser sind sich bei ${x} weniger sicher: ${share}\u00A0% würden es nehmen`;
	},
	price: ({ x, from, to }) =>
		phrase`der Preis von ${x} hat sich geändert, von ${from} auf ${to}`,
	prices: ({ count: all, first, second }) =>
		phrase`${count(all)} Preise haben sich geändert${all > 2 ? ", darunter" : ":"} ${first.x} von ${first.from} auf ${first.to} und ${second.x} von ${second.from} auf ${second.to}`,
	split: ({ x, ship, skip }) =>
		ship.length === 0
			? phrase`bei ${x} ist das Panel gespalten, zwei zu zwei`
			: phrase`bei ${x} ist das Panel gespalten: ${begun(theseReviewers(ship))} würden es nehmen, ${theseReviewers(skip)} nicht`,
	splits: ({ names }) =>
		phrase`bei ${few(names)} ist das Panel gespalten, zwei zu zwei`,
	gap: ({ x, y, high, low }) =>
		phrase`am weitesten auseinander liegen ${x} und ${y}, mit ${high} zu ${low} Punkten`,
	dissent: ({ x, who, verdict }) =>
		verdict === "ship"
			? phrase`${der(who)} ist der Einzige, der auf ${x} verzichten würde`
			: phrase`${der(who)} ist der Einzige, der ${x} nehmen würde`,
	dissents: ({ who, names }) =>
		phrase`am häufigsten widerspricht ${der(who)}, bei ${few(names)}`,
	alone: ({ first, second }) =>
		phrase`${der(first.who)} steht allein ${side(first)} ${first.x}, ${der(second.who)} ${side(second)} ${second.x}`,
	nothing: ({ comparisons }) =>
		comparisons === 1
			? phrase`die vier sind sich bei beiden einig`
			: phrase`die vier sind sich bei jedem einig`,
};

const side = ({ verdict }: { verdict: Verdict }) =>
	verdict === "ship" ? "gegen" : "für";

/** After a colon a sentence begins with a capital letter. */
const begun = ({ text }: Phrase) => capitalized(text);

/** At most two by name, as what one takes or leaves. */
function these(names: readonly Phrase[]): Phrase {
	return names.length <= 2
		? list(names)
		: phrase`${names[0] ?? ""} und ${count(names.length - 1)} weitere`;
}

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
			? "ein Tool diese Woche, und noch kein Urteil des Panels ist bekannt"
			: `${count(total)} Tools diese Woche, und noch kein Urteil des Panels ist bekannt`;
	const all = total === 2 ? "beide Tools" : `alle ${count(total)} Tools`;
	const of =
		total === 1
			? "das eine Tool dieser Woche"
			: `der ${count(total)} Tools dieser Woche`;
	if (total > 1 && (ship === total || skip === total))
		return `das Panel würde diese Woche ${all} ${ship > 0 ? "nehmen" : "lassen"}`;
	if (split === total)
		return total === 1
			? "beim einen Tool dieser Woche ist das Panel gespalten, zwei zu zwei"
			: `bei ${total === 2 ? "beiden" : `allen ${count(total)}`} Tools ist das Panel diese Woche gespalten, zwei zu zwei`;
	const some = (n: number) => (total === 1 ? of : `${countOfTools(n)} ${of}`);
	const judged =
		ship > 0 && skip > 0
			? `das Panel würde ${some(ship)} nehmen und ${countOfTools(skip)} lassen`
			: ship + skip === 0
				? `bei ${dative(split)} ${of} ist das Panel gespalten`
				: `das Panel würde ${some(ship + skip)} ${ship > 0 ? "nehmen" : "lassen"}`;
	const rest = [
		split > 0 && !splitIsTold && ship + skip > 0
			? `bei ${dative(split)} ist es gespalten`
			: "",
		unknown > 0
			? plural(
					unknown,
					"ein Urteil ist offen",
					`${count(unknown)} Urteile sind offen`,
				)
			: "",
	].filter((part) => part !== "");
	return [judged, rest.join(", und ")].filter((part) => part !== "").join("; ");
}

/** As the number of tools, in the dative. */
const dative = (n: number) => (n === 1 ? "einem" : count(n));
