import { bookmarksOf } from "../db/catalog/bookmarks.ts";
import { deliveriesTo } from "../db/delivery/deliveries.ts";
import type { Db } from "../db/schema.ts";
import { consentsOf } from "../db/subscriber/consents.ts";
import { lettersTo } from "../db/subscriber/letters.ts";
import type { SubscriberRow } from "../db/subscriber-tables.ts";
import { returnsOf } from "../delivery/explain.ts";
import { chosenCategories } from "../subscriber/choices.ts";
import { suppressionFor } from "../subscriber/leaving/suppression.ts";

const MAX_BOOKMARKS = 1_000;

/** All that is known of one subscriber. It holds no link of theirs. */
export type SubscriberReport = Awaited<ReturnType<typeof subscriberReport>>;

export async function subscriberReport(db: Db, row: SubscriberRow) {
	const suppression = await suppressionFor(db, row.email_key);
	const saved = await bookmarksOf(db, [row.id], MAX_BOOKMARKS);
	return {
		...publicFields(row),
		format: row.format,
		lens: row.lens,
		language: row.language,
		categories: chosenCategories(row),
		pausedUntil: row.paused_until,
		timeZone: row.time_zone,
		tracking: row.tracking === 1,
		suppression: suppression
			? {
					reason: suppression.reason,
					source: suppression.source,
					at: suppression.created_at,
				}
			: null,
		consents: (await consentsOf(db, row.id)).map((consent) => ({
			source: consent.source,
			askedAt: consent.asked_at,
			ip: consent.ip,
			userAgent: consent.user_agent,
			formUrl: consent.form_url,
			textVersion: consent.text_version,
			text: consent.text,
			confirmedAt: consent.confirmed_at,
			confirmedIp: consent.confirmed_ip,
			confirmedUserAgent: consent.confirmed_user_agent,
		})),
		bookmarks: (saved.get(row.id)?.tools ?? []).map((tool) => tool.slug),
		letters: (await lettersTo(db, row.id)).map((letter) => ({
			kind: letter.kind,
			createdAt: letter.created_at,
			sentAt: letter.sent_at,
			dueAt: letter.due_at,
			attempts: letter.attempts,
			failure: letter.failure,
		})),
		deliveries: (await deliveriesTo(db, row.id)).map((delivery) => ({
			issue: delivery.number ?? `id:${delivery.issue_id}`,
			state: delivery.state,
			reason: delivery.reason,
			reply: delivery.smtp_reply,
			at: delivery.updated_at,
		})),
		returns: await returnsOf(db, row.id),
	};
}

/**
 * What came back, one row each: for, when, what, cause, what followed, words.
 *
 * @param time how a time is shown
 */
export function returnRows(
	returns: SubscriberReport["returns"],
	time: (instant: string) => string | null,
) {
	return returns.map((one) => [
		one.issue ?? "letter",
		time(one.at),
		one.kind,
		one.cause,
		one.followed,
		one.words,
	]);
}

/** The fields of a subscriber that scripts get. */
export function publicFields(row: SubscriberRow) {
	return {
		email: row.email,
		name: row.name,
		state: row.state,
		createdAt: row.created_at,
		confirmedAt: row.confirmed_at,
		unsubscribedAt: row.unsubscribed_at,
		unsubscribedBy: row.unsubscribed_by,
	};
}
