import { audienceTerms } from "../../audience/audience-terms.ts";
import type { SubscriberRow } from "../../db/schema.ts";
import {
	countWhere,
	type ReachedSubscriber,
	subscribersWhere,
} from "../../db/subscriber/subscriber-export.ts";
import { countSubscribers } from "../../db/subscriber/subscribers.ts";
import {
	counted,
	type Register,
	withApp,
	writeTable,
} from "../terminal/command.ts";
import { wholeNumber } from "../terminal/whole-number.ts";
import { knownSubscriber } from "./known-subscriber.ts";
import { filterText, stateOption, WHERE, WHERE_HELP } from "./where-option.ts";

interface Options {
	state?: string;
	where?: string;
	limit?: number;
	after?: string;
	count?: boolean;
	json?: boolean;
}

const PAGE = 1_000;

export const subscribersList: Register = (program, io, exit) => {
	program
		.command("list")
		.description("all subscribers, or those whom a filter means")
		.addOption(stateOption())
		.option(...WHERE)
		.option("--limit <number>", "so many at the most", wholeNumber)
		.option("--after <address>", "go on after this one, the last of a page")
		.option("--count", "only how many there are")
		.option("--json", "print one JSON document a line")
		.addHelpText(
			"after",
			`${WHERE_HELP}
Example:
  digest subscribers list --where "format=brief bounces>=2"
  digest subscribers list --state active --json | wc -l`,
		)
		.action(async (options: Options) =>
			withApp(io, async ({ db, clock }) => {
				const terms = audienceTerms(filterText(options), clock.now());
				if (options.count) {
					const count = await countWhere(db, terms);
					return io.out(
						`${options.json ? JSON.stringify({ count }) : count}\n`,
					);
				}
				let after = options.after
					? (await knownSubscriber(db, options.after)).id
					: 0;
				let left = options.limit ?? Number.POSITIVE_INFINITY;
				while (left > 0) {
					const rows = await subscribersWhere(db, terms, {
						after,
						limit: Math.min(PAGE, left),
					});
					const last = rows.at(-1);
					if (!last) break;
					if (io.signal.aborted) return exit(1);
					after = last.id;
					left -= rows.length;
					if (options.json)
						for (const row of rows)
							io.out(`${JSON.stringify(listedFields(row))}\n`);
					else
						writeTable(
							io,
							["address", "state", "since", "accepted", "bounces", "name"],
							rows.map((row) => [
								row.email,
								row.suppressed ? `${row.state}, ${row.suppressed}` : row.state,
								row.created_at.slice(0, 10),
								row.last_accepted_at?.slice(0, 10) ?? null,
								row.consecutive_bounces,
								row.name,
							]),
						);
					await io.drained();
				}
				if (options.json) return;
				if (options.where)
					return io.out(
						`${counted(await countWhere(db, terms), "subscriber")}\n`,
					);
				const { pending, active, unsubscribed } = await countSubscribers(db);
				io.out(
					`${counted(active, "active subscriber")}, ${pending} pending, ${unsubscribed} unsubscribed\n`,
				);
			}),
		);
};

function listedFields(row: ReachedSubscriber) {
	return {
		...publicFields(row),
		lens: row.lens,
		format: row.format,
		categories:
			row.categories === null ? null : (JSON.parse(row.categories) as string[]),
		pausedUntil: row.paused_until,
		suppressed: row.suppressed,
		lastAcceptedAt: row.last_accepted_at,
		bounces: row.consecutive_bounces,
	};
}

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
