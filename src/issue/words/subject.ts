import type { ComparisonContent } from "../content/content.ts";
import { closeIsolates, isolate } from "./isolate.ts";
import { noPastSubjects, type PastSubjects } from "./past-subjects.ts";
import { capitalized, characterCount, charactersOf } from "./phrases.ts";
import { areLevel, averageScore } from "./summary.ts";

/** Characters, not bytes: what an inbox shows of a subject on a phone and on a desktop. */
export const SUBJECT = { min: 30, max: 50 };

type Pair = Pick<ComparisonContent, "left" | "right">;
/** Makes a subject from the names of the left and the right tool, which {@link withNames} gives it. */
export type SubjectPattern = (a: string, b: string) => string;

/** A subject made of two names, each isolated. */
export function withNames(form: SubjectPattern, a: string, b: string): string {
	return form(isolate(a), isolate(b));
}

/**
 * The subject, verdict first: "Ship A, skip B". It says when a verdict changed.
 * A short subject adds the points. Names that are too long for 50 characters are
 * cut at a word. If an earlier issue had the subject, the next best one is
 * taken; when none is left, the edition number is added.
 *
 * @param number the edition number
 */
export function composeSubject(
	lead: ComparisonContent,
	past: PastSubjects = noPastSubjects,
	number = 0,
): string {
	const names: [string, string] = [lead.left.name, lead.right.name];
	const plain = verdictPattern(lead);
	const fitting = [flipPattern(lead), plain, ...longerPatterns(lead)].flatMap(
		(form) => {
			const subject = form ? withNames(form, ...names) : "";
			const size = characterCount(subject);
			return size >= SUBJECT.min && size <= SUBJECT.max ? [subject] : [];
		},
	);
	return firstUnused(
		[...fitting, fitNamesIntoSubject(plain, ...names)],
		past,
		withIssueNumber(plain, names, number),
	);
}

/** The first of these subjects that no earlier issue had; `otherwise` if there is none. */
export function firstUnused(
	subjects: readonly string[],
	past: PastSubjects,
	otherwise: string,
): string {
	return subjects.find((subject) => !past.had(subject)) ?? otherwise;
}

/** "Ship A, skip B (No. 12)": unique, because no two issues have the same number. */
export function withIssueNumber(
	form: SubjectPattern,
	names: readonly [string, string],
	number: number,
): string {
	return fitNamesIntoSubject(
		(a, b) => `${form(a, b)} (No. ${number})`,
		...names,
	);
}

function verdictPattern({ left, right }: Pair): SubjectPattern {
	const a = left.panel.verdict;
	const b = right.panel.verdict;
	if (a === null || b === null) return (x, y) => `${x} vs ${y}`;
	if (a === b)
		return a === "ship"
			? (x, y) => `Ship both: ${x}, ${y}`
			: (x, y) => `Skip both: ${x}, ${y}`;
	return a === "ship"
		? (x, y) => `Ship ${x}, skip ${y}`
		: (x, y) => `Skip ${x}, ship ${y}`;
}

/** "Skip A after all, ship B": one of them flipped, and the verdicts differ. */
function flipPattern({ left, right }: Pair): SubjectPattern | null {
	const a = left.panel.verdict;
	const b = right.panel.verdict;
	if (a === null || b === null || a === b) return null;
	if (left.flip !== null && right.flip === null)
		return (x, y) => `${capitalized(a)} ${x} after all, ${b} ${y}`;
	if (right.flip !== null && left.flip === null)
		return (x, y) => `${capitalized(b)} ${y} after all, ${a} ${x}`;
	return null;
}

/** Patterns for names that make a subject too short, the best first. */
function longerPatterns({ left, right }: Pair): (SubjectPattern | null)[] {
	const a = left.panel.verdict;
	const b = right.panel.verdict;
	if (a === null || b === null)
		return [(x, y) => `${x} vs ${y}: no panel verdict known yet`];
	const plain = verdictPattern({ left, right });
	const call: SubjectPattern =
		a === b ? (x, y) => `${capitalized(a)} both ${x} and ${y}` : plain;
	const points = pointsOf(left, right);
	return [
		points ? (x, y) => `${call(x, y)}: ${points}` : null,
		(x, y) => `${call(x, y)}, says the panel`,
		(x, y) => `${plain(x, y)}, says the panel`,
	];
}

function pointsOf(left: Pair["left"], right: Pair["right"]): string | null {
	const a = averageScore(left);
	const b = averageScore(right);
	if (a === null || b === null) return null;
	if (a !== b) return `${a} points to ${b}`;
	return areLevel(left, right) ? `level at ${a} points` : null;
}

/** A subject made of two names, which are cut where it would be longer than 50 characters. */
export function fitNamesIntoSubject(
	form: SubjectPattern,
	a: string,
	b: string,
): string {
	const whole = withNames(form, a, b);
	if (characterCount(whole) <= SUBJECT.max) return whole;
	const room = SUBJECT.max - characterCount(form("", ""));
	const half = Math.floor(room / 2);
	// A short name leaves its space to the long one.
	const shortA = shorten(a, Math.max(half, room - characterCount(b)));
	return withNames(form, shortA, shorten(b, room - characterCount(shortA)));
}

/**
 * Cuts a text to at most `room` characters as people see them: at a word and
 * before an open bracket, if enough is left. "…" marks the cut, because otherwise
 * "A (22B)" would read as "A". An isolate that is cut open is closed.
 */
export function shorten(text: string, room: number): string {
	if (characterCount(text) <= room) return text;
	const cut = firstCharacters(text, Math.max(1, room - 1));
	const atWord = cut.replace(/\s+\S*$/, "").replace(/\s*[([{][^)\]}]*$/, "");
	const kept = characterCount(atWord) >= Math.min(8, room / 2) ? atWord : cut;
	return closeIsolates(`${kept.replace(/[\s,;:.–-]+$/, "")}…`);
}

/** The first `count` characters; marks of direction do not count. */
function firstCharacters(text: string, count: number): string {
	let counted = 0;
	let kept = "";
	for (const character of charactersOf(text)) {
		counted += characterCount(character);
		if (counted > count) break;
		kept += character;
	}
	return kept;
}
