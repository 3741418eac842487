import type { Context } from "../context.ts";
import { lock } from "../db/dialect.ts";
import { insertAuditEntry } from "../db/issue/audit-log.ts";
import type { Db, Trx } from "../db/schema.ts";
import {
	allEditors,
	deleteEditor,
	editorByAddress,
	editorById,
	editorByName,
	insertEditor,
	setRole,
} from "../db/studio/editors.ts";
import type { EditorRow, Role } from "../db/studio/studio-tables.ts";
import { Failure } from "../errors.ts";
import { parseAddress } from "../subscriber/address.ts";
import { NO_EDITORS_NAME } from "../text/actor-in-words.ts";

export type EditorsContext = Pick<Context, "db" | "clock" | "actor">;

const LONGEST_NAME = 60;

/**
 * Adds an editor. The first of all is an admin, so there always is one.
 *
 * @param name null: what is before the @ of the address
 * @param role null: editor, or admin for the first
 * @throws Failure `bad-address`, `bad-name`, `editor-exists`, `name-taken`, `first-editor`
 */
export async function addEditor(
	context: EditorsContext,
	asked: { address: string; name: string | null; role: Role | null },
): Promise<EditorRow> {
	const { email, key } = parseAddress(asked.address.trim());
	const name = checkedName(
		asked.name ?? email.slice(0, email.lastIndexOf("@")),
	);
	return changing(context, async (trx) => {
		const others = await allEditors(trx);
		const role = asked.role ?? (others.length === 0 ? "admin" : "editor");
		if (others.length === 0 && role !== "admin")
			throw new Failure(
				"first-editor",
				"The first editor must be an admin, who can add the others.",
			);
		if (await editorByAddress(trx, key))
			throw new Failure("editor-exists", `${email} is an editor already.`);
		if (await editorByName(trx, name.toLowerCase()))
			throw new Failure(
				"name-taken",
				`Another editor is called ${name}. The log names editors, so each needs a name of their own.`,
			);
		const editor = await insertEditor(trx, {
			address: email,
			address_key: key,
			name,
			name_key: name.toLowerCase(),
			role,
			created_at: context.clock.now(),
		});
		await audit(trx, context, "add editor", editor, null, shown(editor));
		return editor;
	});
}

/** @throws Failure `no-such-editor`, `last-admin` */
export async function changeRole(
	context: EditorsContext,
	id: number,
	role: Role,
): Promise<EditorRow> {
	return changing(context, async (trx) => {
		const editor = await requireEditor(trx, id);
		if (editor.role === role) return editor;
		if (role !== "admin") await requireOtherAdmin(trx, editor);
		await setRole(trx, id, role);
		await audit(
			trx,
			context,
			"change role",
			editor,
			{ name: editor.name, role: editor.role },
			{ name: editor.name, role },
		);
		return { ...editor, role };
	});
}

/**
 * Removes an editor. Their sessions, links and passkeys end in the same moment.
 *
 * @throws Failure `no-such-editor`, `last-admin`
 */
export async function removeEditor(
	context: EditorsContext,
	id: number,
): Promise<EditorRow> {
	return changing(context, async (trx) => {
		const editor = await requireEditor(trx, id);
		await requireOtherAdmin(trx, editor);
		await deleteEditor(trx, id);
		await audit(trx, context, "remove editor", editor, shown(editor), null);
		return editor;
	});
}

/**
 * The editor whom somebody named by address or by name.
 *
 * @throws Failure `no-such-editor`
 */
export async function findEditor(db: Db, named: string): Promise<EditorRow> {
	const key = named.trim().toLowerCase();
	const editor =
		(await editorByAddress(db, key)) ?? (await editorByName(db, key));
	if (editor) return editor;
	throw new Failure(
		"no-such-editor",
		`No editor is called or has the address ${named}. For all of them see: digest editors list`,
	);
}

/** Records a change on an editor, in its transaction. */
export async function audit(
	trx: Trx,
	{ clock, actor = "schedule" }: Pick<Context, "clock" | "actor">,
	action: string,
	editor: Pick<EditorRow, "id">,
	before: object | null,
	after: object | null,
): Promise<void> {
	await insertAuditEntry(trx, {
		at: clock.now(),
		who: actor,
		action,
		what: `editor ${editor.id}`,
		before,
		after,
	});
}

/** One change at a time, so that two can't remove the last two admins together. */
function changing<T>(
	{ db }: Pick<Context, "db">,
	change: (trx: Trx) => Promise<T>,
): Promise<T> {
	return db.transaction().execute(async (trx) => {
		await lock(trx, "editors");
		return change(trx);
	});
}

async function requireEditor(db: Db, id: number): Promise<EditorRow> {
	const editor = await editorById(db, id);
	if (editor) return editor;
	throw new Failure("no-such-editor", "This editor was removed already.");
}

async function requireOtherAdmin(db: Db, editor: EditorRow): Promise<void> {
	const admins = (await allEditors(db)).filter(({ role }) => role === "admin");
	if (admins.some(({ id }) => id !== editor.id) || editor.role !== "admin")
		return;
	throw new Failure(
		"last-admin",
		`${editor.name} is the last admin. Make somebody else an admin first, on the page Editors or with: digest editors role NAME admin`,
	);
}

/** @throws Failure `bad-name` */
function checkedName(text: string): string {
	const name = text.trim().replace(/\s+/g, " ");
	if (
		name === "" ||
		name.length > LONGEST_NAME ||
		/[\p{C}@]/u.test(name) ||
		NO_EDITORS_NAME.test(name)
	)
		throw new Failure(
			"bad-name",
			`A name has 1 to ${LONGEST_NAME} characters, no @ and no control character, and is not what the log calls somebody without a name: command line, loopback, schedule, this machine, the program itself.`,
		);
	return name;
}

function shown({ name, address, role }: EditorRow): object {
	return { name, address, role };
}
