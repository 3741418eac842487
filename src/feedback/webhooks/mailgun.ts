import { createHash, createHmac } from "node:crypto";
import type { Cause } from "../causes/cause.ts";
import { entryOf, parseJson, textAt, valueAt } from "./json.ts";
import {
	BadEvent,
	causeOfEvent,
	isFresh,
	isSame,
	type ReturnEvent,
	readEach,
	refuse,
	type WebhookReading,
	type WebhookRequest,
} from "./webhook.ts";

/** It tries for eight hours (docs: "Webhooks"). */
const MAX_AGE_SECONDS = 12 * 60 * 60;

/**
 * Reads a request of a Mailgun webhook. HMAC-SHA256 signs a timestamp and a token
 * and not the body (docs: "Securing Webhooks"). So a token counts with one body:
 * the receipt names it.
 *
 * @param key the "HTTP webhook signing key"
 */
export function readMailgun(
	{ body }: WebhookRequest,
	key: string,
	now: string,
): WebhookReading {
	const json = parseJson(body);
	const timestamp = textAt(json, "signature", "timestamp");
	const token = textAt(json, "signature", "token");
	const signature = textAt(json, "signature", "signature");
	if (timestamp === null || token === null || signature === null)
		return refuse(401, "it is not signed");
	const expected = createHmac("sha256", key)
		.update(`${timestamp}${token}`)
		.digest("hex");
	if (!isSame(expected, signature.toLowerCase()))
		return refuse(403, "its signature is not of this key");
	if (!isFresh(timestamp, now, MAX_AGE_SECONDS))
		return refuse(403, "it is too old");
	const bodyHash = createHash("sha256").update(body).digest("hex");
	return readEach([valueAt(json, "event-data")], readEvent, {
		// The two are signed together, without anything between them.
		id: `mailgun ${timestamp}${token}`,
		bodyHash,
	});
}

/** `reason` of a failed event: it was not sent, because of what came back before. */
const REASONS: Record<string, Cause> = {
	"suppress-bounce": "disabled",
	"suppress-complaint": "disabled",
	"suppress-unsubscribe": "policy-them",
	old: "transient",
};

function readEvent(event: unknown): ReturnEvent[] {
	const name = textAt(event, "event");
	if (name === null) throw new BadEvent("it has no “event”");
	if (!["failed", "complained", "unsubscribed"].includes(name)) return [];
	const id = textAt(event, "id");
	const address = textAt(event, "recipient");
	if (id === null || address === null)
		throw new BadEvent("it has no “id” or no “recipient”");
	const status = (key: string) => textAt(event, "delivery-status", key);
	const isFinal = textAt(event, "severity") !== "temporary";
	const said = [status("code"), status("enhanced-code"), status("message")];
	const texts = [
		said.filter((one) => one !== null).join(" "),
		status("description"),
	];
	return [
		{
			// An id is unique within a day only (docs: "Event Structure").
			id: `${id} ${textAt(event, "timestamp") ?? ""}`,
			kind: name === "failed" ? (isFinal ? "bounce" : "delay") : "complaint",
			feedbackType:
				name === "failed" ? null : name === "complained" ? "abuse" : "opt-out",
			cause:
				name === "failed"
					? causeOfEvent({
							texts,
							status: status("enhanced-code"),
							final: isFinal,
							hint: entryOf(REASONS, textAt(event, "reason")) ?? null,
						})
					: "complaint",
			address,
			reply: texts.find(Boolean) ?? "",
			senders: [textAt(event, "envelope", "sender") ?? ""],
			messageId: textAt(event, "message", "headers", "message-id"),
			replyId: null,
		},
	];
}
