import { type KeyObject, verify } from "node:crypto";
import type { Cause } from "../causes/cause.ts";
import { entryOf, parseJson, textAt } from "./json.ts";
import {
	BadEvent,
	causeOfEvent,
	isFresh,
	type ReturnEvent,
	readEach,
	refuse,
	type WebhookReading,
	type WebhookRequest,
} from "./webhook.ts";

/** It tries for a day (docs: "Event Webhook", retries). */
const MAX_AGE_SECONDS = 2 * 24 * 60 * 60;

/**
 * Reads a request of SendGrid's Event Webhook. ECDSA with SHA-256 signs the
 * timestamp and the body (docs: "Getting Started with the Event Webhook Security
 * Features").
 */
export function readSendgrid(
	{ header, body }: WebhookRequest,
	key: KeyObject,
	now: string,
): WebhookReading {
	const signature = header("x-twilio-email-event-webhook-signature");
	const timestamp = header("x-twilio-email-event-webhook-timestamp");
	if (signature === null || timestamp === null)
		return refuse(401, "it is not signed");
	const signed = Buffer.concat([Buffer.from(timestamp), body]);
	if (!verify("sha256", signed, key, Buffer.from(signature, "base64")))
		return refuse(403, "its signature is not of this key");
	if (!isFresh(timestamp, now, MAX_AGE_SECONDS))
		return refuse(403, "it is too old");
	const events = parseJson(body);
	if (!Array.isArray(events)) return refuse(400, "it is no list of events");
	return readEach(events, readEvent);
}

/** `bounce_classification` (docs: "Bounce Classification"). */
const CLASSES: Record<string, Cause> = {
	"Invalid Address": "gone",
	Technical: "transient",
	Content: "content",
	Reputation: "policy-us",
	"Frequency or Volume Too High": "policy-us",
	"Mailbox Unavailable": "disabled",
};

/** Reasons of "dropped": it was not sent, because of what came back before. */
const DROPPED: Record<string, Cause> = {
	Invalid: "gone",
	"Bounced Address": "disabled",
	"Spam Reporting Address": "disabled",
	"Unsubscribed Address": "policy-them",
	"Spam Content (if Spam Checker app enabled)": "content",
};

function readEvent(event: unknown): ReturnEvent[] {
	const name = textAt(event, "event");
	if (name === null) throw new BadEvent("it has no “event”");
	const kind = entryOf(KINDS, name);
	if (kind === undefined) return [];
	const id = textAt(event, "sg_event_id");
	const address = textAt(event, "email");
	if (id === null || address === null)
		throw new BadEvent("it has no “sg_event_id” or no “email”");
	const reason = textAt(event, "reason") ?? textAt(event, "response") ?? "";
	const type =
		kind !== "complaint" ? null : name === "spamreport" ? "abuse" : "opt-out";
	return [
		{
			id,
			kind,
			feedbackType: type,
			cause:
				kind === "complaint"
					? "complaint"
					: causeOfEvent({
							texts: [reason],
							status: textAt(event, "status"),
							final: kind === "bounce" && !reason.startsWith("4"),
							hint:
								entryOf(CLASSES, textAt(event, "bounce_classification")) ??
								entryOf(DROPPED, reason) ??
								null,
						}),
			address,
			reply: reason,
			senders: [],
			messageId: textAt(event, "smtp-id"),
			// What follows the first period names the event's own copy.
			replyId: textAt(event, "sg_message_id")?.split(".", 1)[0] || null,
		},
	];
}

const KINDS: Record<string, "bounce" | "delay" | "complaint"> = {
	bounce: "bounce",
	dropped: "bounce",
	deferred: "delay",
	spamreport: "complaint",
	unsubscribe: "complaint",
	group_unsubscribe: "complaint",
};
