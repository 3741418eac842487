/*
 * Requests as the providers send them, signed with keys that are made here. The
 * payloads are written for these tests after the providers' documentation.
 */
import {
	createHmac,
	generateKeyPairSync,
	randomBytes,
	sign,
} from "node:crypto";
import { snsCertificate } from "../../support/sns-certificate.ts";

export const TOPIC = "arn:aws:sns:eu-west-1:123456789012:bounces";
export const CERTIFICATE_URL =
	"https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123abcd.pem";
const sendgrid = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
const mailgunKey = randomBytes(16).toString("hex");
const secret = randomBytes(32);
const login = "digest:a-password-of-tests";

export const ENV = {
	FEEDBACK_SNS_TOPICS: TOPIC,
	FEEDBACK_SENDGRID_KEY: sendgrid.publicKey
		.export({ format: "der", type: "spki" })
		.toString("base64"),
	FEEDBACK_MAILGUN_KEY: mailgunKey,
	FEEDBACK_POSTMARK_LOGIN: login,
	FEEDBACK_WEBHOOK_SECRET: `whsec_${secret.toString("base64")}`,
};

/** A message to a reader that came back. */
export interface Returned {
	/** The time of the test's clock. */
	now: string;
	recipient: string;
	/** "550 5.1.1 User unknown" */
	reply: string;
	/** As in the reply to our message. */
	id: string;
	/** Tells two events apart. */
	event?: string;
	/** Replaces the events, signed all the same. */
	payload?: unknown;
}

export interface Request {
	headers: Record<string, string>;
	body: string;
}

const seconds = (now: string) => String(Math.floor(Date.parse(now) / 1000));

export function snsRequest(
	now: string,
	fields: Record<string, string>,
	version: "1" | "2" = "2",
): Request {
	const message: Record<string, string> = {
		Type: "Notification",
		MessageId: "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
		TopicArn: TOPIC,
		Timestamp: now,
		SignatureVersion: version,
		SigningCertURL: CERTIFICATE_URL,
		...fields,
	};
	const signed = [
		"Message",
		"MessageId",
		"Subject",
		...(message.Type === "Notification" ? [] : ["SubscribeURL"]),
		"Timestamp",
		...(message.Type === "Notification" ? [] : ["Token"]),
		"TopicArn",
		"Type",
	]
		.filter((name) => message[name] !== undefined)
		.map((name) => `${name}\n${message[name]}\n`)
		.join("");
	const signature = sign(
		version === "1" ? "sha1" : "sha256",
		Buffer.from(signed),
		snsCertificate.key,
	);
	return {
		headers: { "content-type": "text/plain; charset=UTF-8" },
		body: JSON.stringify({
			...message,
			Signature: signature.toString("base64"),
		}),
	};
}

/** A bounce as each provider tells it. */
export const BOUNCES: Record<string, (returned: Returned) => Request> = {
	ses: ({ now, recipient, reply, id, event = "1", payload }) =>
		snsRequest(now, {
			Subject: "Amazon SES Email Event Notification",
			Message: JSON.stringify(
				payload ?? {
					eventType: "Bounce",
					bounce: {
						feedbackId: `0100-feedback-${event}`,
						bounceType: "Permanent",
						bounceSubType: "General",
						bouncedRecipients: [
							{
								emailAddress: recipient,
								action: "failed",
								status: /\d\.\d\.\d/.exec(reply)?.[0],
								diagnosticCode: `smtp; ${reply}`,
							},
						],
					},
					mail: {
						timestamp: now,
						source: "digest@example.com",
						messageId: id,
						destination: [recipient],
						headers: [{ name: "From", value: "digest@example.com" }],
					},
				},
			),
		}),
	sendgrid: ({ now, recipient, reply, id, event = "1", payload }) => {
		const body = JSON.stringify(
			payload ?? [
				{
					email: recipient,
					timestamp: Number(seconds(now)),
					event: "bounce",
					type: "bounce",
					bounce_classification: "Unclassified",
					reason: reply,
					status: /\d\.\d\.\d/.exec(reply)?.[0],
					sg_event_id: `event-${event}`,
					sg_message_id: `${id}.recvd-5f54b5d587-pczjm-1-67BADEEA-6.0`,
				},
			],
		);
		const timestamp = seconds(now);
		return {
			headers: {
				"x-twilio-email-event-webhook-timestamp": timestamp,
				"x-twilio-email-event-webhook-signature": sign(
					"sha256",
					Buffer.from(timestamp + body),
					sendgrid.privateKey,
				).toString("base64"),
			},
			body,
		};
	},
	mailgun: ({ now, recipient, reply, event = "1", id, payload }) => {
		const timestamp = seconds(now);
		const token = `a8ce0edb2dd8301dee6c2405235584e45aa91d1e9f979f3de${event}`;
		return {
			headers: { "content-type": "application/json" },
			body: JSON.stringify({
				signature: {
					timestamp,
					token,
					signature: createHmac("sha256", mailgunKey)
						.update(timestamp + token)
						.digest("hex"),
				},
				"event-data": payload ?? {
					id: `G9Bn5sl1TC6nu79C8C0bwg-${event}`,
					timestamp: Number(timestamp) + 0.5,
					event: "failed",
					severity: "permanent",
					reason: "generic",
					recipient,
					envelope: { sender: "digest@example.com" },
					"delivery-status": {
						code: Number(reply.slice(0, 3)),
						message: reply.slice(4),
						description: "",
					},
					message: { headers: { "message-id": id } },
				},
			}),
		};
	},
	postmark: ({ recipient, reply, id, event = "1", payload }) => ({
		headers: {
			authorization: `Basic ${Buffer.from(login).toString("base64")}`,
		},
		body: JSON.stringify(
			payload ?? {
				RecordType: "Bounce",
				ID: Number(event),
				Type: "HardBounce",
				TypeCode: 1,
				MessageID: id.toUpperCase(),
				Details: `smtp;${reply}`,
				Email: recipient,
				From: "digest@example.com",
			},
		),
	}),
	standard: ({ now, recipient, reply, id, event = "1", payload }) => {
		const timestamp = seconds(now);
		const body = JSON.stringify(
			payload ?? { type: "bounce", data: { recipient, reply, replyId: id } },
		);
		const signature = createHmac("sha256", secret)
			.update(`msg_${event}.${timestamp}.${body}`)
			.digest("base64");
		return {
			headers: {
				"webhook-id": `msg_${event}`,
				"webhook-timestamp": timestamp,
				"webhook-signature": `v1,${"A".repeat(43)}= v1,${signature}`,
			},
			body,
		};
	},
};
