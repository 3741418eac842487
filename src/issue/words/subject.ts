import type { ComparisonContent, ToolContent } from "../content/content.ts";
import { isolate } from "./isolate.ts";
import { english } from "./language/en/english.ts";
import type { Calls, Language, Points } from "./language/language.ts";
import { callOf, dissenterOn, outcomeOf } from "./outcome.ts";
import { noPastSubjects, type PastSubjects } from "./past-subjects.ts";
import { characterCount } from "./phrases.ts";
import { shortNameOf } from "./short-names.ts";
import { shorten } from "./shorten.ts";
import { type Story, storiesOf } from "./story.ts";
import { areLevel, averageScore } from "./summary.ts";

/** Characters, not bytes: what an inbox shows of a subject on a phone and on a desktop. */
export const SUBJECT = { min: 30, max: 50 };

type Pair = Pick<ComparisonContent, "left" | "right">;
/** Makes a subject from the names of the left and the right tool. */
type PairForm = (a: string, b: string) => string;
/** Makes a subject from the name of one tool. */
export type SingleForm = (name: string) => string;

export interface SubjectOptions {
	language?: Language;
	/** The comparisons after the lead: a short name must not mean a tool of theirs. */
	others?: readonly Pair[];
}

/**
 * The subject, verdict first: "Ship A, skip B". It says when a verdict changed
 * and when the panel is split. A short subject adds the points. Where two whole
 * names leave no room, it takes their short names, else the strongest news of
 * one tool; at most one name is cut. If an earlier issue had the subject, the
 * next best one is taken; when none is left, the edition number is added.
 *
 * @param number the edition number
 */
export function composeSubject(
	lead: ComparisonContent,
	past: PastSubjects = noPastSubjects,
	number = 0,
	{ language = english, others = [] }: SubjectOptions = {},
): string {
	const candidates = candidatesFor(lead, others, language, (text) =>
		language.subject.numbered(text, number),
	);
	for (const { text, least } of candidates) {
		const size = characterCount(text);
		if (size >= least && size <= SUBJECT.max && !past.had(text)) return text;
	}
	return cutToFit(
		(name) => language.subject.numbered(name, number),
		lead.left.name,
	);
}

/** A subject, and how many characters it needs to be taken. */
interface Candidate {
	text: string;
	least: number;
}

/** All subjects of an issue, the best first; made one by one, because the first one mostly fits. */
function* candidatesFor(
	lead: ComparisonContent,
	others: readonly Pair[],
	language: Language,
	numbered: SingleForm,
): Generator<Candidate> {
	const { left, right } = lead;
	const calls: Calls = [callOf(left), callOf(right)];
	const plain: PairForm = (x, y) => language.subject.plain(calls, x, y);
	const forms = [...pairForms(lead, calls, language), plain];
	const stories = storiesOf(lead);
	const singles = stories.map((story) => singleForm(story, language));
	const take = (text: string, least = SUBJECT.min) => ({ text, least });
	const [strongest] = singles;
	if (stories[0].kind === "revolt" && strongest)
		yield take(strongest.form(isolate(strongest.name)));
	const [x, y] = [isolate(left.name), isolate(right.name)];
	for (const form of forms) yield take(form(x, y));
	const tools = [lead, ...others].flatMap((pair) => [pair.left, pair.right]);
	const [a, b] = [shortNameOf(left, tools), shortNameOf(right, tools)];
	const [shortX, shortY] = [isolate(a), isolate(b)];
	for (const form of forms) {
		yield take(form(x, shortY));
		yield take(form(shortX, y));
		yield take(form(shortX, shortY));
	}
	const bare = ["call", "bare"] as const;
	for (const { form, name } of [
		...singles,
		...bare.flatMap((key) =>
			stories.map(({ tool }) => bareForm(key, tool, language)),
		),
	])
		yield take(form(isolate(name)));
	for (const text of cutLonger(plain, a, b)) yield take(text);
	for (const { form, name } of singles) yield take(cutToFit(form, name));
	yield take(numbered(plain(x, y)), 1);
	yield take(numbered(plain(shortX, shortY)), 1);
	for (const { form, name } of singles)
		yield take(
			cutToFit((cut) => numbered(form(cut)), name),
			1,
		);
}

/** Subjects of both tools, the best first. */
function pairForms(
	{ left, right }: Pair,
	calls: Calls,
	{ subject }: Language,
): PairForm[] {
	const [a, b] = calls;
	const forms: PairForm[] = [];
	if (a !== null && b !== null) {
		if (left.flip && !right.flip && a !== "split")
			forms.push((x, y) => subject.flip(a, b, x, y));
		if (right.flip && !left.flip && b !== "split")
			forms.push((x, y) => subject.flip(b, a, y, x));
	}
	const plain: PairForm = (x, y) => subject.plain(calls, x, y);
	const [who, other] = [dissenterOn(left), dissenterOn(right)];
	if (who !== null && who === other)
		forms.push((x, y) => subject.onBoth(plain(x, y), who));
	const points: Points = pointsOf(left, right);
	const longer = subject.longer(calls, "", "", points).length;
	return [
		...forms,
		plain,
		...Array.from(
			{ length: longer },
			(_, index): PairForm =>
				(x, y) =>
					subject.longer(calls, x, y, points)[index] ?? "",
		),
	];
}

interface NamedForm {
	form: SingleForm;
	name: string;
}

/** A subject of the one tool that a story is about; a verdict that is not known is called so. */
function singleForm(
	{ kind, tool }: Story,
	{ subject: { single } }: Language,
): NamedForm {
	const { name, flip, panel } = tool;
	const call = callOf(tool);
	const who = dissenterOn(tool);
	const form = ((): SingleForm => {
		if (call === null || panel.verdict === null) return single.unknown;
		const verdict = panel.verdict;
		if (call === "split") return single.split;
		if (kind === "flip" && flip) return (x) => single.flip(x, flip.to);
		if (kind === "revolt") return (x) => single.revolt(x, verdict);
		if (who !== null) return (x) => single.dissent(x, verdict, who);
		return ["all", "none"].includes(outcomeOf(tool).kind)
			? (x) => single.agreed(x, verdict)
			: (x) => single.call(x, verdict);
	})();
	return { form, name };
}

function bareForm(
	key: "call" | "bare",
	tool: ToolContent,
	{ subject: { single } }: Language,
): NamedForm {
	const { name, panel } = tool;
	const call = callOf(tool);
	if (call === null || panel.verdict === null)
		return { form: single.unknown, name };
	const { verdict } = panel;
	return call === "split"
		? { form: single.split, name }
		: { form: (x) => single[key](x, verdict), name };
}

function pointsOf(left: Pair["left"], right: Pair["right"]): Points {
	const [x, y] = [averageScore(left), averageScore(right)];
	return x === null || y === null
		? null
		: { x, y, level: areLevel(left, right) };
}

/** Characters of a cut name, at least: with fewer nobody knows what is meant. */
const LEAST_OF_A_NAME = 12;

/** The form with the longer of two names cut; none where that leaves nothing to know it by. */
export function cutLonger(form: PairForm, a: string, b: string): string[] {
	const cutsFirst = characterCount(a) > characterCount(b);
	const [kept, cut] = cutsFirst ? [b, a] : [a, b];
	const with_ = (name: string) =>
		cutsFirst ? form(name, isolate(kept)) : form(isolate(kept), name);
	const room = SUBJECT.max - characterCount(with_(""));
	return room < LEAST_OF_A_NAME ? [] : [with_(isolate(shorten(cut, room)))];
}

/** The form with as much of the name as there is room for. */
export function cutToFit(form: SingleForm, name: string): string {
	return form(isolate(shorten(name, SUBJECT.max - characterCount(form("")))));
}
