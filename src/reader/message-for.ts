import { createHmac } from "node:crypto";
import type { Context } from "../context.ts";
import { deliveryOf } from "../db/delivery/deliveries.ts";
import { type IssueHead, sealedDocuments } from "../db/issue/issues.ts";
import { subscriberByKey } from "../db/subscriber/subscribers.ts";
import type { SubscriberRow } from "../db/subscriber-tables.ts";
import { Failure } from "../errors.ts";
import type { CompiledIssue } from "../issue/content/compiled-issue.ts";
import { type Envelope, envelopeOf } from "../issue/content/envelope.ts";
import { keptReader, type Reader } from "../issue/content/reader.ts";
import { renderDraft } from "../issue/life/render-draft.ts";
import { parseAddress } from "../subscriber/address.ts";
import { type ReaderContext, readersOf } from "./reader.ts";

/** One subscriber's copy; `raw` is the whole message as it is sent. */
export interface RenderedMessage {
	html: string;
	text: string;
	raw: Buffer;
}

/**
 * The message of this issue for the subscriber with this address: as it was
 * sealed, or as it would be now.
 *
 * @throws Failure `bad-address`, `no-such-subscriber`; TemplateError
 */
export async function messageFor(
	context: Context,
	issue: IssueHead,
	address: string,
): Promise<RenderedMessage> {
	const { db } = context;
	const { key } = parseAddress(address);
	const subscriber = await subscriberByKey(db, key);
	if (!subscriber)
		throw new Failure(
			"no-such-subscriber",
			`${address} is not a subscriber. Add them with: digest subscribers add ${address}`,
		);
	const documents = await sealedDocuments(db, issue.id);
	const [compiled, envelope] = documents
		? [
				JSON.parse(documents.compiled) as CompiledIssue,
				JSON.parse(documents.envelope) as Envelope,
			]
		: [
				(await renderDraft(context, issue)).compiled,
				envelopeOf(context.config, issue.number ?? 0, issue.window_end),
			];
	const open = context.renderer.open(compiled, envelope);
	const reader = await readerFor(context, issue.id, subscriber);
	const id = messageIdOf(context, issue.id, subscriber.id, envelope);
	return {
		html: open.html(reader),
		text: open.text(reader),
		raw: open.message(reader, id),
	};
}

/** What was merged into their copy, if that is still stored; otherwise what would be merged now. */
export async function readerFor(
	context: ReaderContext,
	issueId: number,
	subscriber: SubscriberRow,
): Promise<Reader> {
	const delivery = await deliveryOf(context.db, issueId, subscriber.id);
	if (delivery?.reader) return keptReader(delivery.reader);
	const readers = await readersOf(context, issueId, [subscriber]);
	return readers.get(subscriber.id) as Reader;
}

/**
 * The Message-ID of a delivery, without brackets: the same for every copy (RFC 5322, 3.6.4),
 * also if a setting changes between two of them.
 *
 * @param sealed absent for an issue that is not sealed; that message is never sent
 */
export function messageIdOf(
	{ config, tokens }: Pick<Context, "config" | "tokens">,
	issueId: number,
	subscriberId: number,
	sealed?: Pick<Envelope, "from" | "messageKey">,
): string {
	const { address } = sealed?.from ?? config.mailFrom;
	const domain = address.slice(address.lastIndexOf("@") + 1);
	const id = sealed?.messageKey
		? createHmac("sha256", sealed.messageKey)
				.update(String(subscriberId))
				.digest("hex")
				.slice(0, 32)
		: tokens.messageId(issueId, subscriberId);
	return `${id}@${domain}`;
}
