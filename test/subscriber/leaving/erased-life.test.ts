import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { addBookmarks } from "../../../src/db/catalog/bookmarks.ts";
import {
	OTHER_COLUMNS,
	PERSONAL_COLUMNS,
} from "../../../src/db/subscriber/personal-columns.ts";
import { subscriberByKey } from "../../../src/db/subscriber/subscribers.ts";
import { sendIssue } from "../../../src/delivery/send.ts";
import { approveIssue } from "../../../src/issue/life/approve.ts";
import { draftIssue } from "../../../src/issue/life/draft.ts";
import { sealIssue } from "../../../src/issue/life/seal.ts";
import { createLog } from "../../../src/log.ts";
import { saveChoices } from "../../../src/subscriber/choices.ts";
import { exportSubscriberData } from "../../../src/subscriber/leaving/data-export.ts";
import { suppress } from "../../../src/subscriber/leaving/suppression.ts";
import { castVote } from "../../../src/subscriber/vote.ts";
import { createWeb } from "../../../src/web/http/app.ts";
import { type TestApp, testApp } from "../../support/app.ts";
import { FakeClock } from "../../support/clock.ts";
import { describeDatabases } from "../../support/databases.ts";
import { seedComparison } from "../../support/seed.ts";
import { type Sink, startSink } from "../../support/smtp-sink.ts";
import { dump } from "../../web/site.ts";

const ADDRESS = "ada.lovelace@home.example";
const NAME = "Ada Lovelace-Byron";
const OPTIONS = { lanes: 1, signal: new AbortController().signal };
const TRACES = ["lovelace", "Lovelace", "198.51.100.77", "AdaBrowser"];

describeDatabases("a subscriber with a life of everything", (database) => {
	let app: TestApp;
	let sink: Sink;
	const lines: string[] = [];
	let id: number;
	let web: ReturnType<typeof createWeb>;

	beforeEach(async () => {
		lines.length = 0;
		sink = await startSink();
		app = await testApp(
			database,
			{ SMTP_URL: `${sink.url}?tls=off`, SMTP_CONNECTIONS: "1" },
			new FakeClock(),
			createLog("trace", { write: (line) => lines.push(line) }),
		);
		// The test runs the worker itself, and so knows what is left.
		web = createWeb({ ...app, signUps: { wake() {} } });
		await live();
	});
	afterEach(async () => {
		await app.dispose();
		await sink.close();
	});

	const from = (path: string, init: RequestInit) =>
		web.request(
			path,
			{ ...init, headers: { "user-agent": "AdaBrowser", ...init.headers } },
			{ incoming: { socket: { remoteAddress: "198.51.100.77" } } },
		);
	const signUp = () =>
		from("/api/v1/subscribers", {
			method: "POST",
			headers: { "content-type": "application/json" },
			body: JSON.stringify({ email: ADDRESS }),
		});

	/** Sign-up, confirmation, a letter that is refused, choices, a vote, a bookmark, and an issue whose sending quotes the address. */
	async function live(): Promise<void> {
		const { db, clock } = app;
		const quoting = (code: string) => ({
			reply: `${code} <${ADDRESS}> (ada.lovelace) is refused`,
		});
		await signUp();
		await app.signUps.run();
		const raw = sink.messages[0]?.raw.toString("latin1") ?? "";
		const token = /confirm\/([\w-]{22})/.exec(raw.replace(/=\r\n/g, ""))?.[1];
		sink.once("RCPT", quoting("550 5.1.1"));
		expect((await from(`/confirm/${token}`, { method: "POST" })).status).toBe(
			200,
		);
		await app.signUps.run();
		id = (await subscriberByKey(db, ADDRESS))?.id ?? 0;
		await saveChoices(db, clock, id, {
			name: NAME,
			format: "full",
			lens: null,
			categories: [],
			timeZone: "Europe/London",
			tracking: false,
		});
		await seedComparison(db, "one", "2026-11-19T00:00:00.000Z");
		const tools = await db.selectFrom("tools").select("id").execute();
		for (const tool of tools) {
			await addBookmarks(db, id, [tool.id], clock.now());
			await castVote(db, clock, {
				subscriberId: id,
				toolId: tool.id,
				verdict: "ship",
				source: "mail",
				trapOpened: false,
			});
		}
		const { issue } = await draftIssue(app);
		await approveIssue(app, app.preflight, issue.id, "editor");
		await sealIssue(app, app.preflight, issue.id);
		const sender = await app.sender();
		sink.once("dot", quoting("550 5.7.1"));
		expect((await sendIssue(sender, issue.id, OPTIONS)).state).toBe("paused");
		clock.advance(3_600_000);
		sink.fault = ({ phase }) =>
			phase === "RCPT" ? quoting("450 4.7.1") : undefined;
		await sendIssue(sender, issue.id, { ...OPTIONS, resume: true });
		await suppress(db, clock, "someone@else.example", "never", "page");
		await signUp();
	}

	/** Everything that is kept in this installation, as one text. */
	async function everything(): Promise<string> {
		const folders = [app.dataDir];
		const { file } = database as { file?: string };
		if (file) folders.push(dirname(file));
		const files = folders.flatMap((folder) =>
			readdirSync(folder, { recursive: true, withFileTypes: true })
				.filter((entry) => entry.isFile())
				.map((entry) =>
					readFileSync(join(entry.parentPath, entry.name)).toString("latin1"),
				),
		);
		return [await dump(app.db), ...files, ...lines].join("\n");
	}

	it("may take all of it along, and after erasure is in no table, file or line of the log", async () => {
		const subscriber = await subscriberByKey(app.db, ADDRESS);
		if (!subscriber) throw new Error("nobody signed up");
		const before = await everything();
		for (const trace of TRACES) expect(before).toContain(trace);
		const taken = await exportSubscriberData(app.db, subscriber, "now");
		for (const list of [
			...["consents", "confirmations", "signUps", "bookmarks", "votes"],
			...["letters", "deliveries", "deliveryAttempts", "preflights"],
		])
			expect([list, taken[list]]).toEqual([
				list,
				[expect.anything(), ...((taken[list] as unknown[]) ?? []).slice(1)],
			]);
		expect(
			JSON.stringify(
				await app.db.selectFrom("issues").select("note").execute(),
			),
		).not.toMatch(/lovelace/i);

		const here = `/preferences/${app.tokens.sign("preferences", id)}`;
		// A network is kept for its hour.
		await app.db.deleteFrom("sign_up_counts").execute();
		const erased = await web.request(`${here}/erase`, {
			method: "POST",
			headers: { "content-type": "application/x-www-form-urlencoded" },
			body: "sure=yes",
		});
		expect(erased.status).toBe(200);
		const after = await everything();
		for (const trace of TRACES)
			expect([trace, after.split(trace).length - 1]).toEqual([trace, 0]);
	});
});

describeDatabases("the list of columns that can hold a person", (database) => {
	it("has every text column of the schema once, there or among those that can't", async () => {
		const tables = await database.db.introspection.getTables();
		for (const { name, columns } of tables) {
			const texts = columns
				.filter(({ dataType }) => dataType.toLowerCase() === "text")
				.map((column) => column.name);
			const listed = [PERSONAL_COLUMNS, OTHER_COLUMNS].flatMap((list) =>
				((list as Record<string, string>)[name] ?? "").split(" "),
			);
			expect([name, listed.filter(Boolean).sort()]).toEqual([
				name,
				texts.sort(),
			]);
		}
	});
});
