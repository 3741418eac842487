import type { Cause } from "../causes/cause.ts";
import { sameForm } from "../reply-id.ts";
import { entryOf, listAt, parseJson, textAt } from "./json.ts";
import {
	BadEvent,
	causeOfEvent,
	causeOfType,
	type ReturnEvent,
	readEach,
	type WebhookReading,
} from "./webhook.ts";

/**
 * Reads what Amazon SES publishes: a notification of an identity, or an event of a
 * configuration set, which differ in a name (docs: "Amazon SNS notification
 * contents for Amazon SES").
 *
 * @param text JSON; another text is what SES writes to try a topic, and is no event
 */
export function readSesMessage(text: string): WebhookReading {
	const json = parseJson(text);
	return json === undefined
		? { kind: "events", events: [], faults: [], receipt: null }
		: readEach([json], readEvent);
}

function readEvent(event: unknown): ReturnEvent[] {
	const type = textAt(event, "eventType") ?? textAt(event, "notificationType");
	if (type === null) throw new BadEvent("it has no “eventType”");
	const read = entryOf(READERS, type);
	if (read === undefined) return [];
	const messageId = textAt(event, "mail", "messageId");
	if (messageId === null) throw new BadEvent("it has no “mail.messageId”");
	const headers = listAt(event, "mail", "headers");
	const header = (name: string) =>
		headers
			.filter((one) => textAt(one, "name")?.toLowerCase() === name)
			.map((one) => textAt(one, "value"))[0] ?? null;
	const said = read(event).map((one) => ({
		...one,
		id: `${type} ${one.id ?? messageId}`,
		senders: [textAt(event, "mail", "source") ?? ""],
		// SES writes its own into the message, and keeps ours in what it tells.
		messageId:
			header("message-id") ??
			textAt(event, "mail", "commonHeaders", "messageId"),
		replyId: sameForm(messageId),
	}));
	if (said.length === 0) throw new BadEvent("it names no recipient");
	return said;
}

type Said = Pick<
	ReturnEvent,
	"kind" | "cause" | "feedbackType" | "address" | "reply"
> & { id: string | null };

const READERS: Record<string, (event: unknown) => Said[]> = {
	Bounce: readBounce,
	Complaint: readComplaint,
	DeliveryDelay: readDelay,
	Reject: (event) =>
		listAt(event, "mail", "destination").map((_, index) => ({
			id: null,
			kind: "bounce",
			cause: "content",
			feedbackType: null,
			address: textAt(event, "mail", "destination", String(index)),
			reply: textAt(event, "reject", "reason") ?? "",
		})),
};

/** `bounceType` and `bounceSubType`. A subtype without a line here says nothing that the words do not. */
const SUBTYPES: Record<string, Cause> = {
	"Permanent NoEmail": "gone",
	"Permanent General": "disabled",
	// SES did not send it: the address is on a list of what bounced before.
	"Permanent Suppressed": "disabled",
	"Permanent OnAccountSuppressionList": "disabled",
	"Permanent UnsubscribedRecipient": "policy-them",
	"Transient General": "transient",
	"Transient MailboxFull": "full",
	"Transient MessageTooLarge": "content",
	"Transient ContentRejected": "content",
	"Transient AttachmentRejected": "content",
};

function readBounce(event: unknown): Said[] {
	const type = textAt(event, "bounce", "bounceType") ?? "";
	const hint =
		entryOf(
			SUBTYPES,
			`${type} ${textAt(event, "bounce", "bounceSubType") ?? ""}`,
		) ?? null;
	return listAt(event, "bounce", "bouncedRecipients").map((recipient) => {
		const reply = textAt(recipient, "diagnosticCode") ?? "";
		return {
			id: textAt(event, "bounce", "feedbackId"),
			kind: "bounce",
			cause: causeOfEvent({
				texts: [reply.replace(/^smtp;\s*/i, "")],
				status: textAt(recipient, "status"),
				final: type !== "Transient",
				hint,
			}),
			feedbackType: null,
			address: textAt(recipient, "emailAddress"),
			reply,
		};
	});
}

function readComplaint(event: unknown): Said[] {
	// Not a complaint of now: SES did not send to somebody who complained before.
	const isOld =
		textAt(event, "complaint", "complaintSubType") ===
		"OnAccountSuppressionList";
	const type = textAt(event, "complaint", "complaintFeedbackType") ?? "abuse";
	return listAt(event, "complaint", "complainedRecipients").map(
		(recipient) => ({
			id: textAt(event, "complaint", "feedbackId"),
			kind: isOld ? "bounce" : "complaint",
			cause: isOld ? "disabled" : causeOfType(type),
			feedbackType: isOld ? null : type,
			address: textAt(recipient, "emailAddress"),
			reply: "",
		}),
	);
}

function readDelay(event: unknown): Said[] {
	return listAt(event, "deliveryDelay", "delayedRecipients").map(
		(recipient) => {
			const reply = textAt(recipient, "diagnosticCode") ?? "";
			return {
				id: null,
				kind: "delay",
				cause: causeOfEvent({
					texts: [reply],
					status: textAt(recipient, "status"),
					final: false,
					hint: null,
				}),
				feedbackType: null,
				address: textAt(recipient, "emailAddress"),
				reply,
			};
		},
	);
}
