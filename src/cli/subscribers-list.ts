import { Option } from "commander";
import type { SubscriberRow, SubscriberState } from "../db/schema.ts";
import { countSubscribers, listSubscribers } from "../db/subscribers.ts";
import { counted, type Register, withApp, writeTable } from "./command.ts";

interface Options {
	state?: SubscriberState;
	json?: boolean;
}

const PAGE = 1_000;

export const subscribersList: Register = (program, io) => {
	program
		.command("list")
		.description("all subscribers, or those in one state")
		.addOption(
			new Option("--state <state>", "only these").choices([
				"pending",
				"active",
				"unsubscribed",
			]),
		)
		.option("--json", "print one JSON document a line")
		.addHelpText(
			"after",
			"\nExample:\n  digest subscribers list --state active --json | wc -l",
		)
		.action(async (options: Options) =>
			withApp(io, async (app) => {
				let after = 0;
				for (;;) {
					const rows = await listSubscribers(app.db, {
						after,
						limit: PAGE,
						...(options.state ? { state: options.state } : {}),
					});
					const last = rows.at(-1);
					if (!last || io.signal.aborted) break;
					after = last.id;
					if (options.json)
						for (const row of rows)
							io.out(`${JSON.stringify(publicFields(row))}\n`);
					else
						writeTable(
							io,
							["address", "state", "since", "name"],
							rows.map((row) => [
								row.email,
								row.state,
								row.created_at.slice(0, 10),
								row.name,
							]),
						);
				}
				if (options.json) return;
				const { pending, active, unsubscribed } = await countSubscribers(
					app.db,
				);
				io.out(
					`${counted(active, "active subscriber")}, ${pending} pending, ${unsubscribed} unsubscribed\n`,
				);
			}),
		);
};

/** What a list for scripts tells of each. */
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
