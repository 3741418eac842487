import PostalMime from "postal-mime";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createStudio } from "../../../src/studio/app.ts";
import { seedSentIssue } from "../../report/seed-report.ts";
import { freshSqlite, type TestDatabase } from "../../support/databases.ts";
import { issueContent } from "../content.ts";
import { openWorld, type World } from "../world.ts";
import { mailOf } from "./mail.ts";

let database: TestDatabase;
let world: World;

beforeEach(async () => {
	database = await freshSqlite();
	world = await openWorld(database);
});

afterEach(async () => {
	await world.close();
	await database.db.destroy();
});

const get = async (path: string) => {
	const answer = await createStudio(world.deps).request(path);
	return { status: answer.status, page: await answer.text(), answer };
};

const subjects = (page: string) =>
	[...page.matchAll(/<span class="subject">(.*?)<\/span>/g)].map(
		(match) => match[1],
	);

test("an empty mailbox says how mail arrives in it", async () => {
	const { page } = await get("/mailbox");
	expect(page).toContain("No mail yet");
	expect(page).toContain("0 messages");
});

test("the mailbox lists the newest first, fifty to a page, and each mail once", async () => {
	for (let n = 1; n <= 120; n++)
		world.mailbox.append(mailOf({ subject: `Issue ${n}` }));
	const seen: (string | undefined)[] = [];
	let path: string | undefined = "/mailbox";
	while (path) {
		const { page } = await get(path);
		expect(page).toContain("120 messages");
		seen.push(...subjects(page));
		path = /<a href="([^"]+)" rel="next">/
			.exec(page)?.[1]
			?.replaceAll("&amp;", "&");
	}
	expect(seen).toEqual(
		Array.from({ length: 120 }, (_, index) => `Issue ${120 - index}`),
	);
});

test("the search finds by recipient and subject, and is kept on the next page", async () => {
	for (let n = 0; n < 60; n++)
		world.mailbox.append(
			mailOf({ recipient: `ada${n}@example.com`, subject: "Verdicts" }),
		);
	world.mailbox.append(
		mailOf({ recipient: "grace@example.com", subject: "Hello" }),
	);
	expect((await get("/mailbox?q=GRACE")).page).toContain("1 message found");
	const { page } = await get("/mailbox?q=verdicts");
	expect(page).toContain("60 messages found");
	expect(page).toMatch(
		/href="\/mailbox\?q=verdicts&amp;before=\d+" rel="next"/,
	);
	const none = await get(`/mailbox?q=${encodeURIComponent("<hr>")}`);
	expect(none.page).toContain("contains “&lt;hr&gt;”");
});

test("a mail can be opened as HTML in a frame, text, headers and source", async () => {
	const id = world.mailbox.append(
		mailOf({
			subject: "Grüße & mehr",
			text: "Hallo",
			html: "<p>Hallo Welt</p>",
		}),
	);
	const { page } = await get(`/mailbox/${id}`);
	expect(page).toContain("<h1>Grüße &amp; mehr</h1>");
	expect(page).toContain(`src="/mailbox/${id}/frame"`);
	const frame = await get(`/mailbox/${id}/frame`);
	expect(frame.page).toContain("<p>Hallo Welt</p>");
	expect(frame.answer.headers.get("content-security-policy")).toContain(
		"default-src 'none'",
	);
	expect(frame.answer.headers.get("content-security-policy")).toMatch(
		/sandbox allow-popups allow-popups-to-escape-sandbox$/,
	);
	expect((await get(`/mailbox/${id}?view=text`)).page).toContain("Hallo");
	expect((await get(`/mailbox/${id}?view=headers`)).page).toContain(
		'<th scope="row">X-Test</th><td>&lt;b&gt;bold&lt;/b&gt;</td>',
	);
	expect((await get(`/mailbox/${id}?view=source`)).page).toContain(
		"X-Test: &lt;b&gt;bold&lt;/b&gt;",
	);
});

test("a mail is downloaded byte for byte, under a safe file name", async () => {
	const mail = mailOf({ subject: '../../"; filename="evil.exe' });
	const id = world.mailbox.append(mail);
	const answer = await createStudio(world.deps).request(
		`/mailbox/${id}/mail.eml`,
	);
	expect(answer.headers.get("content-type")).toBe("message/rfc822");
	expect(answer.headers.get("content-disposition")).toBe(
		`attachment; filename="mail-${id}.eml"`,
	);
	const bytes = Buffer.from(await answer.arrayBuffer());
	expect(bytes.equals(mail.raw)).toBe(true);
	expect((await PostalMime.parse(bytes)).subject).toContain("evil.exe");
});

test("outside its frame, a hostile mail is only text", async () => {
	const hostile = `<script>alert(1)</script><img src=x onerror=alert(1)>`;
	const id = world.mailbox.append(
		mailOf({
			subject: hostile,
			recipient: '"<img/src=x>"@example.com',
			text: hostile,
			html: hostile,
		}),
	);
	for (const path of [
		"/mailbox",
		`/mailbox?q=${encodeURIComponent(hostile)}`,
		`/mailbox/${id}`,
		`/mailbox/${id}?view=text`,
		`/mailbox/${id}?view=headers`,
		`/mailbox/${id}?view=source`,
	]) {
		const { page, status } = await get(path);
		expect(status).toBe(200);
		expect(page).not.toMatch(/<img|<script>/);
	}
});

test("a mail without an HTML part or a text part says so", async () => {
	const id = world.mailbox.append(mailOf({ text: "plain", html: null }));
	expect((await get(`/mailbox/${id}`)).page).toContain("no HTML part");
	expect((await get(`/mailbox/${id}/frame`)).status).toBe(404);
	const other = world.mailbox.append(mailOf({ text: null, html: "<p>x</p>" }));
	expect((await get(`/mailbox/${other}?view=text`)).page).toContain(
		"no text part",
	);
});

test("a mail that does not exist answers 404 for any form of id", async () => {
	for (const id of ["1", "0", "-1", "1e3", "..%2f1", "9".repeat(30)])
		for (const rest of ["", "/frame", "/mail.eml"])
			expect((await get(`/mailbox/${id}${rest}`)).status).toBe(404);
});

test("without a built-in mailbox, its page says why", async () => {
	world.deps.mailbox = null;
	const { status, page } = await get("/mailbox");
	expect(status).toBe(404);
	expect(page).toContain("SMTP_URL is set");
	expect((await get("/mailbox/1")).status).toBe(404);
	expect((await get("/studio")).page).toContain(
		"mail goes to your SMTP server",
	);
});

test("pictures from elsewhere are loaded only when the editor asks for them", async () => {
	const raw = Buffer.from(
		'Subject: P\r\nContent-Type: text/html\r\n\r\n<img src="https://a.example/p.png">',
	);
	const id = world.mailbox.append({ ...mailOf(), raw });
	const policyOf = async (path: string) =>
		(await get(path)).answer.headers.get("content-security-policy");
	expect(await policyOf(`/mailbox/${id}/frame`)).toContain("img-src data:;");
	const { page } = await get(`/mailbox/${id}`);
	expect(page).toContain(`href="/mailbox/${id}?pictures=remote"`);
	const asked = await get(`/mailbox/${id}?pictures=remote`);
	expect(asked.page).toContain(`src="/mailbox/${id}/frame?pictures=remote"`);
	expect(await policyOf(`/mailbox/${id}/frame?pictures=remote`)).toContain(
		"img-src https: data:;",
	);
});

test("a mail of 100,000 parts is shown as its source, and one of 900 as what it is", async () => {
	const partsOf = (boundary: string, count: number) =>
		`Subject: Parts\r\nContent-Type: multipart/mixed; boundary=${boundary}\r\n\r\n${`--${boundary}\r\n\r\na\r\n`.repeat(count)}--${boundary}--\r\n`;
	for (const [raw, title] of [
		[partsOf("x", 100_000), "can’t be taken apart"],
		[partsOf('"a b"', 900).replaceAll('--"a b"', "--a b"), "<h1>Parts</h1>"],
		// Lines of a text that look like boundaries are none.
		[
			`Subject: Lines\r\n\r\n${"-----\r\n--x\r\n".repeat(5_000)}`,
			"<h1>Lines</h1>",
		],
	] as const) {
		const id = world.mailbox.append({ ...mailOf(), raw: Buffer.from(raw) });
		const { status, page } = await get(`/mailbox/${id}`);
		expect([status, page]).toEqual([200, expect.stringContaining(title)]);
	}
});

test("while a mail that takes long is taken apart, other pages are answered", async () => {
	const raw = Buffer.from(
		`Subject: Slow\r\n${"X: y\r\n".repeat(2_000)}\r\n${"\r\n".repeat(40_000)}`,
	);
	const id = world.mailbox.append({ ...mailOf(), raw });
	const answered: string[] = [];
	const ask = async (path: string) => {
		const { page } = await get(path);
		answered.push(path);
		return page;
	};
	const slow = ask(`/mailbox/${id}?view=headers`);
	for (let times = 0; times < 3; times++) await ask("/mailbox");
	expect(await slow).toMatch(/<h1>Slow<.*1,001 more are in the source/s);
	expect(answered.at(-1)).toContain(`/mailbox/${id}`);
});

test("a mail whose parts are nested too deeply is shown as its source", async () => {
	const depth = 300;
	const parts = Array.from(
		{ length: depth },
		(_, n) =>
			`Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`,
	);
	const raw = Buffer.from(`Subject: Deep\r\n${parts.join("")}the innermost`);
	const id = world.mailbox.append({ ...mailOf(), raw });
	const { status, page } = await get(`/mailbox/${id}`);
	expect(status).toBe(200);
	expect(page).toContain("the innermost");
	expect((await get(`/mailbox/${id}/frame`)).status).toBe(404);
});

test("the mailbox has a heading for each day, and each mail its time of day", async () => {
	world.mailbox.append(mailOf({ subject: "One" }));
	world.mailbox.append(mailOf({ subject: "Two" }));
	const { page } = await get("/mailbox");
	expect(
		page.match(/<h2>[A-Z][a-z]{2} \d{1,2} [A-Z][a-z]{2} \d{4}<\/h2>/g),
	).toHaveLength(1);
	expect(page.match(/<time [^>]*>\d\d:\d\d<\/time>/g)).toHaveLength(2);
});

test("the dashboard says what an editor can do, and when an issue is drafted and sent", async () => {
	expect((await get("/studio")).page).toMatch(
		/To do: read it, check it and approve it\. Then it goes out (?:at once|on )/,
	);
	world.upcoming = { ...world.upcoming, issue: null };
	expect((await get("/studio")).page).not.toContain("Going out");
	await seedSentIssue(database.db, issueContent());
	await database.db
		.updateTable("issues")
		.set({ state: "paused", note: "Everybody is refused." })
		.execute();
	expect((await get("/studio")).page).toMatch(
		/Going out.*Issue 7.*Everybody is refused\..*See what stopped it.*The upcoming issue.*None yet/s,
	);
	expect((await get("/studio")).page).toMatch(
		/Nothing to do: .* drafts the next issue on .*\d{1,2} [A-Z][a-z]{2} \d{4}, \d\d:\d\d UTC, to go out on/,
	);
});
