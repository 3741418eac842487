import { sql } from "kysely";
import type { App } from "../../../src/app.ts";
import type { Db } from "../../../src/db/schema.ts";
import { createStudio } from "../../../src/studio/app.ts";
import { createStudioDeps } from "../../../src/studio/create-deps.ts";
import type { StudioDeps } from "../../../src/studio/deps.ts";

const HOST = "localhost:8081";
export const OWN = { host: HOST, origin: `http://${HOST}` };

/** An editor's browser without JavaScript: it keeps the cookie, and sends back the forms that it gets. */
export interface Editor {
	studio: ReturnType<typeof createStudio>;
	get(path: string): Promise<{ status: number; text: string }>;
	/** Fills in the form on a page that posts to `action`, and sends it. */
	send(
		page: string,
		action: string,
		fields?: Record<string, string>,
	): Promise<{ status: number; text: string; location: string | null }>;
	/** The fields of the form in a page, as a browser would send them. */
	formIn(html: string, action: string): Record<string, string>;
	post(
		path: string,
		fields: Record<string, string>,
		headers?: Record<string, string>,
	): Promise<{ status: number; text: string; location: string | null }>;
	cookie(): string;
}

export async function openEditor(
	app: App,
	more: Partial<StudioDeps> = {},
): Promise<Editor> {
	const closing = new AbortController();
	const env = { all: {}, file: {} };
	const studio = createStudio({
		...(await createStudioDeps(app, closing.signal, env)),
		...more,
	});
	let cookie = "";
	const get = async (path: string) => {
		const answer = await studio.request(path, {
			headers: { host: HOST, ...(cookie && { cookie }) },
		});
		const set = answer.headers.get("set-cookie");
		if (set) cookie = set.split(";")[0] ?? "";
		return { status: answer.status, text: await answer.text() };
	};
	const post: Editor["post"] = async (path, fields, headers = OWN) => {
		const answer = await studio.request(path, {
			method: "POST",
			headers: {
				"content-type": "application/x-www-form-urlencoded",
				...(cookie && { cookie }),
				...headers,
			},
			body: new URLSearchParams(fields).toString(),
		});
		return {
			status: answer.status,
			text: await answer.text(),
			location: answer.headers.get("location"),
		};
	};
	return {
		studio,
		get,
		post,
		formIn,
		cookie: () => cookie,
		send: async (page, action, fields = {}) =>
			post(action, { ...formIn((await get(page)).text, action), ...fields }),
	};
}

export function formIn(html: string, action: string): Record<string, string> {
	const form = new RegExp(
		`<form[^>]*action="${action.replaceAll("/", "\\/")}"[^>]*>(.*?)</form>`,
		"s",
	).exec(html)?.[1];
	if (form === undefined)
		throw new Error(`no form posts to ${action} in: ${html}`);
	const fields: Record<string, string> = {};
	for (const [, attributes = ""] of form.matchAll(/<input\b([^>]*)>/g)) {
		const name = attribute(attributes, "name");
		const isBox = /type="(?:checkbox|radio)"/.test(attributes);
		if (name && (!isBox || /\bchecked\b/.test(attributes)))
			fields[name] = attribute(attributes, "value") ?? "";
	}
	for (const [, attributes = "", text = ""] of form.matchAll(
		/<textarea\b([^>]*)>\n?(.*?)<\/textarea>/gs,
	))
		fields[attribute(attributes, "name") ?? ""] = unescaped(text);
	for (const [, attributes = "", options = ""] of form.matchAll(
		/<select\b([^>]*)>(.*?)<\/select>/gs,
	))
		fields[attribute(attributes, "name") ?? ""] =
			attribute(
				/<option\b([^>]*)\sselected/.exec(options)?.[1] ?? options,
				"value",
			) ?? "";
	return fields;
}

function attribute(text: string, name: string): string | undefined {
	const value = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(text)?.[1];
	return value === undefined ? undefined : unescaped(value);
}

export function unescaped(text: string): string {
	return text
		.replaceAll("&lt;", "<")
		.replaceAll("&gt;", ">")
		.replaceAll("&quot;", '"')
		.replaceAll("&#39;", "'")
		.replaceAll("&amp;", "&");
}

/** Every row of every table. */
export async function allRows(db: Db): Promise<string> {
	const tables = await db.introspection.getTables();
	const rows: unknown[] = [];
	for (const { name } of tables)
		rows.push([
			name,
			(await sql<object>`select * from ${sql.table(name)}`.execute(db)).rows
				.map((row) => JSON.stringify(row))
				.sort(),
		]);
	return JSON.stringify(rows);
}
