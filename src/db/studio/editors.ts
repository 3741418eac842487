import type { Db, Trx } from "../schema.ts";
import type { EditorRow, Role } from "./studio-tables.ts";

export async function insertEditor(
	trx: Trx,
	editor: Omit<EditorRow, "id">,
): Promise<EditorRow> {
	return trx
		.insertInto("editors")
		.values(editor)
		.returningAll()
		.executeTakeFirstOrThrow();
}

/** In the order of their names. */
export async function allEditors(db: Db): Promise<EditorRow[]> {
	return db.selectFrom("editors").selectAll().orderBy("name_key").execute();
}

export async function editorById(
	db: Db,
	id: number,
): Promise<EditorRow | undefined> {
	return editorBy(db, "id", id);
}

/** @param key the folded address */
export async function editorByAddress(
	db: Db,
	key: string,
): Promise<EditorRow | undefined> {
	return editorBy(db, "address_key", key);
}

/** @param key the name in lower case */
export async function editorByName(
	db: Db,
	key: string,
): Promise<EditorRow | undefined> {
	return editorBy(db, "name_key", key);
}

async function editorBy(
	db: Db,
	column: "id" | "address_key" | "name_key",
	value: number | string,
): Promise<EditorRow | undefined> {
	return db
		.selectFrom("editors")
		.selectAll()
		.where(column, "=", value)
		.executeTakeFirst();
}

export async function setRole(trx: Trx, id: number, role: Role): Promise<void> {
	await trx.updateTable("editors").set({ role }).where("id", "=", id).execute();
}

/** Their sessions, links and passkeys go with them. */
export async function deleteEditor(trx: Trx, id: number): Promise<void> {
	await trx.deleteFrom("editors").where("id", "=", id).execute();
}
