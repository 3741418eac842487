import type { Instant } from "../../clock.ts";
import type { Db, Trx } from "../schema.ts";

const GENERATION = "generation";

export async function adoptedInstances(db: Db): Promise<string[]> {
	const rows = await db.selectFrom("instances").select("fingerprint").execute();
	return rows.map((row) => row.fingerprint);
}

export async function insertInstance(
	db: Db,
	fingerprint: string,
	now: Instant,
): Promise<void> {
	await db
		.insertInto("instances")
		.values({ fingerprint, adopted_at: now })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

/** How often sending an issue was begun from this database. */
export async function generation(db: Db): Promise<number> {
	const row = await db
		.selectFrom("meta")
		.select("value")
		.where("key", "=", GENERATION)
		.executeTakeFirst();
	return Number(row?.value ?? 0);
}

export async function setGeneration(trx: Trx, value: number): Promise<void> {
	await trx
		.insertInto("meta")
		.values({ key: GENERATION, value: String(value) })
		.onConflict((conflict) =>
			conflict.column("key").doUpdateSet({ value: String(value) }),
		)
		.execute();
}
