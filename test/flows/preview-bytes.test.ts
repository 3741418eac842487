import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type App, openApp } from "../../src/app.ts";
import {
	correctableTool,
	correctTool,
} from "../../src/catalog/correct/correct.ts";
import { readConfig } from "../../src/config/config.ts";
import { openDatabase } from "../../src/db/open.ts";
import { createWorker } from "../../src/delivery/worker.ts";
import { createLog } from "../../src/log.ts";
import { readMail } from "../../src/mail/read-mail.ts";
import { createStudio } from "../../src/studio/app.ts";
import { createStudioDeps } from "../../src/studio/create-deps.ts";
import { type TestCli, testCli } from "../support/cli.ts";
import { FakeClock } from "../support/clock.ts";
import { document, writeDocuments } from "../support/documents.ts";
import { type Sink, startSink } from "../support/smtp-sink.ts";

/*
 * One message, three ways to it: the studio's preview, `digest render`, and an SMTP server that
 * receives it. For readers of each format, lens and language, at one time.
 */
const READERS = [
	{ name: "Ada", lens: null, format: "full", language: null },
	{ name: "فاطمة <b>&amp;", lens: "builder", format: "full", language: null },
	{ name: null, lens: "skeptic", format: "full", language: "de" },
	{ name: 'Zoë "Q" Ω', lens: "founder", format: "full", language: "en" },
	{ name: "O’Hara", lens: "futurist", format: "full", language: "de" },
	{ name: "B", lens: null, format: "brief", language: null },
	{ name: "王小明", lens: "builder", format: "brief", language: "de" },
] as const;
const addressOf = (n: number) => `reader${n}+x'y@example.org`;

let sink: Sink;
let cli: TestCli;
let app: App;
let ids: number[];
const closing = new AbortController();
let get: (path: string) => Promise<Response>;

beforeAll(async () => {
	sink = await startSink();
	const clock = new FakeClock("2026-11-24T09:00:00.000Z");
	const still = { now: () => clock.now(), sleep: async () => {} };
	const env = {
		SMTP_URL: `${sink.url}?tls=off`,
		PUBLICATION_LANGUAGE: "en, de",
		MAIL_FROM: "Verdicts, Zürich <digest@example.com>",
		PUBLIC_URL: "https://digest.example.com",
	};
	cli = testCli(env, still);
	const week = writeDocuments(cli.dataDir, "week.json", [
		document(["Alpha", "++++"], ["Beta", "+---"]),
		document(["Gamma", "+-+-"], ["Älpha & Söhne", "----"]),
	]);
	await cli.run("import", week);
	for (const [n, { name }] of READERS.entries())
		await cli.run(
			...["subscribers", "add", addressOf(n), "--confirmed"],
			...["--name", name ?? "-"],
		);
	const db = openDatabase(join(cli.dataDir, "digest.sqlite"));
	const rows = await db.selectFrom("subscribers").select("id").execute();
	ids = rows.map(({ id }) => id);
	const tools = await db.selectFrom("tools").select("id").execute();
	for (const [n, { format, lens, language, name }] of READERS.entries()) {
		await db
			.updateTable("subscribers")
			.set({ format, lens, language, name })
			.where("id", "=", ids[n] ?? 0)
			.execute();
		for (const { id } of tools.slice(0, n % 3))
			await db
				.insertInto("bookmarks")
				.values({
					subscriber_id: ids[n] ?? 0,
					tool_id: id,
					created_at: clock.now(),
				})
				.execute();
	}
	clock.advance(60_000);
	expect((await cli.run("issue", "draft")).err).toBe("");
	app = await openApp({
		config: readConfig({ DATA_DIR: cli.dataDir, ...env }),
		clock: still,
		log: createLog("silent"),
		worker: createWorker({
			host: "here",
			pid: 2,
			nonce: "studio",
			isRunning: () => true,
		}),
		database: db,
	});
	const studio = createStudio(
		await createStudioDeps(app, closing.signal, { all: {}, file: {} }),
	);
	get = async (path) => studio.request(path);
});
afterAll(async () => {
	closing.abort();
	await app.close();
	cli.dispose();
	await sink.close();
});

/** What the studio has of these readers: the message, and the HTML that its frame shows. */
async function previewed(path: string, readers: readonly number[]) {
	return Promise.all(
		readers.map(async (n) => {
			const query = `?reader=${ids[n]}`;
			const eml = await get(`${path}/message.eml${query}`);
			const frame = await get(`${path}/frame${query}`);
			return {
				eml: Buffer.from(await eml.arrayBuffer()).toString("latin1"),
				html: (await frame.text()).replace('<base target="_blank">', ""),
			};
		}),
	);
}

/** What `digest render` prints for them. */
async function rendered(readers: readonly number[]): Promise<string[]> {
	const printed: string[] = [];
	for (const n of readers) {
		const { out } = await cli.run("render", "1", "--for", addressOf(n));
		printed.push(out);
	}
	return printed;
}

const htmlOf = async (eml: string) => {
	const { html } = await readMail(Buffer.from(eml, "latin1"));
	return inLines(html ?? "");
};

/** A MIME part ends its lines with CRLF, and a page does not. */
const inLines = (html: string) => html.replaceAll("\r\n", "\n").trimEnd();

const ALL = READERS.map((_, n) => n);
/** A full digest in English and in German, and a brief one: each is compiled for itself. */
const SOME = [1, 4, 6];

it("a draft is in the preview byte for byte what `digest render` prints", async () => {
	const shown = await previewed("/studio/preview", SOME);
	expect(shown.map(({ eml }) => eml)).toEqual(await rendered(SOME));
	for (const { eml, html } of shown)
		expect(inLines(html)).toBe(await htmlOf(eml));
});

it("a sealed issue is in the preview byte for byte what a server received and what `digest render` prints, for every kind of reader", async () => {
	await cli.run("issue", "approve");
	sink.messages.length = 0;
	expect((await cli.run("send")).out).toContain("Complete");
	const received = new Map(
		sink.messages.map((one) => [one.recipient, one.raw.toString("latin1")]),
	);
	const shown = await previewed("/studio/issues/1", ALL);
	expect(shown.map(({ eml }) => eml)).toEqual(
		ALL.map((n) => received.get(addressOf(n))),
	);
	expect(shown.map(({ eml }) => eml)).toEqual(await rendered(ALL));
	expect(new Set(shown.map(({ html }) => html)).size).toBe(READERS.length);

	// What the catalog says afterwards changes nothing of what was sent.
	const later = writeDocuments(cli.dataDir, "later.json", [
		document(["Alpha", "----"], ["Beta", "++++"]),
	]);
	expect((await cli.run("import", later)).code).toBe(0);
	await correctTool(
		app,
		"gamma",
		(await correctableTool(app.db, "gamma"))?.version ?? "",
		new Map([["name", "Gamma, corrected"]]),
	);
	expect(await previewed("/studio/issues/1", SOME)).toEqual(
		SOME.map((n) => shown[n]),
	);
	expect(await rendered(SOME)).toEqual(SOME.map((n) => shown[n]?.eml));
	for (const { eml, html } of shown)
		expect(inLines(html)).toBe(await htmlOf(eml));
});
