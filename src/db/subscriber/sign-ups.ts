import { type Instant, shift } from "../../time/clock.ts";
import { HOUR } from "../../time/time-span.ts";
import { dialectOf, sumOf } from "../dialect.ts";
import type { Db, Trx } from "../schema.ts";
import type { NewSignUp, SignUpRow } from "../sign-up-tables.ts";

export async function insertSignUps(
	db: Db,
	signUps: readonly NewSignUp[],
): Promise<void> {
	if (signUps.length > 0)
		await db
			.insertInto("sign_ups")
			.values([...signUps])
			.execute();
}

/** Deletes and returns the oldest ones. The caller handles them in the same transaction. */
export async function removeSignUps(
	trx: Trx,
	limit: number,
): Promise<SignUpRow[]> {
	const rows = await trx
		.deleteFrom("sign_ups")
		.where("id", "in", (eb) => {
			const oldest = eb
				.selectFrom("sign_ups")
				.select("id")
				.orderBy("id")
				.limit(limit);
			return dialectOf(trx).skipLocked
				? oldest.forUpdate().skipLocked()
				: oldest;
		})
		.returningAll()
		.execute();
	return rows.sort((a, b) => a.id - b.id);
}

/**
 * Counts one more sign-up from this network, unless it had `limit` in the last hour,
 * wherever that began, to the minute.
 *
 * @returns false when the network had them
 */
export async function takeSignUp(
	trx: Trx,
	network: string,
	now: Instant,
	limit: number,
): Promise<boolean> {
	const { count } = await trx
		.selectFrom("sign_up_counts")
		.select((eb) => sumOf(eb.ref("count")).as("count"))
		.where("network", "=", network)
		.where("hour", ">", slotOf(shift(now, -HOUR)))
		.executeTakeFirstOrThrow();
	if (count >= limit) return false;
	await trx
		.insertInto("sign_up_counts")
		.values({ network, hour: slotOf(now), count: 1 })
		.onConflict((conflict) =>
			conflict
				.columns(["network", "hour"])
				.doUpdateSet((eb) => ({ count: eb("sign_up_counts.count", "+", 1) })),
		)
		.execute();
	return true;
}

/** Deletes the counts that no hour from now on touches. */
export async function deleteOldSignUpCounts(
	db: Db,
	now: Instant,
): Promise<void> {
	await db
		.deleteFrom("sign_up_counts")
		.where("hour", "<", slotOf(shift(now, -HOUR)))
		.execute();
}

/** The minute of an instant: `2026-11-24T09:36`. */
function slotOf(now: Instant): string {
	return now.slice(0, 16);
}
