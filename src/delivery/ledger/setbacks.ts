import { circuitBreakerOf } from "../../db/delivery/circuit-breakers.ts";
import { hasAccepted, hasOtherDomains } from "../../db/delivery/reopen.ts";
import {
	firstRefusalAt,
	followSetbacks,
	insertSetback,
	renewSetback,
	type Setback,
	setbacksLike,
	setbacksSinceAcceptance,
} from "../../db/delivery/setbacks.ts";
import type { Trx } from "../../db/schema.ts";
import { type Instant, shift } from "../../time/clock.ts";
import { DAY, HOUR } from "../../time/time-span.ts";
import { type DomainGroups, domainOf } from "../rates/domain-groups.ts";
import { causeOf } from "../reply-causes.ts";
import {
	type Breadth,
	type BreadthOptions,
	judgeBreadth,
	judgeMany,
	MIN_RECIPIENTS,
} from "./breadth.ts";
import type { Pass } from "./pass.ts";
import { domainNote, everybodyNote, manyNote } from "./setback-notes.ts";
import {
	isLasting,
	likenesses,
	type Rejection,
	setbackOf,
} from "./setback-of.ts";
import { tryAgain, waitForDomain } from "./try-again.ts";

/** How long a domain that refuses everybody is left alone, and for how long it is tried in all. */
const HOLD_DOMAIN_MS = 2 * HOUR;
const TRY_DOMAIN_MS = DAY;
/** A list of one or two that is refused in words that nobody knows is tried for so long. */
const TRY_FEW_MS = DAY;

/** So many deferrals in a row are everybody, even after others got the issue. */
const MIN_DEFERRED_AFTER_ACCEPTANCE = 10;

/** A recorded result that is not accepted, as far as breadth cares. */
export interface Recorded extends Rejection {
	/** A day after the first attempt: then a refusal is theirs, if others got the issue. */
	giveUpAt: Instant;
}

/** What follows from setbacks taken together. Each is a sentence for the editor, or null. */
export interface Verdict {
	/** Everybody is meant. It is without when it is tried again. */
	everybody: string | null;
	/** Many are meant: a person decides. */
	many: string | null;
	/** One domain refuses all of its own. */
	domain: string | null;
	/** The domains that it is about. */
	domains: string[];
}

const NOTHING: Verdict = {
	everybody: null,
	many: null,
	domain: null,
	domains: [],
};

/**
 * Judges refusals and deferrals by how many others get the same. What it knows
 * is in rows, so several workers know it together, and one after a restart.
 */
export function createSetbacks(pass: Pass, groups: DomainGroups) {
	const { issueId } = pass;
	/** Domains that the editor knows of: lanes bring more of their refusals. */
	const reported = new Set<string>();
	return {
		/** A message was accepted, in the caller's transaction. */
		async accepted(trx: Trx, recipient: string): Promise<void> {
			pass.hasAccepted = true;
			if (pass.hasSetbacks)
				await followSetbacks(trx, issueId, domainOf(recipient));
		},

		/**
		 * A recipient was refused, deferred or given up, in the caller's transaction.
		 * Opens the deliveries again that were refused like everybody or like many.
		 */
		async rejected(trx: Trx, one: Recorded, now: Instant): Promise<Verdict> {
			const setback = setbackOf(one, now);
			// A retry says nothing new: those that are left at the end are all deferred.
			if (one.state !== "deferred" || one.claim.attempts === 1)
				await insertSetback(trx, issueId, setback);
			else await renewSetback(trx, issueId, setback);
			pass.hasSetbacks = true;
			pass.hasAccepted ||= await hasAccepted(trx, issueId);
			const options = {
				recipients: pass.recipients,
				now,
				domain: setback.domain,
				hasAccepted: pass.hasAccepted,
				groupOf: groups.groupOf,
				isLasting,
			};
			const setbacks = await setbacksSinceAcceptance(
				trx,
				issueId,
				setback.domain,
			);
			const candidates = judgeBreadth(setbacks, options);
			const many = await findMany(trx, one, setback, options);
			// Wide ones go first, and a domain's own last.
			for (const breadth of [
				...candidates.filter(({ scope }) => scope === "everybody"),
				...(many ? [many] : []),
				...candidates.filter(({ scope }) => scope === "domain"),
			])
				if (await isTrue(trx, breadth)) {
					const verdict = await actOn(trx, breadth, one, now);
					if (verdict !== NOTHING) return verdict;
				}
			return NOTHING;
		},
	};

	/** Only what names a cause that is ours, or refuses, can be about many; after a day, a refusal is theirs. */
	async function findMany(
		trx: Trx,
		{ state, giveUpAt }: Recorded,
		setback: Omit<Setback, "followed">,
		options: BreadthOptions,
	) {
		const counts = setback.cause !== null || setback.kind === "refused";
		const isTheirs = state === "refused" && options.now >= giveUpAt;
		if (!options.hasAccepted || !counts || isTheirs) return null;
		const { latest, known } = await setbacksLike(trx, issueId, setback);
		return judgeMany(latest, known, options);
	}

	async function isTrue(trx: Trx, breadth: Breadth): Promise<boolean> {
		const { scope, setbacks } = breadth;
		if (scope === "domain") return true;
		if (setbacks.every(({ kind }) => kind === "own")) return !pass.hasAccepted;
		// A few who are left at the end are not everybody, unless a cause is named.
		if (
			scope === "everybody" &&
			breadth.kind === "deferred" &&
			pass.hasAccepted &&
			setbacks.length < MIN_DEFERRED_AFTER_ACCEPTANCE &&
			setbacks.some(
				({ cause, words }) => cause === null && causeOf(words) === null,
			)
		)
			return false;
		const domains = [...new Set(setbacks.map(({ domain }) => domain))];
		const isOneGroup = new Set(domains.map(groups.groupOf)).size === 1;
		return !isOneGroup || !(await hasOtherDomains(trx, issueId, domains));
	}

	async function actOn(
		trx: Trx,
		breadth: Breadth,
		one: Recorded,
		now: Instant,
	): Promise<Verdict> {
		const { setbacks } = breadth;
		if (breadth.scope === "domain")
			return holdItsDomain(trx, breadth, one, now);
		if (breadth.scope === "everybody" && (await isOver(trx, breadth, one, now)))
			return NOTHING;
		// Those without a time go first, when it is tried again.
		await tryAgain(trx, issueId, setbacks, [...likenesses(setbacks)], now);
		const domains = [...new Set(setbacks.map(({ domain }) => domain))];
		for (const domain of domains) reported.delete(domain);
		return breadth.scope === "many"
			? { ...NOTHING, domains, many: manyNote(breadth, one) }
			: { ...NOTHING, domains, everybody: everybodyNote(breadth, one) };
	}

	/** Whether what everybody got is theirs now. */
	async function isOver(
		trx: Trx,
		{ setbacks }: Breadth,
		{ giveUpAt }: Recorded,
		now: Instant,
	): Promise<boolean> {
		if (setbacks.some(({ kind }) => kind === "deferred")) return false;
		if (pass.hasAccepted) return now >= giveUpAt;
		// Two cannot show that it is not about them.
		if (
			pass.recipients >= MIN_RECIPIENTS ||
			setbacks.some(({ cause }) => cause !== null)
		)
			return false;
		const breaker = await circuitBreakerOf(trx, issueId);
		return breaker !== undefined && now >= shift(breaker.since, TRY_FEW_MS);
	}

	async function holdItsDomain(
		trx: Trx,
		{ domain, setbacks }: Extract<Breadth, { scope: "domain" }>,
		one: Recorded,
		now: Instant,
	): Promise<Verdict> {
		const first = (await firstRefusalAt(trx, issueId, domain)) ?? now;
		if (now >= shift(first, TRY_DOMAIN_MS)) return NOTHING;
		const until = shift(now, HOLD_DOMAIN_MS);
		await waitForDomain(trx, issueId, domain, setbacks, { until, now });
		const isNew =
			!reported.has(domain) &&
			setbacks.every(({ at }) => at >= shift(now, -HOLD_DOMAIN_MS));
		reported.add(domain);
		if (!isNew) return { ...NOTHING };
		const note = domainNote(domain, setbacks, one, until);
		return { ...NOTHING, domains: [domain], domain: note };
	}
}
