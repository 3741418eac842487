import type { Db } from "../../db/schema.ts";
import { dataExportRows } from "../../db/subscriber/data-export.ts";
import type { SubscriberRow } from "../../db/subscriber-tables.ts";
import type { Instant } from "../../time/clock.ts";
import { addressHasher } from "./suppression.ts";

/**
 * Everything that is kept about one subscriber, as a JSON document: `exportedAt`,
 * `subscriber`, and one list of rows for each other table. The names of tables
 * and columns are in camel case.
 */
export async function exportSubscriberData(
	db: Db,
	subscriber: SubscriberRow,
	now: Instant,
): Promise<Record<string, unknown>> {
	const hash = (await addressHasher(db))(subscriber.email_key);
	const rows = await dataExportRows(db, subscriber, hash);
	return {
		exportedAt: now,
		subscriber: camelRow(subscriber),
		...Object.fromEntries(
			Object.entries(rows).map(([table, list]) => [
				camelName(table),
				list.map(camelRow),
			]),
		),
	};
}

/** Columns with JSON as text. The document has their parsed value. */
const JSON_COLUMNS = new Set([
	"categories",
	"tools",
	"reader",
	"before",
	"after",
]);

function camelRow(row: object): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(row).map(([name, value]) => [
			camelName(name),
			JSON_COLUMNS.has(name) && typeof value === "string"
				? JSON.parse(value)
				: value,
		]),
	);
}

function camelName(name: string): string {
	return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
