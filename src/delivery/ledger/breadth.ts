import type { Setback } from "../../db/delivery/setbacks.ts";
import { type Instant, shift } from "../../time/clock.ts";
import { HOUR } from "../../time/time-span.ts";

/** Fewer than this say nothing about the others, unless there are no others. */
export const MIN_RECIPIENTS = 3;
/** With the messages in flight, these are fewer than twenty. */
const MAX_RECIPIENTS = 10;
/** So many in a row are not there: then the server may be wrong about all of them. Fewer than twenty, with the one that is still in flight. */
const MIN_UNKNOWN = 18;
/** After others got the issue, refusals in a row are everybody's from here on, whatever they say. */
const MIN_AFTER_ACCEPTANCE = 10;
/** The same if they name one cause, and in the same words if they name none. */
const MANY_OF_A_CAUSE = 6;
const MANY_IN_THE_SAME_WORDS = 10;
/** Of the answers since the first of them. Clearly less than a third, by chance too: an SMTP server with three machines may have one that is wrong. */
const MANY_SHARE = 0.25;
/** Greylisting and a busy server defer everybody for minutes, not for longer. */
const DEFERRED_FOR_MS = HOUR;

/** What the setbacks of an issue mean when they are taken together. */
export type Breadth =
	/** Everybody gets this answer: it is not about the recipients. */
	| { scope: "everybody"; kind: Setback["kind"]; setbacks: Setback[] }
	/** Many get this answer, for one cause or in the same words, and others are accepted in between. */
	| { scope: "many"; setbacks: Setback[]; answers: number }
	/** Everybody at one domain is refused, while others are accepted or were not tried. */
	| { scope: "domain"; domain: string; setbacks: Setback[] };

export interface BreadthOptions {
	/** How many recipients the issue has. */
	recipients: number;
	now: Instant;
	/** The domain of the latest setback. */
	domain: string;
	/** Whether a server accepted the issue for anybody. */
	hasAccepted: boolean;
	/** Says which domains the same servers receive mail for. */
	groupOf(domain: string): string;
	/** Whether this deferral is no greylisting and no busy server. */
	isLasting(deferral: Setback): boolean;
}

/** So many recipients show that everybody is meant: a hundredth of the list, at least 3 and at most 10. */
export function breadthLimit(recipients: number): number {
	const share = Math.floor(recipients / 100);
	const limit = Math.min(Math.max(MIN_RECIPIENTS, share), MAX_RECIPIENTS);
	return Math.max(1, Math.min(limit, recipients));
}

/**
 * Judges setbacks by their breadth.
 *
 * @param setbacks those that no acceptance has followed, and those at the domain
 * @returns candidates, the widest first. A candidate whose setbacks are all at
 *   one domain and that says "everybody" is true only if the issue has no other
 */
export function judgeBreadth(
	setbacks: readonly Setback[],
	options: BreadthOptions,
): Breadth[] {
	const { recipients, now, domain } = options;
	const limit = breadthLimit(recipients);
	const inRow = setbacks.filter(({ followed }) => followed === 0);
	const refused = inRow.filter(({ kind }) => kind === "refused");
	const deferred = inRow.filter(({ kind }) => kind === "deferred");
	const lasting = deferred.filter(options.isLasting);
	const unknown = inRow.filter(({ kind }) => kind === "own");
	const found: Breadth[] = [];
	const everybody = (kind: Setback["kind"], some: Setback[]) =>
		found.push({ scope: "everybody", kind, setbacks: some });

	if (isEverybody(refused, limit, options)) everybody("refused", refused);
	if (isBroad(lasting, limit, options)) everybody("deferred", lasting);
	const oldest = deferred[0]?.at;
	if (
		oldest !== undefined &&
		oldest <= shift(now, -DEFERRED_FOR_MS) &&
		isBroad(deferred, limit, options)
	)
		everybody("deferred", deferred);
	if (unknown.length >= MIN_UNKNOWN) everybody("own", unknown);
	const here = setbacks.filter(
		(one) => one.domain === domain && one.kind === "refused",
	);
	if (here.length >= limit)
		found.push({ scope: "domain", domain, setbacks: here });
	return found;
}

/**
 * Judges setbacks for one cause, or in the same words, between which others were
 * accepted.
 *
 * @param latest the latest first
 * @param known how many of the kind a person knew of when they let the issue go
 *   on: then it takes twice as many to stop it again
 * @returns the shortest row of the latest ones that shows that they are not
 *   about the recipients; null: none does
 */
export function judgeMany(
	latest: readonly Setback[],
	known: number,
	options: Pick<BreadthOptions, "recipients" | "groupOf">,
): Extract<Breadth, { scope: "many" }> | null {
	const bound = Math.max(
		manyBound(options.recipients, (latest[0]?.cause ?? null) !== null),
		2 * known,
	);
	for (let count = bound; count <= latest.length; count++) {
		const answers = count + (latest[count - 1]?.followed ?? 0);
		const setbacks = latest.slice(0, count);
		if (count >= answers * MANY_SHARE && isBroad(setbacks, bound, options))
			return { scope: "many", setbacks, answers };
	}
	return null;
}

/** So many for one cause are many: 6 or a hundredth of the list; fewer of a list of less than 24. */
export function manyBound(recipients: number, namesCause: boolean): number {
	const [most, share] = namesCause
		? [MANY_OF_A_CAUSE, recipients / 4]
		: [MANY_IN_THE_SAME_WORDS, recipients / 3];
	return Math.max(breadthLimit(recipients), Math.min(most, Math.ceil(share)));
}

/**
 * A few who are refused in a row by chance say different things. So a few are
 * enough only in the same words, some more for one cause, and whatever they say
 * it takes as many as are many; ten, if others got the issue.
 */
function isEverybody(
	refused: readonly Setback[],
	limit: number,
	options: BreadthOptions,
): boolean {
	const { hasAccepted, recipients } = options;
	const many = manyBound(recipients, true);
	const inAnyWords = hasAccepted ? Math.max(limit, MIN_AFTER_ACCEPTANCE) : many;
	if (isBroad(refused, inAnyWords, options)) return true;
	// What one domain says beside others is its own, however often.
	const groups = new Set(refused.map(({ domain }) => options.groupOf(domain)));
	if (groups.size === 1) return isBroad(refused, limit, options);
	const isAlike = (key: (one: Setback) => string | null, least: number) =>
		Object.values(Object.groupBy(refused, (one) => key(one) ?? UNNAMED)).some(
			(alike = []) =>
				alike.some((one) => key(one) !== null) &&
				new Set(alike.map(({ domain }) => options.groupOf(domain))).size > 1 &&
				isBroad(alike, least, options),
		);
	return (
		isAlike(
			({ words, cause }) => (hasAccepted && cause === null ? null : words),
			limit,
		) || isAlike(({ cause }) => cause, many)
	);
}

const UNNAMED = "";

/**
 * Enough recipients, and not one domain that refuses its own while two others
 * happen to: one domain counts for at most half. Three domains, or two in the
 * same words, or one when the issue has no other, which the caller looks up.
 */
function isBroad(
	setbacks: readonly Setback[],
	limit: number,
	{ groupOf }: Pick<BreadthOptions, "groupOf">,
): boolean {
	if (setbacks.length < limit) return false;
	const byGroup = new Map<string, Set<string>>();
	const counts = new Map<string, number>();
	for (const { domain, words } of setbacks) {
		const group = groupOf(domain);
		byGroup.set(group, (byGroup.get(group) ?? new Set()).add(words));
		counts.set(group, (counts.get(group) ?? 0) + 1);
	}
	if (counts.size === 1) return true;
	const most = Math.ceil(limit / 2);
	let counted = 0;
	for (const count of counts.values()) counted += Math.min(count, most);
	if (counted < limit) return false;
	if (counts.size >= 3) return true;
	const [one, other] = [...byGroup.values()];
	return [...(one ?? [])].some((words) => other?.has(words));
}
