import { sql } from "kysely";
import { dialectOf } from "../../src/db/dialect.ts";
import type { TestDatabase } from "./databases.ts";

/**
 * From here on the database fails at some rows of a statement, as on a full
 * disk. Resolves with what mends it.
 *
 * @param event as in `create trigger`: `insert on deliveries`
 * @param rows which of them, in terms of `new`
 */
export async function refuse(
	{ db }: TestDatabase,
	event: string,
	rows: string,
): Promise<() => Promise<void>> {
	const table = event.split(" ").at(-1);
	const run = (text: string) => sql.raw(text).execute(db);
	if (dialectOf(db).name === "sqlite") {
		await run(`create trigger refusal before ${event} when ${rows}
			begin select raise(abort, 'the disk is full'); end`);
		return async () => {
			await run("drop trigger refusal");
		};
	}
	await run(`create function refuse() returns trigger language plpgsql as
		$$ begin raise exception 'the disk is full'; end $$`);
	await run(`create trigger refusal before ${event} for each row
		when (${rows}) execute function refuse()`);
	return async () => {
		await run(`drop trigger refusal on ${table}`);
		await run("drop function refuse()");
	};
}
