import { setImmediate } from "node:timers/promises";
import { expect } from "vitest";
import type { Role } from "../../../src/db/studio/studio-tables.ts";
import { addEditor } from "../../../src/editors/manage-editors.ts";
import { makeLink } from "../../../src/editors/sign-in-link.ts";
import { readMail } from "../../../src/mail/read-mail.ts";
import { createStudio } from "../../../src/studio/app.ts";
import { createStudioDeps } from "../../../src/studio/create-deps.ts";
import type { CheckResult } from "../../../src/studio/deps.ts";
import { type TestApp, testApp } from "../../support/app.ts";
import type { TestDatabase } from "../../support/databases.ts";
import { unescaped } from "../issue/editor.ts";

export const ORIGIN = "https://studio.example.com";
export const HOST = "studio.example.com";

export interface Answer {
	status: number;
	text: string;
	location: string | null;
	cookies: string[];
}

/** A browser without JavaScript: it keeps its cookies, and sends back the forms that it gets. */
export interface Visitor {
	get(path: string, headers?: Record<string, string>): Promise<Answer>;
	post(
		path: string,
		fields: Record<string, string>,
		headers?: Record<string, string>,
	): Promise<Answer>;
	/** Fills in the first form on a page that posts to `action`, and sends it. */
	send(
		page: string,
		action: string,
		fields?: Record<string, string>,
	): Promise<Answer>;
	jar: Map<string, string>;
}

export interface OpenAccess {
	app: TestApp;
	studio: ReturnType<typeof createStudio>;
	visitor(userAgent?: string): Visitor;
	/** An editor with this role, signed in by a link of the command line. */
	signedIn(name: string, role: Role): Promise<Visitor>;
	/** The newest letter, once there are `count`. */
	letter(count: number): Promise<{ to: string; link: string; code: string }>;
}

const UNCHECKED = {
	findings: [],
	copies: 0,
	leftOut: [],
	at: null,
	seen: false,
};

export async function openAccess(
	database: TestDatabase,
	env: Record<string, string> = {},
	checked: CheckResult = UNCHECKED,
	// A page that waits for changes lets others go on.
	sleep: () => Promise<void> = () => setImmediate(),
): Promise<OpenAccess> {
	const app = await testApp(database, {
		STUDIO_URL: ORIGIN,
		MINIMUM_COMPARISONS: "1",
		...env,
	});
	const deps = await createStudioDeps(app, new AbortController().signal, {
		all: {},
		file: {},
	});
	// The checks of preflight take seconds, and are no matter of who may see them.
	const studio = createStudio({
		...deps,
		check: async () => checked,
		clock: { now: () => app.clock.now(), sleep },
	});
	const mailbox = await app.mailbox();
	const visitor = (userAgent = "Firefox/140 (X11; Linux)") =>
		visitorOf(studio, userAgent);
	return {
		app,
		studio,
		visitor,
		async signedIn(name, role) {
			await addEditor(app, { address: `${name}@example.com`, name, role });
			const path = new URL(await makeLink(app, name)).pathname;
			const one = visitor();
			expect((await one.send(path, path)).status).toBe(303);
			return one;
		},
		async letter(count) {
			await expect
				.poll(() => mailbox?.count(), { timeout: 30_000 })
				.toBe(count);
			const [summary] = mailbox?.list({ limit: 1 }) ?? [];
			const found = mailbox?.get(summary?.id ?? 0);
			const { text } = await readMail(found?.raw ?? Buffer.alloc(0));
			return {
				to: summary?.recipient ?? "",
				link: /https:\S+\/sign-in\/\S+/.exec(text ?? "")?.[0] ?? "",
				code: /^\d{4} \d{4}$/m.exec(text ?? "")?.[0] ?? "",
			};
		},
	};
}

function visitorOf(
	studio: ReturnType<typeof createStudio>,
	userAgent: string,
): Visitor {
	const jar = new Map<string, string>();
	const request = async (
		path: string,
		init: RequestInit,
		headers: Record<string, string>,
	): Promise<Answer> => {
		const cookie = [...jar].map(([name, value]) => `${name}=${value}`);
		const answer = await studio.request(path, {
			...init,
			headers: {
				host: HOST,
				"user-agent": userAgent,
				...(cookie.length > 0 && { cookie: cookie.join("; ") }),
				...headers,
			},
		});
		const cookies = answer.headers.getSetCookie();
		for (const set of cookies) {
			const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
			if (/max-age=0/i.test(set)) jar.delete(name);
			else jar.set(name, value);
		}
		return {
			status: answer.status,
			text: await answer.text(),
			location: answer.headers.get("location"),
			cookies,
		};
	};
	const get: Visitor["get"] = (path, headers = {}) =>
		request(path, {}, headers);
	const post: Visitor["post"] = (path, fields, headers = {}) =>
		request(
			path,
			{ method: "POST", body: new URLSearchParams(fields).toString() },
			{
				"content-type": "application/x-www-form-urlencoded",
				origin: ORIGIN,
				...headers,
			},
		);
	return {
		jar,
		get,
		post,
		send: async (page, action, fields = {}) =>
			post(action, {
				token: tokenIn((await get(page)).text, action),
				...fields,
			}),
	};
}

export function tokenIn(html: string, action: string): string {
	const [, form = ""] =
		html.split(`action="${action}"`).length > 1
			? html.split(`action="${action}"`)
			: [];
	const token = /name="token" value="([^"]*)"/.exec(form)?.[1];
	if (token === undefined)
		throw new Error(`no form posts to ${action}: ${html}`);
	return unescaped(token);
}
