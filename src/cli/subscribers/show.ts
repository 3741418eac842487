import {
	returnRows,
	type SubscriberReport,
	subscriberReport,
} from "../../report/subscriber-report.ts";
import { recordLook } from "../../subscriber/by-editor/acts.ts";
import { formatTime } from "../../time/format-time.ts";
import type { Io, Register } from "../terminal/io.ts";
import {
	type Cell,
	writeFields,
	writeJson,
	writeTable,
} from "../terminal/output.ts";
import { withApp } from "../terminal/with-app.ts";
import { requireSubscriber } from "./require-subscriber.ts";

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
			withApp(io, async (app) => {
				const { db, config } = app;
				const subscriber = await requireSubscriber(db, address);
				await recordLook(app, subscriber);
				const report = await subscriberReport(db, subscriber);
				if (options.json) writeJson(io, report);
				else writeReport(io, report, config.timeZone);
			}),
		);
};

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
