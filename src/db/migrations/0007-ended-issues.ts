import { type Kysely, sql } from "kysely";

/** A cancelled issue kept its number only if somebody had got it. It gets its page back. */
export async function endedIssues(
	trx: Pick<Kysely<unknown>, "getExecutor">,
): Promise<void> {
	await sql`update issues set state = 'ended', completed_at = coalesce(completed_at, updated_at)
		where state = 'cancelled' and number is not null and compiled is not null`.execute(
		trx,
	);
}
