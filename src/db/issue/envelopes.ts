import type { Db } from "../schema.ts";

/** The envelope (JSON) of an issue; null: it is not sealed. */
export async function sealedEnvelope(
	db: Db,
	id: number,
): Promise<string | null> {
	const row = await db
		.selectFrom("issues")
		.select("envelope")
		.where("id", "=", id)
		.executeTakeFirst();
	return row?.envelope ?? null;
}
