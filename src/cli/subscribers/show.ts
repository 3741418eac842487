import { bookmarksOf } from "../../db/catalog/bookmarks.ts";
import { deliveriesTo } from "../../db/delivery/deliveries.ts";
import type { SubscriberRow } from "../../db/schema.ts";
import { consentsOf } from "../../db/subscriber/consents.ts";
import { lettersTo } from "../../db/subscriber/letters.ts";
import { subscriberByKey } from "../../db/subscriber/subscribers.ts";
import { Failure } from "../../errors.ts";
import { parseAddress } from "../../subscriber/address.ts";
import { chosenCategories } from "../../subscriber/choices.ts";
import { suppressionFor } from "../../subscriber/leaving/suppression.ts";
import {
	type Register,
	withApp,
	writeJson,
	writeTable,
} from "../terminal/command.ts";
import type { Io } from "../terminal/io.ts";
import { publicFields } from "./list.ts";

const BOOKMARKS = 1_000;

export const subscribersShow: Register = (program, io) => {
	program
		.command("show")
		.description(
			"one subscriber: state, choices, consent, and what they were sent",
		)
		.argument("<address>")
		.option("--json", "print it as JSON")
		.addHelpText(
			"after",
			"\nExample:\n  digest subscribers show ada@example.com",
		)
		.action(async (address: string, options: { json?: boolean }) =>
			withApp(io, async ({ db }) => {
				const { key } = parseAddress(address);
				const suppression = await suppressionFor(db, key);
				const row = await subscriberByKey(db, key);
				if (!row)
					throw new Failure(
						"no-such-subscriber",
						suppression
							? `${address} is not a subscriber, and must not be mailed: ${suppression.reason}, since ${suppression.created_at}, by ${suppression.source}.`
							: `${address} is not a subscriber.`,
					);
				const shelf = (await bookmarksOf(db, [row.id], BOOKMARKS)).get(row.id);
				const report = {
					...publicFields(row),
					...choicesOf(row),
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
					bookmarks: (shelf?.tools ?? []).map((tool) => tool.slug),
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
				};
				if (options.json) return writeJson(io, report);
				tell(io, row, report);
			}),
		);
};

function choicesOf(row: SubscriberRow) {
	return {
		format: row.format,
		lens: row.lens,
		categories: chosenCategories(row),
		pausedUntil: row.paused_until,
		timeZone: row.time_zone,
		tracking: row.tracking === 1,
	};
}

interface Report extends ReturnType<typeof choicesOf> {
	suppression: { reason: string; source: string; at: string } | null;
	consents: {
		source: string;
		askedAt: string;
		ip: string | null;
		formUrl: string | null;
		textVersion: string | null;
		confirmedAt: string | null;
		confirmedIp: string | null;
	}[];
	bookmarks: string[];
	letters: {
		kind: string;
		createdAt: string;
		sentAt: string | null;
		failure: string | null;
	}[];
	deliveries: {
		issue: number | string;
		state: string;
		reason: string | null;
		reply: string | null;
		at: string;
	}[];
}

function tell(io: Io, row: SubscriberRow, report: Report): void {
	const line = (label: string, value: string | null) =>
		value === null ? undefined : io.out(`${label.padEnd(12)}${value}\n`);
	const { suppression } = report;
	io.out(`${row.email}: ${row.state}\n`);
	line("name", row.name);
	line("since", row.created_at);
	if (row.unsubscribed_at)
		line("left", `${row.unsubscribed_at}, by ${row.unsubscribed_by}`);
	if (suppression)
		line(
			"suppressed",
			`${suppression.reason}, since ${suppression.at}, by ${suppression.source}`,
		);
	line("reads", `${row.format}, ${row.lens ?? "the whole panel"}`);
	line("categories", report.categories?.join(", ") ?? null);
	line("paused until", row.paused_until);
	line("time zone", row.time_zone);
	line("bookmarks", report.bookmarks.join(", ") || "none");
	for (const [title, titles, rows] of [
		[
			"Consent (the words: --json)",
			["asked", "by", "from", "form", "words", "confirmed", "from"],
			report.consents.map((one) => [
				one.askedAt,
				one.source,
				one.ip,
				one.formUrl,
				one.textVersion,
				one.confirmedAt,
				one.confirmedIp,
			]),
		],
		[
			"Letters",
			["letter", "written", "mailed", "failure"],
			report.letters.map((one) => [
				one.kind,
				one.createdAt,
				one.sentAt,
				one.failure,
			]),
		],
		[
			"Issues",
			["issue", "state", "when", "reply or reason"],
			report.deliveries.map((one) => [
				one.issue,
				one.state,
				one.at,
				one.reply ?? one.reason,
			]),
		],
	] as [string, string[], (string | number | null)[][]][]) {
		if (rows.length === 0) continue;
		io.out(`\n${title}\n`);
		writeTable(io, titles, rows);
	}
}
