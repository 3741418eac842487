import type { Config } from "../../config/config.ts";
import {
	openSnsMessage,
	readSnsMessage,
	type SnsReading,
} from "../../feedback/webhooks/amazon-sns.ts";
import {
	sendgridKey,
	standardWebhooksKey,
} from "../../feedback/webhooks/keys.ts";
import { readMailgun } from "../../feedback/webhooks/mailgun.ts";
import { readPostmark } from "../../feedback/webhooks/postmark.ts";
import { readSendgrid } from "../../feedback/webhooks/sendgrid.ts";
import { readStandardWebhook } from "../../feedback/webhooks/standard-webhooks.ts";
import type { WebhookRequest } from "../../feedback/webhooks/webhook.ts";
import type { Instant } from "../../time/clock.ts";
import type { AmazonSns } from "./amazon-sns.ts";

/** Reads a request of one sending service. */
export type ReadRequest = (
	request: WebhookRequest,
	now: Instant,
) => Promise<SnsReading> | SnsReading;

/** The sending services whose setting is set, by the last part of their address. */
export function readersOf(
	config: Config,
	sns: AmazonSns,
): ReadonlyMap<string, ReadRequest> {
	const {
		feedbackSnsTopics: topics,
		feedbackSendgridKey,
		feedbackMailgunKey,
		feedbackPostmarkLogin,
		feedbackWebhookSecret,
	} = config;
	const readers = new Map<string, ReadRequest>();
	if (topics.length > 0)
		readers.set("ses", async (request, now) => {
			const message = openSnsMessage(request, topics);
			return "kind" in message
				? message
				: readSnsMessage(
						message,
						await sns.certificate(message.certificateUrl),
						now,
					);
		});
	if (feedbackSendgridKey !== null) {
		const key = sendgridKey(feedbackSendgridKey);
		readers.set("sendgrid", (request, now) => readSendgrid(request, key, now));
	}
	if (feedbackMailgunKey !== null)
		readers.set("mailgun", (request, now) =>
			readMailgun(request, feedbackMailgunKey, now),
		);
	if (feedbackPostmarkLogin !== null)
		readers.set("postmark", (request) =>
			readPostmark(request, feedbackPostmarkLogin),
		);
	if (feedbackWebhookSecret !== null) {
		const key = standardWebhooksKey(feedbackWebhookSecret);
		readers.set("standard", (request, now) =>
			readStandardWebhook(request, key, now),
		);
	}
	return readers;
}
