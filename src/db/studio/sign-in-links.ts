import type { Instant } from "../../time/clock.ts";
import type { Db, Trx } from "../schema.ts";
import type { SignInLinkRow } from "./studio-tables.ts";

/** Replaces the links that this browser asked for before; null: those of the command line stay. */
export async function insertLink(
	trx: Trx,
	link: Omit<SignInLinkRow, "id">,
): Promise<void> {
	if (link.browser_hash !== null)
		await trx
			.deleteFrom("sign_in_links")
			.where("browser_hash", "=", link.browser_hash)
			.execute();
	await trx.insertInto("sign_in_links").values(link).execute();
}

/** When a link works: it expires after `now`, and was made no later than `ahead`. */
export interface LinkTimes {
	now: Instant;
	ahead: Instant;
}

/** A link that still works; undefined: it was used, has expired, or never was. */
export async function linkBy(
	db: Db,
	tokenHash: string,
	{ now, ahead }: LinkTimes,
): Promise<SignInLinkRow | undefined> {
	return db
		.selectFrom("sign_in_links")
		.selectAll()
		.where("token_hash", "=", tokenHash)
		.where("expires_at", ">", now)
		.where("created_at", "<=", ahead)
		.executeTakeFirst();
}

/**
 * Uses a link up, in one statement: of two requests only one gets it.
 *
 * @param by its token, which needs the browser that asked if one did; or the code and the browser
 */
export async function takeLink(
	trx: Trx,
	by: { tokenHash: string } | { codeHash: string },
	browserHash: string,
	{ now, ahead }: LinkTimes,
): Promise<SignInLinkRow | undefined> {
	const query = trx
		.deleteFrom("sign_in_links")
		.where("expires_at", ">", now)
		.where("created_at", "<=", ahead);
	return (
		"tokenHash" in by
			? query
					.where("token_hash", "=", by.tokenHash)
					.where((eb) =>
						eb.or([
							eb("browser_hash", "is", null),
							eb("browser_hash", "=", browserHash),
						]),
					)
			: query
					.where("code_hash", "=", by.codeHash)
					.where("browser_hash", "=", browserHash)
	)
		.returningAll()
		.executeTakeFirst();
}

/** After too many wrong codes. */
export async function deleteLinksOfBrowser(
	db: Db,
	browserHash: string,
): Promise<void> {
	await db
		.deleteFrom("sign_in_links")
		.where("browser_hash", "=", browserHash)
		.execute();
}

export async function deleteExpiredLinks(
	db: Db,
	{ now, ahead }: LinkTimes,
): Promise<number> {
	const { numDeletedRows } = await db
		.deleteFrom("sign_in_links")
		.where((eb) =>
			eb.or([eb("expires_at", "<=", now), eb("created_at", ">", ahead)]),
		)
		.executeTakeFirst();
	return Number(numDeletedRows);
}
