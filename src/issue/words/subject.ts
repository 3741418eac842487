import type { ComparisonContent } from "../content/content.ts";
import { noPast, type PastSubjects } from "./past-subjects.ts";
import { length } from "./phrases.ts";
import { averageScore } from "./summary.ts";

/** Characters, not bytes: what an inbox shows of a subject on a phone and on a context. */
export const SUBJECT = { min: 30, max: 50 };

type Pair = Pick<ComparisonContent, "left" | "right">;
export type Form = (a: string, b: string) => string;

/**
 * The subject, verdict first: "Ship A, skip B". A verdict that changed says
 * so, a short subject adds the points, and names too long for 50 characters
 * lose their ends, at a word. What an earlier issue said is said in the next
 * best way, and with the number when there is none left.
 *
 * @param number of the issue
 */
export function composeSubject(
	lead: ComparisonContent,
	past: PastSubjects = noPast,
	number = 0,
): string {
	const names: [string, string] = [lead.left.name, lead.right.name];
	const plain = callForm(lead);
	const fitting = [flipForm(lead), plain, ...longerForms(lead)].flatMap(
		(form) => {
			const subject = form ? form(...names) : "";
			const size = length(subject);
			return size >= SUBJECT.min && size <= SUBJECT.max ? [subject] : [];
		},
	);
	return firstNew(
		[...fitting, fitNames(plain, ...names)],
		past,
		numbered(plain, names, number),
	);
}

/** The first that no earlier issue had. */
export function firstNew(
	subjects: readonly string[],
	past: PastSubjects,
	otherwise: string,
): string {
	return subjects.find((subject) => !past.had(subject)) ?? otherwise;
}

/** "Ship A, skip B (No. 12)": no two issues have the same number. */
export function numbered(
	form: Form,
	names: readonly [string, string],
	number: number,
): string {
	return fitNames((a, b) => `${form(a, b)} (No. ${number})`, ...names);
}

function callForm({ left, right }: Pair): Form {
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
function flipForm({ left, right }: Pair): Form | null {
	const a = left.panel.verdict;
	const b = right.panel.verdict;
	if (a === null || b === null || a === b) return null;
	if (left.flip !== null && right.flip === null)
		return (x, y) => `${capital(a)} ${x} after all, ${b} ${y}`;
	if (right.flip !== null && left.flip === null)
		return (x, y) => `${capital(b)} ${y} after all, ${a} ${x}`;
	return null;
}

/** For names that leave a subject short, the best first. */
function longerForms({ left, right }: Pair): (Form | null)[] {
	const a = left.panel.verdict;
	const b = right.panel.verdict;
	if (a === null || b === null)
		return [(x, y) => `${x} vs ${y}: no panel verdict known yet`];
	const plain = callForm({ left, right });
	const call: Form =
		a === b ? (x, y) => `${capital(a)} both ${x} and ${y}` : plain;
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
	return a === b ? `level at ${a} points` : `${a} points to ${b}`;
}

/** A subject made of two names, which lose their ends where it would be longer than 50 characters. */
export function fitNames(form: Form, a: string, b: string): string {
	const whole = form(a, b);
	if (length(whole) <= SUBJECT.max) return whole;
	const room = SUBJECT.max - length(form("", ""));
	const half = Math.floor(room / 2);
	// A short name leaves its room to the long one.
	const shortA = shorten(a, Math.max(half, room - length(b)));
	return form(shortA, shorten(b, room - length(shortA)));
}

/**
 * At most `room` characters, cut at a word and before an open bracket where
 * that leaves something, with "…": without it, "A (22B)" would pass for "A".
 */
export function shorten(text: string, room: number): string {
	const characters = [...text];
	if (characters.length <= room) return text;
	const cut = characters.slice(0, Math.max(1, room - 1)).join("");
	const atWord = cut.replace(/\s+\S*$/, "").replace(/\s*[([{][^)\]}]*$/, "");
	const kept = length(atWord) >= Math.min(8, room / 2) ? atWord : cut;
	return `${kept.replace(/[\s,;:.–-]+$/, "")}…`;
}

function capital(word: string): string {
	return word.charAt(0).toUpperCase() + word.slice(1);
}
