import type { Command } from "commander";
import type { Config } from "../config/config.ts";
import { allEditors } from "../db/studio/editors.ts";
import type { EditorRow, Role } from "../db/studio/studio-tables.ts";
import {
	addEditor,
	changeRole,
	findEditor,
	removeEditor,
} from "../editors/manage-editors.ts";
import { ROLES } from "../editors/role.ts";
import { listSessions } from "../editors/sessions.ts";
import { LINK_MINUTES, makeLink } from "../editors/sign-in-link.ts";
import { Failure } from "../errors.ts";
import { formatDay } from "../time/format-time.ts";
import type { Io, Register } from "./terminal/io.ts";
import { writeJson, writeTable } from "./terminal/output.ts";
import { withApp } from "./terminal/with-app.ts";

export const editors: Register = (program, io) => {
	const group = program
		.command("editors")
		.description(
			"add, list and remove editors, and make a link with which one signs in",
		)
		.addHelpText(
			"after",
			`
Editors sign in to the studio where STUDIO_URL is set. An editor writes, previews
and tests. A publisher also approves, sends, pauses and cancels, and sees readers.
An admin may do everything. The first editor is an admin.

Examples:
  digest editors add ada@example.com --name Ada
  digest editors link ada`,
		);
	for (const register of [add, list, role, remove, link]) register(group, io);
};

const add = (group: Command, io: Io) =>
	group
		.command("add")
		.description("let somebody sign in to the studio")
		.argument("<address>", "where their links go")
		.option(
			"--name <name>",
			"how the log names them (default: what is before the @)",
		)
		.option(
			"--role <role>",
			"editor, publisher or admin (default: editor; admin for the first)",
			readRole,
		)
		.option("--json", "print the editor as JSON")
		.addHelpText(
			"after",
			`
No letter is sent: they ask for a link on the page to sign in, at STUDIO_URL.

Example:
  digest editors add ben@example.com --name Ben --role publisher`,
		)
		.action(
			async (
				address: string,
				options: { name?: string; role?: Role; json?: boolean },
			) =>
				withApp(io, async (app) => {
					const editor = await addEditor(app, {
						address,
						name: options.name ?? null,
						role: options.role ?? null,
					});
					if (options.json) return writeJson(io, shown(editor));
					io.out(`${editor.name} is ${article(editor.role)} now.\n`);
					for (const line of nextSteps(app.config, editor)) io.out(`${line}\n`);
				}),
		);

/** How the new editor gets in. */
function nextSteps(
	{ studioUrl, smtpUrl }: Config,
	{ name, address }: EditorRow,
): string[] {
	if (studioUrl === null)
		return [
			"The studio has no login yet. Set STUDIO_URL to the address at which editors open it, such as https://studio.example.com, and start “digest serve” again.",
		];
	return [
		`They sign in at ${studioUrl}/studio/sign-in with the address ${address}, to which a link is mailed while “digest serve” runs.`,
		...(smtpUrl === null
			? [
					`SMTP_URL is not set, so no letter leaves this machine. Make a link for them with: digest editors link ${[name, address].find((one) => /^[\w.@-]+$/.test(one)) ?? "NAME"}`,
				]
			: []),
	];
}

const list = (group: Command, io: Io) =>
	group
		.command("list")
		.description(
			"list who may sign in, as what, and how often they are signed in",
		)
		.option("--json", "print a list as JSON")
		.addHelpText(
			"after",
			`
Example:
  digest editors list`,
		)
		.action(async (options: { json?: boolean }) =>
			withApp(io, async (app) => {
				const rows = await allEditors(app.db);
				const sessions = await listSessions(app, null);
				const count = ({ id }: EditorRow) =>
					sessions.filter((one) => one.editor_id === id).length;
				if (options.json)
					return writeJson(
						io,
						rows.map((one) => ({ ...shown(one), sessions: count(one) })),
					);
				if (rows.length === 0)
					return io.out(
						"There are no editors. Add yourself with: digest editors add ADDRESS\n",
					);
				writeTable(
					io,
					["Name", "Address", "Role", "Since", "Sessions"],
					rows.map((one) => [
						one.name,
						one.address,
						one.role,
						formatDay(one.created_at, app.config.timeZone),
						count(one),
					]),
				);
			}),
		);

const role = (group: Command, io: Io) =>
	group
		.command("role")
		.description("change what an editor may do")
		.argument("<editor>", "their name or address")
		.argument("<role>", "editor, publisher or admin", readRole)
		.addHelpText(
			"after",
			`
It holds from their next click on. The last admin stays one. An approval counts no
more when its editor may not approve any more.

Example:
  digest editors role ben publisher`,
		)
		.action(async (named: string, wanted: Role) =>
			withApp(io, async (app) => {
				const { id } = await findEditor(app.db, named);
				const editor = await changeRole(app, id, wanted);
				io.out(`${editor.name} is ${article(editor.role)} now.\n`);
			}),
		);

const remove = (group: Command, io: Io) =>
	group
		.command("remove")
		.description("remove an editor; their sessions end at once")
		.argument("<editor>", "their name or address")
		.addHelpText(
			"after",
			`
Their links, sessions and passkeys go with them, and their approvals count no more.
What they did stays in the log. The last admin can’t be removed.

Example:
  digest editors remove ben`,
		)
		.action(async (named: string) =>
			withApp(io, async (app) => {
				const { id } = await findEditor(app.db, named);
				const editor = await removeEditor(app, id);
				io.out(
					`${editor.name} is removed. All of their sessions, links and passkeys have ended.\n`,
				);
			}),
		);

const link = (group: Command, io: Io) =>
	group
		.command("link")
		.description("print a link with which an editor signs in, without a mail")
		.argument("<editor>", "their name or address")
		.addHelpText(
			"after",
			`
Whoever opens the link first, in any browser, is signed in as this editor. It works
once, for ${LINK_MINUTES} minutes.

Example:
  digest editors link ben`,
		)
		.action(async (named: string) =>
			withApp(io, async (app) => {
				io.out(`${await makeLink(app, named)}\n`);
				io.err(
					`Open it in the browser in which ${(await findEditor(app.db, named)).name} works, within ${LINK_MINUTES} minutes. It works once.\n`,
				);
			}),
		);

/** @throws Failure `bad-role` */
function readRole(text: string): Role {
	const found = ROLES.find((one) => one === text.trim().toLowerCase());
	if (found) return found;
	throw new Failure(
		"bad-role",
		`${text} is no role. The roles are editor, publisher and admin.`,
	);
}

function article(one: Role): string {
	return `${one === "publisher" ? "a" : "an"} ${one}`;
}

function shown({ name, address, role: own, created_at }: EditorRow) {
	return { name, address, role: own, since: created_at };
}
