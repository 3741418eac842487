import type {
	Measure,
	ReturnCounts,
	ScopedCounts,
} from "../../db/delivery/return-figures.ts";

/** Shares, from 0 to 1. */
export interface Bounds {
	warn: number;
	hold: number;
}

export type BoundsOf = Readonly<Record<Measure, Bounds>>;

/** What was sent and came back in one time: of one issue, or in 30 days. */
export interface Figures {
	all: ReturnCounts;
	/** The server and the domain that the newest return is about. */
	scoped: readonly ScopedCounts[];
	/** The domain at which most mailboxes are gone; null: none are. */
	worst: ReturnCounts | null;
	/** The issue goes to other domains, too. */
	hasOthers: boolean;
}

export interface Finding {
	level: "warn" | "hold";
	measure: Measure;
	/** `all`, `server NAME` or `domain GROUP` */
	scope: string;
	/** How many came back, of how many. */
	count: number;
	sent: number;
	/** The share that it reached. */
	bound: number;
}

/**
 * Fewer returns than these prove nothing, whatever their share is. With 0.5 % of the
 * mailboxes gone, ten within the first two hundred messages happen once in ten
 * million issues; with 0.02 % complaints, five within the first 1,667 once in
 * forty thousand.
 */
export const MINIMUM: Readonly<Record<Measure, number>> = {
	gone: 10,
	complaints: 5,
};

/** At the end of a stage less is needed: to wait for a person costs little then. */
export const MINIMUM_OF_STAGE: typeof MINIMUM = { gone: 4, complaints: 3 };

/** After a person let it go on, so many times as many returns hold the sending again. */
export const TIMES_AS_MANY = 2;

/**
 * What the shares of mailboxes that are gone, and of complaints, are too high for.
 *
 * - A domain that closed is not the list. The domain with the most that are gone is
 *   left out if it closed, or if less than half of all went to it.
 * - A domain alone holds the sending only if a tenth of all went to it, and not if
 *   half of its own is gone; otherwise it is a warning.
 * - After a person let the sending go on, a share holds it again only with twice
 *   as many returns as they could see.
 *
 * @param seenBy at how many returns a person let it go on; 0: none did
 * @returns the holds first
 */
export function judgeFigures(
	{ all, scoped, worst, hasOthers }: Figures,
	bounds: BoundsOf,
	seenBy: (measure: Measure) => number,
	minimum = MINIMUM,
): Finding[] {
	const isApart =
		worst !== null &&
		(worst.sent * 2 < all.sent || (hasOthers && isClosed(worst)));
	const apart = isApart ? worst : null;
	const scopes = [
		{ scope: "all", ...without(all, apart) },
		...scoped
			// With one server, it says what all says.
			.filter(({ scope, sent }) => isDomain(scope) || sent < all.sent)
			.map((one) =>
				isDomain(one.scope)
					? one
					: // How much of the domain went through this server is not known.
						{ ...one, ...without(one, apart) },
			),
	];
	const found: Finding[] = [];
	for (const { scope, ...counts } of scopes)
		for (const measure of ["gone", "complaints"] as const) {
			const { warn, hold } = bounds[measure];
			// Feedback loops are at few mailbox providers: a complaint is never left out.
			const isWhole = measure === "complaints" && scope === "all";
			const { sent } = isWhole ? all : counts;
			const count = isWhole ? all.complaints : counts[measure];
			if (count < minimum[measure] || sent === 0) continue;
			const share = count / sent;
			const isHeld =
				share >= hold &&
				(!isDomain(scope) || canHold({ sent, count, measure }, all)) &&
				count >= TIMES_AS_MANY * seenBy(measure);
			if (!isHeld && share < warn) continue;
			found.push({
				level: isHeld ? "hold" : "warn",
				measure,
				scope,
				count,
				sent,
				bound: isHeld ? hold : warn,
			});
		}
	return found.toSorted(
		(a, b) => Number(b.level === "hold") - Number(a.level === "hold"),
	);
}

/**
 * Nine in ten of its own are gone. Of more than a hundred, it is no company that
 * closed, but a list of made-up addresses at a mailbox provider.
 */
export function isClosed({ sent, gone }: ReturnCounts): boolean {
	return sent < 100 && gone * 10 >= sent * 9;
}

function isDomain(scope: string): boolean {
	return scope.startsWith("domain ");
}

function canHold(
	{ sent, count, measure }: Pick<Finding, "sent" | "count" | "measure">,
	all: ReturnCounts,
): boolean {
	return (
		sent * 10 >= all.sent && (measure === "complaints" || count * 2 < sent)
	);
}

/** What is left without a domain. Its complaints stay. */
function without(
	{ sent, gone, complaints }: ReturnCounts,
	domain: ReturnCounts | null,
): ReturnCounts {
	return {
		sent: Math.max(0, sent - (domain?.sent ?? 0)),
		gone: Math.max(0, gone - (domain?.gone ?? 0)),
		complaints,
	};
}

/** "12 of 200 messages (6 %) went to mailboxes that do not exist; 5 % hold the sending" */
export function findingInWords(
	{ level, measure, scope, count, sent, bound }: Finding,
	period: string,
): string {
	const where =
		scope === "all"
			? ""
			: isDomain(scope)
				? ` to ${scope.slice("domain ".length)}`
				: ` through ${scope.slice("server ".length)}`;
	const what =
		measure === "gone"
			? "went to mailboxes that do not exist"
			: "were reported as spam";
	const follows =
		level === "hold"
			? `${percent(bound)} hold the sending`
			: `more than ${percent(bound)} harm how mailbox providers judge you`;
	return `${count.toLocaleString("en")} of ${sent.toLocaleString("en")} messages${where} ${period} (${percent(count / sent)}) ${what}; ${follows}`;
}

/** "0.3 %" */
export function percent(share: number): string {
	const value = 100 * share;
	return `${Number(value.toPrecision(2))} %`;
}
