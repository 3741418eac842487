import { type Instant, shift } from "../../clock.ts";
import type { Setback } from "../../db/delivery/setbacks.ts";
import { HOUR } from "../../time-span.ts";

/** Fewer than this say nothing about the others, unless there are no others. */
const MIN_RECIPIENTS = 3;
/** With the messages in flight, these are fewer than twenty. */
const MAX_RECIPIENTS = 10;
/** So many in a row are not there: then the server may be wrong about all of them. */
const MIN_UNKNOWN = 20;
/** Greylisting and a busy server defer everybody for minutes, not for longer. */
const DEFERRED_FOR_MS = HOUR;

/** What the setbacks of an issue mean when they are taken together. */
export type Breadth =
	/** Everybody gets this answer: it is not about the recipients. */
	| { scope: "everybody"; kind: Setback["kind"]; setbacks: Setback[] }
	/** Everybody at one domain is refused, while others are accepted or were not tried. */
	| { scope: "domain"; domain: string; setbacks: Setback[] };

export interface BreadthOptions {
	/** How many recipients the issue has. */
	recipients: number;
	now: Instant;
	/** The domain of the latest setback. */
	domain: string;
	/** Says which domains the same servers receive mail for. */
	groupOf(domain: string): string;
	/** Whether a deferral in these words is no greylisting and no busy server. */
	isLasting(words: string): boolean;
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
	const lasting = deferred.filter(({ words }) => options.isLasting(words));
	const unknown = inRow.filter(({ kind }) => kind === "own");
	const found: Breadth[] = [];
	const everybody = (kind: Setback["kind"], some: Setback[]) =>
		found.push({ scope: "everybody", kind, setbacks: some });

	if (isBroad(refused, limit, options)) everybody("refused", refused);
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
 * Enough recipients, and not one domain that refuses its own while two others
 * happen to: one domain counts for at most half. Three domains, or two in the
 * same words, or one when the issue has no other, which the caller looks up.
 */
function isBroad(
	setbacks: readonly Setback[],
	limit: number,
	{ groupOf }: BreadthOptions,
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
