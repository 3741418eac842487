import { bookmarksOf } from "../../db/catalog/bookmarks.ts";
import { deliveriesTo } from "../../db/delivery/deliveries.ts";
import type { Db } from "../../db/schema.ts";
import { consentsOf } from "../../db/subscriber/consents.ts";
import { lettersTo } from "../../db/subscriber/letters.ts";
import type { SubscriberRow } from "../../db/subscriber-tables.ts";
import { returnsOf } from "../../delivery/explain.ts";
import { chosenCategories } from "../../subscriber/choices.ts";
import { suppressionFor } from "../../subscriber/leaving/suppression.ts";
import { formatTime } from "../../time/format-time.ts";
import type { Io, Register } from "../terminal/io.ts";
import {
	type Cell,
	writeFields,
	writeJson,
	writeTable,
} from "../terminal/output.ts";
import { withApp } from "../terminal/with-app.ts";
import { publicFields } from "./list.ts";
import { requireSubscriber } from "./require-subscriber.ts";

const MAX_BOOKMARKS = 1_000;

export const subscribersShow: Register = (program, io) => {
	program
		.command("show")
		.description("show one subscriber: state, choices, consent and mail")
		.argument("<address>", "the subscriber's address")
		.option("--json", "print it as JSON")
		.addHelpText(
			"after",
			"\nExample:\n  digest subscribers show ada@example.com",
		)
		.action(async (address: string, options: { json?: boolean }) =>
			withApp(io, async ({ db, config }) => {
				const subscriber = await requireSubscriber(db, address);
				const report = await subscriberReport(db, subscriber);
				if (options.json) writeJson(io, report);
				else writeReport(io, report, config.timeZone);
			}),
		);
};

async function subscriberReport(db: Db, row: SubscriberRow) {
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

type SubscriberReport = Awaited<ReturnType<typeof subscriberReport>>;

function writeReport(io: Io, report: SubscriberReport, timeZone: string): void {
	const time = (instant: string | null) =>
		instant === null ? null : formatTime(instant, timeZone);
	const { suppression } = report;
	io.out(`${report.email}: ${report.state}\n`);
	writeFields(io, [
		["name", report.name],
		["since", time(report.createdAt)],
		[
			"unsubscribed",
			report.unsubscribedAt &&
				`${time(report.unsubscribedAt)}, by ${report.unsubscribedBy}`,
		],
		[
			"suppressed",
			suppression &&
				`${suppression.reason}, since ${time(suppression.at)}, by ${suppression.source}`,
		],
		["format", report.format],
		["lens", report.lens ?? "panel"],
		["language", report.language],
		["categories", report.categories?.join(", ") ?? null],
		["paused until", time(report.pausedUntil)],
		["time zone", report.timeZone],
		["bookmarks", report.bookmarks.join(", ") || "none"],
	]);
	writeSection(
		io,
		"Consent (full text: --json)",
		["asked", "source", "from", "form", "text", "confirmed", "from"],
		report.consents.map((one) => [
			time(one.askedAt),
			one.source,
			one.ip,
			one.formUrl,
			one.textVersion,
			time(one.confirmedAt),
			one.confirmedIp,
		]),
	);
	writeSection(
		io,
		"Letters",
		["letter", "written", "mailed", "failure"],
		report.letters.map((one) => [
			one.kind,
			time(one.createdAt),
			time(one.sentAt),
			one.failure,
		]),
	);
	writeSection(
		io,
		"Issues",
		["issue", "state", "when", "reply or reason"],
		report.deliveries.map((one) => [
			one.issue,
			one.state,
			time(one.at),
			one.reply ?? one.reason,
		]),
	);
	writeSection(
		io,
		"Came back",
		["issue", "when", "what", "cause", "followed", "words"],
		returnRows(report.returns, time),
	);
}

/** What came back, one row each. */
function returnRows(
	returns: SubscriberReport["returns"],
	time: (instant: string) => string | null,
): Cell[][] {
	return returns.map((one) => [
		one.issue ?? "letter",
		time(one.at),
		one.kind,
		one.cause,
		one.followed,
		one.words,
	]);
}

/** A titled table; nothing if it has no rows. */
function writeSection(
	io: Io,
	title: string,
	columns: readonly string[],
	rows: readonly (readonly Cell[])[],
): void {
	if (rows.length === 0) return;
	io.out(`\n${title}\n`);
	writeTable(io, columns, rows);
}
