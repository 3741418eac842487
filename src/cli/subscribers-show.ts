import { bookmarksOf } from "../db/bookmarks.ts";
import { deliveriesTo } from "../db/deliveries.ts";
import { subscriberByKey } from "../db/subscribers.ts";
import { Failure } from "../errors.ts";
import { parseAddress } from "../subscriber/address.ts";
import { type Register, withApp, writeJson, writeTable } from "./command.ts";
import { publicFields } from "./subscribers-list.ts";

const BOOKMARKS = 1_000;

export const subscribersShow: Register = (program, io) => {
	program
		.command("show")
		.description("one subscriber: state, bookmarks, and what they were sent")
		.argument("<address>")
		.option("--json", "print it as JSON")
		.addHelpText(
			"after",
			"\nExample:\n  digest subscribers show ada@example.com",
		)
		.action(async (address: string, options: { json?: boolean }) =>
			withApp(io, async ({ db, dialect }) => {
				const row = await subscriberByKey(db, parseAddress(address).key);
				if (!row)
					throw new Failure(
						"no-such-subscriber",
						`${address} is not a subscriber.`,
					);
				const shelf = (await bookmarksOf(db, dialect, [row.id], BOOKMARKS)).get(
					row.id,
				);
				const report = {
					...publicFields(row),
					bookmarks: (shelf?.tools ?? []).map((tool) => tool.slug),
					deliveries: (await deliveriesTo(db, row.id)).map((delivery) => ({
						issue: delivery.number ?? `id:${delivery.issue_id}`,
						state: delivery.state,
						reason: delivery.reason,
						reply: delivery.smtp_reply,
						at: delivery.updated_at,
					})),
				};
				if (options.json) return writeJson(io, report);
				io.out(`${row.email}: ${row.state}\n`);
				if (row.name) io.out(`name       ${row.name}\n`);
				io.out(`since      ${row.created_at}\n`);
				if (row.unsubscribed_at)
					io.out(
						`left       ${row.unsubscribed_at}, by ${row.unsubscribed_by}\n`,
					);
				io.out(`bookmarks  ${report.bookmarks.join(", ") || "none"}\n`);
				if (report.deliveries.length === 0) return;
				io.out("\n");
				writeTable(
					io,
					["issue", "state", "when", "reply or reason"],
					report.deliveries.map((one) => [
						one.issue,
						one.state,
						one.at,
						one.reply ?? one.reason,
					]),
				);
			}),
		);
};
