import { type Instant, shift } from "../../clock.ts";
import {
	followSetbacks,
	hasAccepted,
	hasOtherDomains,
	holdDomain,
	insertSetback,
	renewSetback,
	reopenSetbacks,
	type Setback,
	setbacksSinceAcceptance,
} from "../../db/delivery/setbacks.ts";
import type { SetbackKind } from "../../db/delivery-tables.ts";
import type { Trx } from "../../db/schema.ts";
import type { HandoverResult } from "../../mail/mailer.ts";
import { maskAddress } from "../../subscriber/address.ts";
import { HOUR } from "../../time-span.ts";
import { type DomainGroups, domainOf } from "../rates/domain-groups.ts";
import {
	causeOf,
	isAboutRecipient,
	maskReply,
	wordsOf,
} from "../reply-causes.ts";
import { type Breadth, judgeBreadth } from "./breadth.ts";
import type { Claim } from "./claim.ts";
import type { Pass } from "./pass.ts";

/** How long a domain that refuses everybody is left alone. */
const HOLD_DOMAIN_MS = 2 * HOUR;

/** So many in a row are everybody, even after others got the issue. */
const MANY = 10;

/** A recorded result that is not accepted, as far as breadth cares. */
export interface Recorded {
	claim: Claim;
	result: HandoverResult;
	/** Until then a refusal by a whole domain is tried again. */
	giveUpAt: Instant;
}

/** What follows from setbacks taken together. */
export interface Verdict {
	/** Everybody is meant: the sentence for the editor, without when it is tried again. */
	everybody: string | null;
	/** One domain refuses all of its own: the sentence for the editor. */
	domain: string | null;
}

const NOTHING: Verdict = { everybody: null, domain: null };

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
			if (pass.hasSetbacks)
				await followSetbacks(trx, issueId, domainOf(recipient));
		},

		/**
		 * A recipient was refused or deferred, in the caller's transaction. Opens
		 * the deliveries again that were refused like everybody.
		 */
		async rejected(trx: Trx, one: Recorded, now: Instant): Promise<Verdict> {
			const { result, claim } = one;
			if (result.kind !== "rejected") return NOTHING;
			const kind = kindOf(result);
			const domain = domainOf(claim.recipient);
			// A retry says nothing new: those that are left at the end are all deferred.
			const setback = {
				subscriber_id: claim.subscriberId,
				fence: claim.fence,
				kind,
				domain,
				words: wordsOf(result.reply),
				at: now,
			};
			if (kind !== "deferred" || claim.attempts === 1)
				await insertSetback(trx, issueId, setback);
			else await renewSetback(trx, issueId, setback);
			pass.hasSetbacks = true;
			const setbacks = await setbacksSinceAcceptance(trx, issueId, domain);
			const candidates = judgeBreadth(setbacks, {
				recipients: pass.recipients,
				now,
				domain,
				groupOf: groups.groupOf,
				isLasting,
			});
			for (const breadth of candidates)
				if (await isTrue(trx, breadth)) return actOn(trx, breadth, one, now);
			return NOTHING;
		},
	};

	async function isTrue(trx: Trx, breadth: Breadth): Promise<boolean> {
		if (breadth.scope === "domain") return true;
		if (breadth.setbacks.every(({ words }) => isAboutRecipient(words)))
			return !(await hasAccepted(trx, issueId));
		// A few who are left at the end are not everybody, unless a cause is named.
		if (
			breadth.setbacks.length < MANY &&
			breadth.setbacks.some(({ words }) => causeOf(words) === null) &&
			(await hasAccepted(trx, issueId))
		)
			return false;
		const domains = [...new Set(breadth.setbacks.map(({ domain }) => domain))];
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
		if (breadth.scope === "everybody") {
			// After a day a refusal is theirs, if others got the issue.
			if (
				now >= one.giveUpAt &&
				setbacks.every(({ kind }) => kind !== "deferred") &&
				(await hasAccepted(trx, issueId))
			)
				return NOTHING;
			// Those without a time go first, when it is tried again.
			await reopenSetbacks(trx, issueId, setbacks, now, now);
			return { everybody: everybodyNote(breadth, one), domain: null };
		}
		if (now >= one.giveUpAt) return NOTHING;
		const until = shift(now, HOLD_DOMAIN_MS);
		await reopenSetbacks(trx, issueId, setbacks, until, now);
		await holdDomain(trx, issueId, breadth.domain, until);
		const isNew =
			!reported.has(breadth.domain) &&
			setbacks.every(({ at }) => at >= shift(now, -HOLD_DOMAIN_MS));
		reported.add(breadth.domain);
		return {
			everybody: null,
			domain: isNew ? domainNote(breadth.domain, setbacks, one, until) : null,
		};
	}
}

/** MAIL is about the sender, and the message about itself: only RCPT is about the recipient. */
function kindOf(
	result: Extract<HandoverResult, { kind: "rejected" }>,
): SetbackKind {
	if (result.code < 500 || result.code === 552) return "deferred";
	return result.about === undefined && isAboutRecipient(result.reply)
		? "own"
		: "refused";
}

/** A deferral that no waiting mends: the words name a cause, and not that this is too much or too early. */
function isLasting(words: string): boolean {
	const cause = causeOf(words);
	return (
		cause !== null &&
		!["recipient", "greylisting", "throttle"].includes(cause.name)
	);
}

function everybodyNote(
	{ kind, setbacks }: Extract<Breadth, { scope: "everybody" }>,
	one: Recorded,
): string {
	const does = kind === "deferred" ? "defers" : "refuses";
	const count = setbacks.length;
	return `The SMTP server ${does} everybody: ${count} ${count === 1 ? "recipient" : "recipients in a row"} at ${domainList(setbacks)}, and none was accepted. ${detail(one)} Nobody is lost: they wait until it works.`;
}

function domainNote(
	domain: string,
	setbacks: readonly Setback[],
	one: Recorded,
	until: Instant,
): string {
	return `${domain} refuses everybody of its own: ${setbacks.length} recipients, and none was accepted. ${detail(one)} The others get the issue. ${domain} is tried again after ${until.slice(11, 16)} UTC, for a day.`;
}

/** The words, what they usually mean, and whom to look at. */
function detail({ result, claim }: Recorded): string {
	const reply = "reply" in result ? maskReply(result.reply) : "";
	const meaning = causeOf(reply)?.meaning;
	return `It says: “${reply}”.${meaning ? ` ${meaning}` : ""} One of them is ${maskAddress(claim.recipient)}; its replies are in: digest explain ADDRESS.`;
}

const MAX_DOMAINS = 5;

function domainList(setbacks: readonly Setback[]): string {
	const domains = [...new Set(setbacks.map(({ domain }) => domain))];
	const more = domains.length - MAX_DOMAINS;
	const named = domains.slice(0, MAX_DOMAINS).join(", ");
	return more > 0 ? `${named} and ${more} more domains` : named;
}
