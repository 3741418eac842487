import type { Setback } from "../../db/delivery/setbacks.ts";
import type { DeliveryState, SetbackKind } from "../../db/delivery-tables.ts";
import type { HandoverResult } from "../../mail/mailer.ts";
import type { Instant } from "../../time/clock.ts";
import { domainOf } from "../rates/domain-groups.ts";
import { isAboutRecipient, ourCauseOf, wordsOf } from "../reply-causes.ts";
import type { Claim, FinishedClaim } from "./claim.ts";

/** A reply that is no acceptance, and what was recorded of it. */
export interface Rejection {
	claim: Claim;
	result: Extract<HandoverResult, { kind: "rejected" }>;
	state: DeliveryState;
}

/** Whether the reply is about this recipient alone: MAIL is about the sender, and what follows RCPT about the message. */
export function isOwn(result: FinishedClaim["result"]): boolean {
	return (
		result.kind === "rejected" &&
		result.about === undefined &&
		isAboutRecipient(result.reply)
	);
}

/** What is remembered of a refusal, a deferral or a delivery that was given up. */
export function setbackOf(
	{ claim, result, state }: Rejection,
	now: Instant,
): Omit<Setback, "followed"> {
	const own = isOwn(result);
	const cause = ourCauseOf(result.reply);
	// A throttle passes. Only if it did not for a day, it stands for many.
	const isPassing = state === "deferred" && cause === "throttle";
	const isFinal =
		state === "refused" || (state === "expired" && cause !== null);
	const kind: SetbackKind = own ? "own" : isFinal ? "refused" : "deferred";
	return {
		subscriber_id: claim.subscriberId,
		fence: claim.fence,
		kind,
		domain: domainOf(claim.recipient),
		words: wordsOf(result.reply),
		cause: own || isPassing ? null : cause,
		at: now,
	};
}

/** A deferral that no waiting mends: the reply names a cause, and not that this is too much or too early. */
export function isLasting({ cause }: Pick<Setback, "cause">): boolean {
	return cause !== null && cause !== "throttle";
}

/** What the setbacks have in common with others, each once. What is one recipient's own has nothing. */
export function likenesses(setbacks: readonly Setback[]) {
	const found = new Map<string, Setback>();
	for (const one of setbacks)
		if (one.kind === "refused") found.set(one.cause ?? one.words, one);
	return found.values();
}
