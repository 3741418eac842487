import type { Db } from "../schema.ts";
import { SEALED_STATES } from "./issues.ts";

/** The numbers of the sealed issues before and after one; null: there is none. */
export async function numbersBeside(
	db: Db,
	number: number,
): Promise<{ previous: number | null; next: number | null }> {
	const sealed = db.selectFrom("issues").where("state", "in", SEALED_STATES);
	const { previous } = await sealed
		.select((eb) => eb.fn.max("number").as("previous"))
		.where("number", "<", number)
		.executeTakeFirstOrThrow();
	const { next } = await sealed
		.select((eb) => eb.fn.min("number").as("next"))
		.where("number", ">", number)
		.executeTakeFirstOrThrow();
	return { previous, next };
}
