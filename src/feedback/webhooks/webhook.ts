import { createHash, timingSafeEqual } from "node:crypto";
import type { Cause } from "../causes/cause.ts";
import { judge } from "../causes/judge.ts";
import type { Feedback } from "../feedback.ts";

/** A request of a sending service, as it came. */
export interface WebhookRequest {
	/** The value of a header, its name in lower case; null: there is none. */
	header(name: string): string | null;
	body: Uint8Array;
}

/** What a sending service says became of one message to one recipient. */
export interface ReturnEvent {
	/** The same each time that the sending service sends this event. */
	id: string;
	kind: Extract<
		Feedback["kind"],
		"bounce" | "delay" | "complaint" | "auto-reply"
	>;
	cause: Cause;
	/** As in RFC 5965; null: no complaint. */
	feedbackType: string | null;
	address: string | null;
	/** What the server said; empty: nothing. */
	reply: string;
	/** Texts that may hold the bounce token of the message, such as its envelope sender. */
	senders: string[];
	/** Our own Message-ID, with or without brackets; null: not said. */
	messageId: string | null;
	/** The sending service's id of the message, as `replyIdOf` reads it in a reply; null: not said. */
	replyId: string | null;
}

/** Names a request whose signature does not cover its body, so that it counts once. */
export interface Receipt {
	/** What is signed. */
	id: string;
	/** The body that came with it. */
	bodyHash: string;
}

export type WebhookReading =
	| {
			kind: "events";
			events: ReturnEvent[];
			/** What is wrong with those that could not be read, one sentence each. */
			faults: string[];
			receipt: Receipt | null;
	  }
	| Refusal;

export interface Refusal {
	kind: "refused";
	/** 400: not what its sending service documents; 401 and 403: not from there. */
	status: 400 | 401 | 403;
	why: string;
}

export function refuse(status: Refusal["status"], why: string): Refusal {
	return { kind: "refused", status, why };
}

/** Events of which each is read by itself: one that can't be read does not stop the others. */
export function readEach(
	items: readonly unknown[],
	read: (item: unknown, index: number) => ReturnEvent[],
	receipt: Receipt | null = null,
): WebhookReading {
	const events: ReturnEvent[] = [];
	const faults: string[] = [];
	for (const [index, item] of items.entries())
		try {
			events.push(...read(item, index));
		} catch (error) {
			if (!(error instanceof BadEvent)) throw error;
			faults.push(`event ${index + 1}: ${error.message}`);
		}
	return { kind: "events", events, faults, receipt };
}

/** An event that is not what its sending service documents. */
export class BadEvent extends Error {}

/**
 * The cause of an event. The words of the server decide, by the same table as for
 * a bounce; what the sending service made of them counts only if they say nothing.
 *
 * @param hint what the sending service's classification means; null: nothing
 */
export function causeOfEvent({
	texts,
	status = null,
	final = true,
	hint,
}: {
	texts: readonly (string | null)[];
	status?: string | null;
	final?: boolean;
	hint: Cause | null;
}): Cause {
	const said = texts.filter((text) => text !== null);
	const { cause, decidedBy } = judge({ texts: said, status, final });
	const saysNothing = decidedBy === "nothing" || decidedBy.startsWith("code ");
	return saysNothing && hint !== null ? hint : cause;
}

/** What a feedback type of RFC 5965 and 6591 means. */
export function causeOfType(type: string): Cause {
	return /^(?:auth-failure|dmarc)$/.test(type)
		? "policy-us"
		: type === "not-spam"
			? "unknown"
			: "complaint";
}

/** Whether two secrets are the same, in a time that says nothing of either. */
export function isSame(one: string | Uint8Array, other: string | Uint8Array) {
	const hash = (text: string | Uint8Array) =>
		createHash("sha256").update(text).digest();
	return timingSafeEqual(hash(one), hash(other));
}

/** @param seconds since 1970, as text; @param most how many seconds it may be off, before and after */
export function isFresh(seconds: string, now: string, most: number): boolean {
	return (
		/^\d{1,12}$/.test(seconds) &&
		Math.abs(Date.parse(now) / 1000 - Number(seconds)) <= most
	);
}
