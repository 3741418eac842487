import { closeCircuitBreaker } from "../../db/delivery/circuit-breakers.ts";
import { deliveryOf } from "../../db/delivery/deliveries.ts";
import { hasOtherDomains } from "../../db/delivery/reopen.ts";
import {
	insertSetback,
	type Setback,
	setbacksLike,
} from "../../db/delivery/setbacks.ts";
import { issueById } from "../../db/issue/issues.ts";
import type { Trx } from "../../db/schema.ts";
import { changeIssueIf } from "../../issue/life/change-issue.ts";
import type { Instant } from "../../time/clock.ts";
import { judgeMany } from "../ledger/breadth.ts";
import { type DomainGroups, domainOf } from "../rates/domain-groups.ts";
import { causeOf, maskReply, ourCauseOf, wordsOf } from "../reply-causes.ts";
import type { ReturnedMessage } from "./returned-message.ts";

/**
 * A bounce that is about us counts like a refusal while its issue is being sent:
 * if many of the last messages came back so, the issue pauses, in the caller's
 * transaction.
 *
 * @returns why the issue was paused, for the editor; null: it was not
 */
export async function brakeOn(
	trx: Trx,
	{ subscriber, issueId }: ReturnedMessage,
	reply: string,
	groups: DomainGroups,
	now: Instant,
): Promise<string | null> {
	if (issueId === null) return null;
	const issue = await issueById(trx, issueId);
	const delivery = await deliveryOf(trx, issueId, subscriber.id);
	if (issue?.state !== "sending" || !delivery) return null;
	const setback: Omit<Setback, "followed"> = {
		subscriber_id: subscriber.id,
		fence: delivery.fence,
		kind: "refused",
		domain: domainOf(subscriber.email_key),
		words: wordsOf(reply),
		cause: ourCauseOf(reply) ?? "policy-us",
		at: now,
	};
	await insertSetback(trx, issueId, setback);
	const { latest, known } = await setbacksLike(trx, issueId, setback);
	const many = judgeMany(latest, known, {
		recipients: issue.recipients ?? 0,
		groupOf: groups.groupOf,
	});
	if (many === null) return null;
	const domains = [...new Set(many.setbacks.map(({ domain }) => domain))];
	// What one domain says beside others is its own.
	const isOneGroup = new Set(domains.map(groups.groupOf)).size === 1;
	if (isOneGroup && (await hasOtherDomains(trx, issueId, domains))) return null;
	const meaning = causeOf(reply)?.meaning;
	const note = `Messages come back because servers refuse us: ${many.setbacks.length} of the last ${many.answers} recipients, at ${domains.slice(0, 5).join(", ")}. One says: “${maskReply(reply)}”.${meaning ? ` ${meaning}` : ""} Nobody was suppressed for it. Mend it, then continue with: digest issue resume`;
	const paused = await changeIssueIf(trx, { now }, issueId, {
		action: "pause",
		from: ["sending"],
		set: { state: "paused", note },
	});
	// A person decides: the SMTP server's own probing must not let it go on.
	if (paused) await closeCircuitBreaker(trx, issueId, now);
	return paused ? note : null;
}
