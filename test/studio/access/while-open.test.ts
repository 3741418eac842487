import { setImmediate } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { auditEntries } from "../../../src/db/issue/audit-log.ts";
import { allEditors } from "../../../src/db/studio/editors.ts";
import {
	changeRole,
	findEditor,
	removeEditor,
} from "../../../src/editors/manage-editors.ts";
import { endSession, listSessions } from "../../../src/editors/sessions.ts";
import { makeLink } from "../../../src/editors/sign-in-link.ts";
import {
	eraseByEditor,
	suppressByEditor,
} from "../../../src/subscriber/by-editor/acts.ts";
import { addSubscriber } from "../../../src/subscriber/sign-up/add-subscriber.ts";
import { freshSqlite, type TestDatabase } from "../../support/databases.ts";
import {
	HOST,
	type OpenAccess,
	ORIGIN,
	openAccess,
	tokenIn,
	type Visitor,
} from "./open-access.ts";

let database: TestDatabase;
let access: OpenAccess;

beforeAll(async () => {
	database = await freshSqlite();
	access = await openAccess(database);
	await access.signedIn("zoe", "admin");
});

afterAll(async () => {
	await access.app.dispose();
	await database.db.destroy();
});

const idOf = async (name: string) => (await findEditor(access.app.db, name)).id;

const cookiesOf = ({ jar }: Visitor) =>
	[...jar].map(([name, value]) => `${name}=${value}`).join("; ");

/** The events of an open page, to their end. */
async function untilItEnds(who: Visitor): Promise<{
	first: Promise<unknown>;
	end: Promise<void>;
}> {
	const { status, body } = await access.studio.request("/studio/events", {
		headers: { host: HOST, cookie: cookiesOf(who) },
	});
	expect(status).toBe(200);
	const reader = (body as ReadableStream<Uint8Array>).getReader();
	return {
		first: reader.read(),
		end: (async () => {
			while (!(await reader.read()).done);
		})(),
	};
}

test.each([
	[
		"an admin ends the session",
		async (name: string) => {
			const [session] = await listSessions(access.app, await idOf(name));
			await endSession(access.app, session?.id ?? 0, null);
		},
	],
	[
		"the editor is removed",
		async (name: string) => {
			await removeEditor(access.app, await idOf(name));
		},
	],
])(
	"the events of an open page end when %s, and are refused then",
	async (why, act) => {
		const name = why.includes("admin") ? "ann" : "rob";
		const who = await access.signedIn(name, "editor");
		const { first, end } = await untilItEnds(who);
		await first;
		await act(name);
		await end;
		const again = await who.get("/studio/events", {
			"sec-fetch-dest": "empty",
			"sec-fetch-mode": "cors",
			"sec-fetch-site": "same-origin",
		});
		expect(again.status).toBe(401);
	},
);

test("an open page waits while the database does not answer, and is told again when it does", async () => {
	const who = await access.signedIn("wil", "editor");
	const { body } = await access.studio.request("/studio/events", {
		headers: { host: HOST, cookie: cookiesOf(who) },
	});
	const reader = (body as ReadableStream<Uint8Array>).getReader();
	await reader.read();
	const name = (from: string, to: string) =>
		database.db.schema.alterTable(from).renameTo(to).execute();
	await name("editor_sessions", "editor_sessions_away");
	const next = reader.read();
	// More looks than there are between two events.
	for (let turn = 0; turn < 500; turn++) await setImmediate();
	await name("editor_sessions_away", "editor_sessions");
	expect((await next).done).toBe(false);
	await reader.cancel();
});

test("a form that arrives slowly changes nothing if its sender was removed or demoted meanwhile", async () => {
	const page = "/studio/editors";
	for (const act of ["remove", "demote"] as const) {
		const name = `slow-${act}`;
		const who = await access.signedIn(name, "admin");
		const token = tokenIn((await who.get(page)).text, page);
		const body = new URLSearchParams({
			token,
			address: `by-${name}@example.com`,
			name: `by ${name}`,
		}).toString();
		const id = await idOf(name);
		const slow = new ReadableStream<Uint8Array>(
			{
				async pull(controller) {
					// The guard has looked at the session before it reads this.
					if (act === "remove") await removeEditor(access.app, id);
					else await changeRole(access.app, id, "editor");
					controller.enqueue(new TextEncoder().encode(body));
					controller.close();
				},
			},
			{ highWaterMark: 0 },
		);
		const { status } = await access.studio.request(page, {
			method: "POST",
			body: slow,
			duplex: "half",
			headers: {
				host: HOST,
				origin: ORIGIN,
				cookie: cookiesOf(who),
				"content-type": "application/x-www-form-urlencoded",
			},
		} as RequestInit);
		expect([act, status]).toEqual([act, act === "remove" ? 401 : 403]);
	}
	const names = (await allEditors(access.app.db)).map(({ name }) => name);
	expect(names).toContain("slow-demote");
	expect(names.filter((name) => name.startsWith("by "))).toEqual([]);
});

test("a session that was planted before signing in is not the one after it", async () => {
	const victim = access.visitor();
	const planted = "A".repeat(43);
	victim.jar.set("__Host-studio_login", planted);
	expect((await victim.get("/studio")).status).toBe(302);
	const path = new URL(await makeLink(access.app, "zoe")).pathname;
	expect((await victim.get(path)).text).toContain("Sign in as <bdi>zoe</bdi>");
	await victim.send(path, path);
	expect(victim.jar.get("__Host-studio_login")).not.toBe(planted);
	const attacker = access.visitor();
	attacker.jar.set("__Host-studio_login", planted);
	expect((await attacker.get("/studio")).status).toBe(302);
	// Who knows the browser's other cookie has no token of the editor's forms.
	attacker.jar.set(
		"__Host-studio_session",
		victim.jar.get("__Host-studio_session") ?? "",
	);
	const sign = "/studio/sign-in";
	const own = tokenIn((await attacker.get(sign)).text, sign);
	const forged = await victim.post("/studio/account/sign-out", { token: own });
	expect(forged.status).toBe(403);
	expect((await victim.get("/studio")).status).toBe(200);
});

test("an editor whose address is a subscriber's gets in after the subscriber was suppressed and erased", async () => {
	const { app, visitor, letter } = access;
	const address = "zoe@example.com";
	const { subscriber } = await addSubscriber(app.db, app.clock, {
		email: address,
		confirmed: true,
	});
	const context = { ...app, actor: "zoe" };
	await suppressByEditor(context, address, "never");
	await eraseByEditor(context, app.config, null, subscriber);
	const zoe = visitor();
	const sign = "/studio/sign-in";
	await zoe.send(sign, sign, { address });
	const { code } = await letter(1);
	await zoe.send(`${sign}?asked`, `${sign}/code`, { code });
	expect((await zoe.get("/studio")).status).toBe(200);
});

test("the log keeps no token, no code and no address of who signs in", async () => {
	const entries = JSON.stringify(
		await auditEntries(access.app.db, null, 1_000),
	);
	expect(entries).toContain("sign in");
	expect(entries).not.toMatch(/[\w-]{43}/);
	expect(entries).not.toMatch(/\b\d{4} \d{4}\b/);
	expect(entries).not.toMatch(/\w@example/);
});
