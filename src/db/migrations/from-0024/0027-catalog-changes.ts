import { type Kysely, sql } from "kysely";
import type { Dialect } from "../../dialect.ts";

/** Which fact of the catalog changed, when, and by whom. */
export async function catalogChanges(
	trx: Pick<Kysely<unknown>, "getExecutor">,
	{ idColumn }: Dialect,
): Promise<void> {
	await sql`create table if not exists catalog_changes (
		id ${sql.raw(idColumn)},
		at text not null,
		who text not null,
		action text not null,
		what text not null,
		slug text not null,
		field text not null,
		before text not null,
		after text not null
	)`.execute(trx);
	await sql`create index if not exists catalog_changes_by_slug on catalog_changes (what, slug, id)`.execute(
		trx,
	);
}
