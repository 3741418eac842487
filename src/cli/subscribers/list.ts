import { queryOf } from "../../audience/audience-terms.ts";
import { audienceInWords } from "../../audience/audience-words.ts";
import {
	countAudience,
	type ReachedSubscriber,
	subscribersInAudience,
} from "../../db/subscriber/subscriber-export.ts";
import { countSubscribers } from "../../db/subscriber/subscribers.ts";
import { publicFields } from "../../report/subscriber-report.ts";
import { formatDay } from "../../time/format-time.ts";
import type { Register } from "../terminal/io.ts";
import { wholeNumber } from "../terminal/option-values.ts";
import { counted, writeData, writeTable } from "../terminal/output.ts";
import { withApp } from "../terminal/with-app.ts";
import { requireSubscriber } from "./require-subscriber.ts";
import {
	readFilter,
	stateOption,
	WHERE,
	WHERE_HELP,
	writeMeaning,
} from "./where-option.ts";

interface Options {
	state?: string;
	where?: string;
	limit?: number;
	after?: string;
	count?: boolean;
	json?: boolean;
}

/** Rows that are read at a time. */
const PAGE = 1_000;

export const subscribersList: Register = (program, io, exit) => {
	program
		.command("list")
		.description("list all subscribers, or those that match a filter")
		.addOption(stateOption())
		.option(...WHERE)
		.option("--limit <number>", "maximum number of rows", wholeNumber)
		.option(
			"--after <address>",
			"start after this address, the last of the previous page",
		)
		.option("--count", "print only their number")
		.option("--json", "print one JSON document per line")
		.addHelpText(
			"after",
			`${WHERE_HELP}
Example:
  digest subscribers list --where "format=brief bounces>=2"
  digest subscribers list --state active --json | wc -l`,
		)
		.action(async (options: Options) =>
			withApp(io, async ({ db, clock }) => {
				const audience = readFilter(options);
				const terms = await queryOf(db, audience, clock.now());
				if (options.count) {
					const count = await countAudience(db, terms);
					if (options.where) writeMeaning(io, audience, count);
					return io.out(
						`${options.json ? JSON.stringify({ count }) : count}\n`,
					);
				}
				let after = options.after
					? (await requireSubscriber(db, options.after)).id
					: 0;
				let left = options.limit ?? Number.POSITIVE_INFINITY;
				while (left > 0) {
					const rows = await subscribersInAudience(db, terms, {
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
							writeData(io, `${JSON.stringify(listedFields(row))}\n`);
					else
						writeTable(
							io,
							["address", "state", "since", "accepted", "bounces", "name"],
							rows.map((row) => [
								row.email,
								row.suppressed ? `${row.state}, ${row.suppressed}` : row.state,
								formatDay(row.created_at),
								row.last_accepted_at && formatDay(row.last_accepted_at),
								row.consecutive_bounces,
								row.name,
							]),
						);
					await io.drained();
				}
				if (options.json) return;
				if (options.where)
					return io.out(
						`${counted(await countAudience(db, terms), "subscriber")}: ${audienceInWords(audience)}\n`,
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
