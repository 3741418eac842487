import { setImmediate } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { changeRole, findEditor } from "../../../src/editors/manage-editors.ts";
import { endSession, listSessions } from "../../../src/editors/sessions.ts";
import { heldOpen } from "../../../src/studio/access/held-open.ts";
import { freshSqlite, type TestDatabase } from "../../support/databases.ts";
import {
	HOST,
	type OpenAccess,
	ORIGIN,
	openAccess,
	tokenIn,
	type Visitor,
} from "./open-access.ts";

const EVENTS = "/studio/events";
const EXPORT = "/studio/people/export.csv";
const IMPORT = "/studio/import";

let database: TestDatabase;
let access: OpenAccess;
let admin: Visitor;
/** Lets one beat pass: without it, only what is done in this process counts. */
const sleeping: (() => void)[] = [];
const beat = () => {
	for (const wake of sleeping.splice(0)) wake();
};

beforeAll(async () => {
	database = await freshSqlite();
	const sleep = () =>
		new Promise<void>((resolve) => {
			sleeping.push(resolve);
		});
	access = await openAccess(database, {}, undefined, sleep);
	admin = await access.signedIn("zoe", "admin");
});

afterAll(async () => {
	await access.app.dispose();
	await database.db.destroy();
});

const idOf = async (name: string) => (await findEditor(access.app.db, name)).id;

const headersOf = ({ jar }: Visitor) => ({
	host: HOST,
	cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; "),
});

/** Opens what goes on for an editor, reads its first piece, and gives how it ends. */
async function open(
	who: Visitor,
	path: string,
): Promise<() => Promise<string>> {
	const { status, body } = await access.studio.request(path, {
		headers: headersOf(who),
	});
	expect(status).toBe(200);
	const reader = (body as ReadableStream<Uint8Array>).getReader();
	expect((await reader.read()).done).toBe(false);
	return async () => {
		try {
			while (!(await reader.read()).done);
			return "closed";
		} catch (error) {
			return String(error);
		}
	};
}

/** A file of a form that arrives in two pieces, with `act` between them; the second one never comes. */
async function upload(who: Visitor, act: () => Promise<unknown>) {
	const token = tokenIn((await who.get(IMPORT)).text, IMPORT);
	const field = (name: string, text: string) =>
		`--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`;
	let pulls = 0;
	const body = new ReadableStream<Uint8Array>(
		{
			async pull(controller) {
				if (pulls++ === 0)
					return controller.enqueue(
						new TextEncoder().encode(field("token", token)),
					);
				await act();
				await new Promise(() => {});
			},
		},
		{ highWaterMark: 0 },
	);
	return access.studio.request(IMPORT, {
		method: "POST",
		body,
		duplex: "half",
		headers: {
			...headersOf(who),
			origin: ORIGIN,
			"content-type": "multipart/form-data; boundary=x",
			"content-length": "5000",
		},
	} as RequestInit);
}

/** In more turns than what had to end took. */
async function afterAWhile(end: Promise<string>): Promise<string> {
	const turns = async () => {
		for (let turn = 0; turn < 50; turn++) await setImmediate();
		return "goes on";
	};
	return Promise.race([end, turns()]);
}

const ended = async (name: string) => {
	const [session] = await listSessions(access.app, await idOf(name));
	await endSession(access.app, session?.id ?? 0, null);
};

test("what an editor has open ends at once when they sign out in another tab", async () => {
	const pat = await access.signedIn("pat", "publisher");
	const zoe = await open(admin, EVENTS);
	const events = await open(pat, EVENTS);
	const list = await open(pat, EXPORT);
	const account = "/studio/account";
	const sent = await upload(pat, () =>
		pat.send(account, `${account}/sign-out`),
	);
	expect(sent.status).toBe(401);
	expect(await events()).toBe("closed");
	// Closed, it would pass for the whole list.
	expect(await list()).toContain("broken off");
	expect(await afterAWhile(zoe())).toBe("goes on");
});

test("what an editor has open ends at once when an admin removes them, and what a role gave when it is taken", async () => {
	const page = "/studio/editors";
	const rob = await access.signedIn("rob", "publisher");
	const dem = await access.signedIn("dem", "publisher");
	const events = await open(rob, EVENTS);
	const [list, kept] = [await open(dem, EXPORT), await open(dem, EVENTS)];
	await admin.send(page, `${page}/${await idOf("rob")}/remove`);
	expect(await events()).toBe("closed");
	await admin.send(page, `${page}/${await idOf("dem")}/role`, {
		role: "editor",
	});
	expect(await list()).toContain("broken off");
	expect(await afterAWhile(kept())).toBe("goes on");
});

test("the file of refused rows ends with the session too", async () => {
	const path = "/studio/people/import";
	const lea = await access.signedIn("lea", "admin");
	const sent = await lea.send(path, path, {
		consent: "at our booth",
		rows: `email\n${"no address at all\n".repeat(6000)}`,
	});
	const run = sent.location ?? "";
	await expect
		.poll(
			async () => {
				beat();
				return (await lea.get(run)).text.includes("All 6,000 refused rows");
			},
			{ timeout: 20_000, interval: 20 },
		)
		.toBe(true);
	const file = await open(lea, `${run}/refused.csv`);
	await lea.send("/studio/account", "/studio/account/sign-out");
	expect(await file()).toContain("broken off");
});

test("what another process ended ends at the next beat", async () => {
	const ann = await access.signedIn("ann", "publisher");
	const events = await open(ann, EVENTS);
	const list = await open(ann, EXPORT);
	const sent = await upload(ann, async () => {
		await ended("ann");
		beat();
	});
	expect(sent.status).toBe(401);
	expect(await events()).toBe("closed");
	expect(await list()).toContain("broken off");

	const bea = await access.signedIn("bea", "publisher");
	const again = await open(bea, EXPORT);
	await changeRole(access.app, await idOf("bea"), "editor");
	beat();
	expect(await again()).toContain("broken off");
});

test("a database that does not answer is told once when that begins and once when it ends", async () => {
	const lines: string[] = [];
	const add = (_: object, message: string) => lines.push(message);
	const { db, clock } = access.app;
	let isBroken = true;
	const held = heldOpen({
		clock,
		closing: AbortSignal.abort(),
		log: { warn: add } as never,
		get db() {
			if (isBroken) throw new Error("disk I/O error");
			return db;
		},
	});
	const { release } = held.hold({ session: { id: 0 } } as never, "editor");
	for (let beats = 0; beats < 3; beats++) await held.check();
	isBroken = false;
	for (let beats = 0; beats < 3; beats++) await held.check();
	release();
	expect(lines).toEqual([
		"whether the sessions of open pages have ended is not known at the moment",
		"the sessions of open pages are known again",
	]);
});
