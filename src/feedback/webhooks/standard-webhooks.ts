import { createHmac } from "node:crypto";
import type { Cause } from "../causes/cause.ts";
import { sameForm } from "../reply-id.ts";
import { entryOf, parseJson, textAt, valueAt } from "./json.ts";
import {
	BadEvent,
	causeOfEvent,
	causeOfType,
	isFresh,
	isSame,
	type ReturnEvent,
	readEach,
	refuse,
	type WebhookReading,
	type WebhookRequest,
} from "./webhook.ts";

/** What the specification's libraries allow. A repeated request has a new timestamp. */
const MAX_AGE_SECONDS = 5 * 60;

/**
 * Reads a request by Standard Webhooks 1.0.0 (standardwebhooks.com): HMAC-SHA256
 * signs the id, the timestamp and the body. docs/bounces.md has the JSON.
 */
export function readStandardWebhook(
	{ header, body }: WebhookRequest,
	key: Uint8Array,
	now: string,
): WebhookReading {
	const id = header("webhook-id");
	const timestamp = header("webhook-timestamp");
	const signatures = header("webhook-signature");
	if (id === null || timestamp === null || signatures === null)
		return refuse(401, "it is not signed");
	const expected = createHmac("sha256", key)
		.update(`${id}.${timestamp}.`)
		.update(body)
		.digest("base64");
	// While a key is changed, there is one for each.
	const isSigned = signatures
		.split(" ")
		.slice(0, 10)
		.some((one) => isSame(one, `v1,${expected}`));
	if (!isSigned) return refuse(403, "its signature is not of this key");
	if (!isFresh(timestamp, now, MAX_AGE_SECONDS))
		return refuse(403, "it is too old");
	const json = parseJson(body);
	if (json === undefined) return refuse(400, "it is no JSON");
	const type = textAt(json, "type") ?? "";
	const data = valueAt(json, "data");
	return readEach(Array.isArray(data) ? data : [data], (one, index) =>
		readEvent(type, one, `${id} ${index}`),
	);
}

const TYPES: Record<string, ReturnEvent["kind"]> = {
	bounce: "bounce",
	delay: "delay",
	complaint: "complaint",
	unsubscribe: "complaint",
};

function readEvent(type: string, data: unknown, id: string): ReturnEvent[] {
	const kind = entryOf(TYPES, type);
	if (kind === undefined) return [];
	const address = textAt(data, "recipient");
	if (address === null) throw new BadEvent("it has no “recipient”");
	const reply = textAt(data, "reply") ?? "";
	const feedbackType =
		kind !== "complaint"
			? null
			: type === "unsubscribe"
				? "opt-out"
				: (textAt(data, "feedbackType") ?? "abuse");
	const replyId = textAt(data, "replyId");
	return [
		{
			id,
			kind,
			feedbackType,
			cause:
				feedbackType === null
					? causeOfEvent({
							texts: [reply],
							status: textAt(data, "status"),
							final: kind === "bounce" && !reply.startsWith("4"),
							hint: hintOf(textAt(data, "cause")),
						})
					: causeOfType(feedbackType),
			address,
			reply,
			senders: [textAt(data, "envelopeSender") ?? ""],
			messageId: textAt(data, "messageId"),
			replyId: replyId === null ? null : sameForm(replyId),
		},
	];
}

function hintOf(name: string | null): Cause | null {
	const causes: readonly string[] = [
		"gone",
		"disabled",
		"full",
		"policy-us",
		"policy-them",
		"content",
		"transient",
	];
	return name !== null && causes.includes(name) ? (name as Cause) : null;
}
