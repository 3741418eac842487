import type { Cause } from "../causes/cause.ts";
import { sameForm } from "../reply-id.ts";
import { entryOf, parseJson, textAt, valueAt } from "./json.ts";
import {
	BadEvent,
	causeOfEvent,
	isSame,
	type ReturnEvent,
	readEach,
	refuse,
	type WebhookReading,
	type WebhookRequest,
} from "./webhook.ts";

/**
 * Reads a request of a Postmark webhook, which is not signed: the URL that Postmark
 * is given has a user and a password, which come as basic authentication (docs:
 * "Webhooks overview").
 *
 * @param login "user:password"
 */
export function readPostmark(
	{ header, body }: WebhookRequest,
	login: string,
): WebhookReading {
	const given = /^basic ([\w+/=-]+)$/i.exec(header("authorization") ?? "")?.[1];
	if (given === undefined) return refuse(401, "it has no login");
	if (!isSame(Buffer.from(given, "base64"), login))
		return refuse(403, "its login is wrong");
	const json = parseJson(body);
	if (json === undefined) return refuse(400, "it is no JSON");
	return readEach([json], readEvent);
}

/** `Type` (docs: "Bounce types"): what it is, and its cause when the words say nothing. */
const TYPES: Record<string, [ReturnEvent["kind"], Cause]> = {
	HardBounce: ["bounce", "disabled"],
	BadEmailAddress: ["bounce", "gone"],
	ManuallyDeactivated: ["bounce", "disabled"],
	SoftBounce: ["bounce", "transient"],
	DnsError: ["bounce", "transient"],
	SpamNotification: ["bounce", "content"],
	VirusNotification: ["bounce", "content"],
	Blocked: ["bounce", "policy-us"],
	DMARCPolicy: ["bounce", "policy-us"],
	Unknown: ["bounce", "unknown"],
	Transient: ["delay", "transient"],
	AutoResponder: ["auto-reply", "auto-reply"],
	AddressChange: ["auto-reply", "auto-reply"],
	ChallengeVerification: ["auto-reply", "auto-reply"],
	SpamComplaint: ["complaint", "complaint"],
	Unsubscribe: ["complaint", "complaint"],
};

function readEvent(event: unknown): ReturnEvent[] {
	const record = textAt(event, "RecordType");
	if (record === null) throw new BadEvent("it has no “RecordType”");
	if (record === "SubscriptionChange") return readChange(event);
	if (record !== "Bounce" && record !== "SpamComplaint") return [];
	const type = textAt(event, "Type") ?? record;
	const [kind, hint] = entryOf(TYPES, type) ?? [];
	if (kind === undefined || hint === undefined) return [];
	const id = textAt(event, "ID");
	const address = textAt(event, "Email");
	if (id === null || address === null)
		throw new BadEvent("it has no “ID” or no “Email”");
	const reply = textAt(event, "Details") ?? textAt(event, "Description") ?? "";
	return [
		{
			...names(event),
			id: `${record} ${id}`,
			kind,
			feedbackType:
				kind !== "complaint"
					? null
					: type === "Unsubscribe"
						? "opt-out"
						: "abuse",
			cause:
				kind === "bounce" || kind === "delay"
					? causeOfEvent({
							texts: [textAt(event, "Details")],
							final: kind === "bounce" && hint !== "transient",
							hint,
						})
					: hint,
			address,
			reply,
		},
	];
}

/** A reader who pressed the link that Postmark adds. What it suppresses after a bounce or a complaint came as that. */
function readChange(event: unknown): ReturnEvent[] {
	const address = textAt(event, "Recipient");
	const at = textAt(event, "ChangedAt");
	if (address === null || at === null)
		throw new BadEvent("it has no “Recipient” or no “ChangedAt”");
	if (
		valueAt(event, "SuppressSending") !== true ||
		textAt(event, "SuppressionReason") !== "ManualSuppression" ||
		textAt(event, "Origin") !== "Recipient"
	)
		return [];
	return [
		{
			...names(event),
			id: `change ${at}`,
			kind: "complaint",
			feedbackType: "opt-out",
			cause: "complaint",
			address,
			reply: "",
		},
	];
}

function names(event: unknown) {
	const id = textAt(event, "MessageID");
	return {
		senders: [textAt(event, "From") ?? ""],
		messageId: id,
		replyId: id === null ? null : sameForm(id),
	};
}
