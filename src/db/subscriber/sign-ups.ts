import type { Instant } from "../../clock.ts";
import { dialectOf } from "../dialect.ts";
import type { Db, NewSignUp, SignUpRow, Trx } from "../schema.ts";

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

/** Takes the oldest ones out, in the caller's transaction, which does what they ask for. */
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

/** Counts one more of this network in this clock hour, and says how many that makes. */
export async function countSignUp(
	trx: Trx,
	network: string,
	now: Instant,
): Promise<number> {
	const { count } = await trx
		.insertInto("sign_up_counts")
		.values({ network, hour: hourOf(now), count: 1 })
		.onConflict((conflict) =>
			conflict
				.columns(["network", "hour"])
				.doUpdateSet((eb) => ({ count: eb("sign_up_counts.count", "+", 1) })),
		)
		.returning("count")
		.executeTakeFirstOrThrow();
	return count;
}

/** Forgets the networks of the hours before this one. */
export async function forgetNetworks(db: Db, now: Instant): Promise<void> {
	await db
		.deleteFrom("sign_up_counts")
		.where("hour", "<", hourOf(now))
		.execute();
}

function hourOf(now: Instant): string {
	return now.slice(0, 13);
}
