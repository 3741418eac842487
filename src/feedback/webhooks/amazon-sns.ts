import { verify, X509Certificate } from "node:crypto";
import { readSesMessage } from "./amazon-ses.ts";
import { entryOf, parseJson, valueAt } from "./json.ts";
import {
	type Refusal,
	refuse,
	type WebhookReading,
	type WebhookRequest,
} from "./webhook.ts";

/** SNS tries for an hour. */
const MAX_AGE_MS = 2 * 24 * 60 * 60_000;

/** Where Amazon SNS answers, in every partition that is public. */
const AWS_HOST = /^sns\.[a-z\d-]{3,40}\.amazonaws\.(?:com|com\.cn|eu)$/;

/** A message of Amazon SNS that names a topic of ours; its signature is not verified yet. */
export interface SnsMessage {
	fields: Readonly<Record<string, string>>;
	type: "Notification" | "SubscriptionConfirmation" | "UnsubscribeConfirmation";
	/** Where its certificate is: https, at AWS. */
	certificateUrl: string;
}

/**
 * Reads a request of Amazon SNS (docs: "Parsing Amazon SNS message formats") as far
 * as that is possible without the certificate.
 *
 * @param topics the ARNs of the topics that may write
 */
export function openSnsMessage(
	{ body }: WebhookRequest,
	topics: readonly string[],
): SnsMessage | Refusal {
	const json = parseJson(body);
	const fields: Record<string, string> = {};
	for (const name of FIELDS) {
		const value = valueAt(json, name);
		if (typeof value === "string") fields[name] = value;
	}
	const { Type: type = "", SigningCertURL: certificateUrl = "" } = fields;
	if (fields.Signature === undefined) return refuse(401, "it is not signed");
	if (
		type !== "Notification" &&
		type !== "SubscriptionConfirmation" &&
		type !== "UnsubscribeConfirmation"
	)
		return refuse(400, "it has no “Type” of Amazon SNS");
	if (!topics.includes(fields.TopicArn ?? ""))
		return refuse(403, "its topic is not in FEEDBACK_SNS_TOPICS");
	if (
		!isAtAws(certificateUrl, /^\/SimpleNotificationService-[\w-]{1,80}\.pem$/)
	)
		return refuse(403, "its certificate is not at Amazon SNS");
	return { fields, type, certificateUrl };
}

export type SnsReading =
	| WebhookReading
	/** Confirms that the topic may write, by a GET of this URL, which is at AWS. */
	| { kind: "confirm"; url: string };

/**
 * Verifies the message by the certificate and reads it (docs: "Verifying the
 * signatures of Amazon SNS messages").
 *
 * @param certificate PEM, as it was fetched from `certificateUrl`
 */
export function readSnsMessage(
	{ fields, type }: SnsMessage,
	certificate: string,
	now: string,
): SnsReading {
	const algorithm = entryOf(
		{ "1": "sha1", "2": "sha256" },
		fields.SignatureVersion ?? null,
	);
	if (algorithm === undefined)
		return refuse(403, "its version of the signature is not known");
	const names =
		type === "Notification" ? SIGNED_NOTIFICATION : SIGNED_CONFIRMATION;
	const signed = names
		.filter((name) => fields[name] !== undefined)
		.map((name) => `${name}\n${fields[name]}\n`)
		.join("");
	const key = keyOf(certificate, now);
	if (key === null)
		return refuse(403, "its certificate can't be read, or is not valid now");
	const signature = Buffer.from(fields.Signature ?? "", "base64");
	if (!verify(algorithm, Buffer.from(signed), key, signature))
		return refuse(403, "its signature is not of its certificate");
	const age = Date.parse(now) - Date.parse(fields.Timestamp ?? "");
	if (!(Math.abs(age) <= MAX_AGE_MS)) return refuse(403, "it is too old");
	if (type === "Notification") return readSesMessage(fields.Message ?? "");
	if (type === "UnsubscribeConfirmation")
		return { kind: "events", events: [], faults: [], receipt: null };
	const url = fields.SubscribeURL ?? "";
	const isOurs =
		isAtAws(url, /^\/$/) &&
		new URL(url).searchParams.get("TopicArn") === fields.TopicArn;
	return isOurs
		? { kind: "confirm", url }
		: refuse(403, "its SubscribeURL is not at Amazon SNS");
}

const SIGNED_NOTIFICATION = [
	"Message",
	"MessageId",
	"Subject",
	"Timestamp",
	"TopicArn",
	"Type",
];

const SIGNED_CONFIRMATION = [
	"Message",
	"MessageId",
	"SubscribeURL",
	"Timestamp",
	"Token",
	"TopicArn",
	"Type",
];

const FIELDS = [
	...new Set([...SIGNED_NOTIFICATION, ...SIGNED_CONFIRMATION]),
	"Signature",
	"SignatureVersion",
	"SigningCertURL",
];

function isAtAws(text: string, path: RegExp): boolean {
	if (!URL.canParse(text)) return false;
	const url = new URL(text);
	return (
		url.protocol === "https:" &&
		AWS_HOST.test(url.hostname) &&
		url.port === "" &&
		url.username === "" &&
		url.password === "" &&
		path.test(url.pathname)
	);
}

function keyOf(certificate: string, now: string) {
	try {
		const { publicKey, validFrom, validTo } = new X509Certificate(certificate);
		const at = Date.parse(now);
		return Date.parse(validFrom) <= at && at <= Date.parse(validTo)
			? publicKey
			: null;
	} catch {
		return null;
	}
}
