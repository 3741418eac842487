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
import {
	count,
	countOfTools,
	der,
	des,
	few,
	plural,
	REVIEWERS,
} from "./words.ts";

const verb = (verdict: Verdict) => (verdict === "ship" ? "nehmen" : "lassen");

/** "X nehmen", "X umstritten" */
const on = (call: Call, x: string) =>
	`${x} ${call === "split" ? "umstritten" : verb(call)}`;

export const subject: SubjectWords = {
	plain([a, b], x, y) {
		if (a === null || b === null) return `${x} vs ${y}`;
		if (a !== b)
			return a === "split"
				? `${on(b, y)}, ${on(a, x)}`
				: `${on(a, x)}, ${on(b, y)}`;
		if (a === "split") return `${x} oder ${y}? Beide umstritten`;
		return `${x} oder ${y}? Beide ${verb(a)}`;
	},
	longer([a, b], x, y, points) {
		if (a === null || b === null)
			return [`${x} vs ${y}: noch kein Urteil bekannt`];
		const plain = subject.plain([a, b], x, y);
		const scores =
			points === null || (points.x === points.y && !points.level)
				? null
				: points.level
					? `beide mit ${points.x} Punkten`
					: `${points.x} zu ${points.y} Punkte`;
		return [
			...(scores ? [`${plain}${a === b ? ", " : ": "}${scores}`] : []),
			a === b && a !== "split"
				? `Zweimal ${verb(a)} diese Woche: ${x} und ${y}`
				: `${plain}, sagt das Panel`,
			`${plain}, sagt das Panel`,
			`${plain}: das Urteil der Woche`,
		];
	},
	flip: (to, other, x, y) =>
		to === other
			? `${x} nun doch ${verb(to)}, ${y} auch`
			: `${x} nun doch ${verb(to)}, ${on(other, y)}`,
	onBoth: (plain, who) => `${plain}: nur ${der(who)} widerspricht`,
	single: {
		flip: (x, to) => `Das Panel sagt nun doch: ${x} ${verb(to)}`,
		revolt: (x, panel) =>
			panel === "ship"
				? `${x} nehmen? Die Leser widersprechen`
				: `${x} lassen? Die Leser würden es nehmen`,
		split: (x) => `${x} spaltet das Panel`,
		dissent: (x, panel, who) =>
			`Nur ${der(who)} würde ${x} ${panel === "ship" ? "lassen" : "nehmen"}`,
		agreed: (x, panel) => `Alle vier würden ${x} ${verb(panel)}`,
		call: (x, panel) => `Das Panel würde ${x} ${verb(panel)}`,
		bare: (x, panel) => `${x} ${verb(panel)}`,
		unknown: (x) => `Noch kein Urteil des Panels zu ${x}`,
	},
	numbered: (plain, number) => `${plain} (Nr. ${number})`,
};

const votes = (n: number) =>
	n === 0 ? "niemand" : n === 4 ? "alle vier" : n === 1 ? "einer" : count(n);

export const preheader: PreheaderWords = {
	mentionsFlip: (subject) => subject.includes("nun doch"),
	agrees: "Das ganze Panel ist sich einig.",
	disagreesOnBoth: (who) => `Nur ${der(who)} widerspricht, beide Male.`,
	points: ({ x, y, high, low }) =>
		phrase`im Schnitt hat ${x} ${high} Punkte, ${y} ${low}`,
	level: (points) => `Beide haben im Schnitt ${points} Punkte.`,
	votes: ({ x, y, a, b }) =>
		phrase`für ${x} ${a === 2 || a === 3 ? "sind" : a === 4 ? "sind" : "ist"} ${votes(a)}, für ${y} ${votes(b)}`,
	revolt: ({ x, share }) =>
		phrase`${share}\u00A0% der Leser würden ${x} nehmen`,
	price: ({ x, from, to }) => phrase`${x}: von ${from} auf ${to}`,
	nothing: "Was das Panel sagt, im Ganzen.",
	unknown: "Was bisher bekannt ist.",
	also: (titles, more) =>
		`Außerdem: ${joined(more === 0 ? titles : [...titles, plural(more, "ein Vergleich mehr", `${count(more)} Vergleiche mehr`)])}`,
	count: (others) =>
		plural(
			others,
			"Und ein weiterer Vergleich in dieser Woche.",
			`Und ${count(others)} weitere Vergleiche in dieser Woche.`,
		),
	fill: [
		"Beide Tools im Vergleich, mit den vier Kritiken des Panels.",
		"Alle vier Kritiken im Vergleich.",
	],
};

function joined(all: readonly string[]): string {
	if (all.length < 2) return all.join("");
	return `${all.slice(0, -1).join(", ")} und ${all.at(-1)}`;
}

const scored = ({ score }: LensSide) => (score === null ? "" : ` (${score})`);
const scoredShort = ({ score }: LensSide) =>
	score === null ? "" : ` ${score}`;

export const lens: LensWords = {
	subject(who, left, right) {
		const [a, b] = [left, right].map((one) => one.name + scored(one));
		const title = capitalized(der(who));
		if (left.verdict === null || right.verdict === null)
			return `${title} über ${a} und ${b}`;
		return left.verdict === right.verdict
			? `${title} würde beide ${verb(left.verdict)}: ${a}, ${b}`
			: `${title} würde ${a} ${verb(left.verdict)}, ${b} ${verb(right.verdict)}`;
	},
	shortSubject(who, left, right) {
		const [a, b] = [left, right].map((one) => one.name + scoredShort(one));
		if (left.verdict === null || right.verdict === null)
			return `${REVIEWERS[who]}: ${a} und ${b}`;
		return left.verdict === right.verdict
			? `${REVIEWERS[who]}: ${a}, ${b} ${verb(left.verdict)}`
			: `${REVIEWERS[who]}: ${a} ${verb(left.verdict)}, ${b} ${verb(right.verdict)}`;
	},
	single: (who, side) =>
		side.verdict === null
			? `${capitalized(der(who))} über ${side.name}${scored(side)}`
			: `${capitalized(der(who))} würde ${side.name}${scored(side)} ${verb(side.verdict)}`,
	shortSingle: (who, side) =>
		side.verdict === null
			? `${REVIEWERS[who]}: ${side.name}${scoredShort(side)}`
			: `${REVIEWERS[who]}: ${side.name}${scoredShort(side)} ${verb(side.verdict)}`,
	panel([a, b], [left, right]) {
		if (a === null && b === null)
			return "Das ganze Panel hat noch kein Urteil.";
		if (a === null || b === null) return "Was das ganze Panel sagt.";
		if (a === left && b === right) return "Das ganze Panel sagt dasselbe.";
		if (a === right && b === left) return "Das ganze Panel sagt das Gegenteil.";
		if (a === "split" || b === "split")
			return a === b
				? "Das ganze Panel ist bei beiden gespalten."
				: `Das Panel ist beim einen gespalten und würde das andere ${verb(a === "split" ? (b as Verdict) : (a as Verdict))}.`;
		return a === b
			? `Das ganze Panel würde beide ${verb(a)}.`
			: `Das ganze Panel: das erste ${verb(a)}, das zweite ${verb(b)}.`;
	},
	sentence(who, left, right) {
		const title = der(who);
		const call =
			left.verdict === right.verdict
				? phrase`${title} würde ${left.name} und ${right.name} ${verb(left.verdict)}`
				: phrase`${title} würde ${left.name} ${verb(left.verdict)} und ${right.name} ${verb(right.verdict)}`;
		if (left.score === null || right.score === null) return call;
		return left.score === right.score
			? phrase`${call}, mit je ${left.score} Punkten`
			: phrase`${call}, mit ${left.score} und ${right.score} Punkten`;
	},
	together(who, { name, verdict, score }, { total, ship, skip, unknown }) {
		const tool = score === null ? name : phrase`${name} (${score} Punkte)`;
		const would = phrase`${der(who)} würde ${tool}`;
		const all = `${total === 2 ? "beide" : `alle ${count(total)}`} Gegner`;
		const of = `der ${count(total)} Gegner`;
		const some =
			ship === total
				? all
				: `${ship === 0 ? "keinen" : ship === 1 ? "einen" : count(ship)} ${of}`;
		const own = verdict === "ship";
		const rest =
			unknown === total
				? phrase`${would} ${verb(verdict)}`
				: own
					? ship === 0
						? phrase`${would} nehmen, aber ${some}`
						: phrase`${would} und ${some} nehmen`
					: skip === total
						? phrase`${would} und ${all} lassen`
						: phrase`${would} lassen${ship === 0 ? " und" : ", aber"} ${some} nehmen`;
		return unknown === 0
			? rest
			: phrase`${rest}; ${plural(unknown, "ein Urteil ist offen", `${count(unknown)} Urteile sind offen`)}`;
	},
	week(who, total, judged, ship) {
		if (judged < total) {
			const of = phrase`${der(who)} hat ${count(judged)} der ${count(total)} Tools dieser Woche beurteilt`;
			return ship === judged && ship > 1
				? phrase`${of} und würde alle nehmen`
				: phrase`${of} und würde ${countOfTools(ship)} nehmen`;
		}
		if (ship === total)
			return total === 2
				? phrase`${der(who)} würde beide Tools dieser Woche nehmen`
				: phrase`${der(who)} würde alle ${count(total)} Tools dieser Woche nehmen`;
		return ship === 0
			? phrase`${der(who)} würde keines der Tools dieser Woche nehmen`
			: phrase`${der(who)} würde ${countOfTools(ship)} der ${count(total)} Tools dieser Woche nehmen`;
	},
	against(opposite, split, agrees) {
		if (split.length === 0)
			return opposite.length === 0
				? phrase`das Panel ist jedes Mal derselben Meinung`
				: phrase`bei ${few(opposite)} sagt das Panel das Gegenteil`;
		if (opposite.length > 0)
			return phrase`bei ${few(opposite)} sagt das Panel das Gegenteil, bei ${few(split)} ist es gespalten`;
		return phrase`bei ${few(split)} ist das Panel gespalten${agrees ? ", sonst ist es derselben Meinung" : ""}`;
	},
	opening(calls, who, isEach) {
		const week = `${calls === 1 ? "Ein Urteil" : `${capitalized(count(calls))} Urteile`} diese Woche`;
		if (who !== null) return `${week}, mit den Augen ${des(who)}.`;
		if (!isEach) return `${week}.`;
		return `${week}, in ${calls === 1 ? "einem" : "je einem"} Satz.`;
	},
};
