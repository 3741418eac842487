import type { Instant } from "../../clock.ts";
import type { Db, SubscriberRow } from "../../db/schema.ts";
import { rowsAbout } from "../../db/subscriber/data-export.ts";
import { addressHasher } from "./suppression.ts";

/**
 * Everything that is kept about one subscriber, as a document of plain data:
 * one entry a table, under the columns' names in camel case.
 */
export async function exportSubscriberData(
	db: Db,
	subscriber: SubscriberRow,
	now: Instant,
): Promise<Record<string, unknown>> {
	const hash = (await addressHasher(db))(subscriber.email_key);
	const rows = await rowsAbout(db, subscriber, hash);
	return {
		exportedAt: now,
		subscriber: camel(subscriber),
		...Object.fromEntries(
			Object.entries(rows).map(([table, list]) => [
				camelName(table),
				list.map((row) => camel(row)),
			]),
		),
	};
}

/** Columns that hold JSON become what it says. */
const DOCUMENTS = new Set(["categories", "tools", "reader"]);

function camel(row: object): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(row).map(([name, value]) => [
			camelName(name),
			DOCUMENTS.has(name) && typeof value === "string"
				? JSON.parse(value)
				: value,
		]),
	);
}

function camelName(name: string): string {
	return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
