import { afterEach, beforeEach, expect, test } from "vitest";
import { TemplateError } from "../../../src/issue/renderer.ts";
import { createStudio } from "../../../src/studio/app.ts";
import {
	compiledNow,
	readerById,
	renderFor,
} from "../../../src/studio/preview/render-preview.ts";
import { describeDatabases } from "../../support/databases.ts";
import { seal } from "../../web/site.ts";
import { issueContent } from "../content.ts";
import { openWorld, upcomingIssue, type World } from "../world.ts";

describeDatabases("the preview", (database) => {
	let world: World;
	beforeEach(async () => {
		world = await openWorld(database);
	});
	afterEach(() => world.close());

	const get = async (path: string) => {
		const answer = await createStudio(world.deps).request(path);
		return { status: answer.status, page: await answer.text(), answer };
	};

	test("names the chosen reader and shows their copy in the frame", async () => {
		const id = await world.subscribe("ada@example.com", "Ada Lovelace", [
			"quillmark",
		]);
		const { page } = await get(`/studio/preview?reader=${id}`);
		expect(page).toContain(
			`selected>ada@example.com · Ada Lovelace, 1 bookmark</option>`,
		);
		const src = /<iframe [^>]*src="([^"]+)"/.exec(page)?.[1] ?? "";
		expect(src).toContain(`reader=${id}`);
		const { page: mail } = await get(src.replaceAll("&amp;", "&"));
		expect(mail).toContain("Hello, Ada Lovelace!");
		expect(mail).toContain("<li>quillmark</li>");
	});

	test("offers the languages of an issue in several, and shows the chosen one", async () => {
		expect((await get("/studio/preview")).page).not.toContain(
			"Their own language",
		);
		const content = issueContent({}, ["A", "B"]);
		const { dateLine, lenses } = content;
		const german = { subject: "Das Kleine nehmen", preheader: "Kurz gesagt" };
		world.upcoming = upcomingIssue({
			...content,
			translations: {
				de: { dateLine, lenses, ...german, intro: "Hallo", summaries: {} },
			},
		});
		const { page } = await get("/studio/preview?language=de");
		expect(page).toContain('<option value="de" title="Deutsch" selected>');
		expect(page).toContain("Kurz gesagt");
		expect(page).toMatch(/<iframe [^>]*src="[^"]*language=de/);
	});

	test("shows the message before its checks are done, and says that they go on", async () => {
		world.deps.check = () => new Promise(() => {});
		const { status, page } = await get("/studio/preview");
		expect(status).toBe(200);
		expect(page).toContain("<iframe");
		expect(page).toMatch(/id="findings"[^>]* data-renew>/);
		expect(page).toContain("It is being checked.");
	});

	test("checks that read a template which was broken meanwhile begin again", async () => {
		const again = world.deps.check;
		world.deps.check = () => {
			world.deps.check = again;
			return Promise.reject(new TemplateError("weekly.html", 7, "half"));
		};
		const { status, page } = await get("/studio/preview");
		expect([status, page.includes("half")]).toEqual([200, false]);
	});

	test("checks that fail twice are told with their reason", async () => {
		const check = Promise.reject(new TemplateError("weekly.html", 7, "no end"));
		check.catch(() => {});
		world.deps.check = () => check;
		const { status, page } = await get("/studio/preview");
		expect(status).toBe(500);
		expect(page).toContain("no end");
	});

	test("shows what preflight found, and which checks were left out", async () => {
		const clean = (await get("/studio/preview")).page;
		expect(clean).toContain(
			"Nothing found. Checked just now, without a browser",
		);
		world.checked = {
			findings: [
				{
					level: "block",
					code: "link-dead",
					place: "HTML, <a>",
					what: "https://digest.example.com/c/gone answers 404.",
					fix: "Fix the link.",
					readers: ["<b>@example.com"],
				},
			],
			copies: 2,
			leftOut: ["SpamAssassin: it is not installed here."],
			at: "2026-11-24T06:00:00.000Z",
			seen: true,
		};
		const { page } = await get("/studio/preview");
		expect(page).toContain("The issue can’t be sent like this.");
		expect(page).toContain(
			'<li class="block"><span class="place">Blocks · <a href="/studio/preview?place=HTML%2C+%3Ca%3E&amp;what=https%3A%2F%2Fdigest.example.com%2Fc%2Fgone+answers+404.#panel"><bdi>HTML, &lt;a&gt;</bdi></a></span> <b>https://digest.example.com/c/gone answers 404.</b> <span>Fix the link.</span> <span>Only in the copy of &lt;b&gt;@example.com.</span></li>',
		);
		world.checked = { ...world.checked, copies: 1 };
		expect((await get("/studio/preview")).page).not.toContain("Only in");
		expect(page).toContain("SpamAssassin: it is not installed here.");
		expect(page).not.toContain("without a browser");
	});

	test("sandboxes the frame without scripts, by its attribute and by the policy of its content", async () => {
		const { page } = await get("/studio/preview");
		const sandbox = /<iframe [^>]*sandbox="([^"]*)"/.exec(page)?.[1];
		const { answer } = await get("/studio/preview/frame");
		const policy = answer.headers.get("content-security-policy") ?? "";
		expect(sandbox).toBe("");
		expect(policy.split("; ")).toContain("sandbox");
		expect(policy).toContain("default-src 'none'");
		expect(policy).not.toMatch(/script-src|allow-scripts|allow-same-origin/);
	});

	test("searches readers by address and name, with % and _ as ordinary characters", async () => {
		await world.subscribe("ada@example.com", "Ada Lovelace", []);
		await world.subscribe("emilie@example.com", "Émilie du Châtelet", []);
		await world.subscribe("under_score@example.com", "100% Grace", []);
		const found = async (q: string) => {
			const { page } = await get(`/studio/preview?q=${encodeURIComponent(q)}`);
			return [
				...page.matchAll(/<option value="\d+" [^>]*>[^<,·]* · ([^<,]*),/g),
			].map((match) => match[1]);
		};
		expect(await found("LOVELACE")).toEqual(["Ada Lovelace"]);
		expect(await found("ada@")).toEqual(["Ada Lovelace"]);
		expect(await found("Émilie")).toEqual(["Émilie du Châtelet"]);
		expect(await found("%")).toEqual(["100% Grace"]);
		expect(await found("_")).toEqual(["100% Grace"]);
		expect(await found("example.com")).toHaveLength(3);
		expect(await found("nobody")).toEqual([]);
	});

	test("lists fifty readers, and the chosen one even when it is not one of them", async () => {
		for (let n = 0; n < 52; n++)
			await world.subscribe(
				`a${String(n).padStart(2, "0")}@example.com`,
				"",
				[],
			);
		const last = await world.subscribe("z@example.com", "Zora", []);
		const { page } = await get(`/studio/preview?reader=${last}`);
		const [list = ""] =
			/<select id="reader"[\s\S]*?<\/select>/.exec(page) ?? [];
		expect(list.match(/<option value="\d/g)).toHaveLength(51);
		expect(page).toContain(
			"selected>z@example.com · Zora, 0 bookmarks</option>",
		);
		expect(page).toContain("Only the first 50 are listed");
	});

	test("offers only active subscribers", async () => {
		const id = await world.subscribe("ada@example.com", "Ada", []);
		await database.db
			.updateTable("subscribers")
			.set({ state: "unsubscribed" })
			.execute();
		expect((await get("/studio/preview")).page).not.toContain(
			`<option value="${id}"`,
		);
	});

	test("answers 404 for an unknown reader", async () => {
		for (const query of ["reader=99999999999", "q=%00"])
			expect((await get(`/studio/preview?${query}`)).status).toBeLessThan(500);
		const { status, page } = await get("/studio/preview?reader=999");
		expect(status).toBe(404);
		expect(page).toContain("There is no such reader");
		expect((await get("/studio/preview?reader=1%27--")).status).toBe(200);
	});

	test("shows texts of the catalog and of subscribers as text, never as markup", async () => {
		const hostile = `<img src=x onerror=alert(1)>"'&</title><script>alert(1)</script>`;
		world.upcoming = upcomingIssue(
			issueContent({ subject: hostile, preheader: hostile }, [hostile, "B"]),
		);
		await world.subscribe("ada@example.com", hostile, []);
		for (const view of ["desktop", "text", "headers", "source"]) {
			const { page } = await get(
				`/studio/preview?view=${view}&q=${encodeURIComponent("<hr>")}`,
			);
			expect(page).not.toMatch(/<img|<hr|<script>/);
		}
		const { page } = await get("/studio/preview");
		expect(page).toContain("&lt;img src=x onerror=alert(1)&gt;");
	});

	test("shows the text, the headers and the source of the message", async () => {
		const id = await world.subscribe("ada@example.com", "Ada", ["quillmark"]);
		const text = await get(`/studio/preview?reader=${id}&view=text`);
		expect(text.page).toContain(
			"Ship Quillmark, skip Draftsmith\n\n- quillmark",
		);
		const headers = await get(`/studio/preview?reader=${id}&view=headers`);
		expect(headers.page).toContain(
			'<th scope="row">List-Unsubscribe-Post</th><td>List-Unsubscribe=One-Click</td>',
		);
		const source = await get(`/studio/preview?reader=${id}&view=source`);
		expect(source.page).toContain(
			"Content-Transfer-Encoding: quoted-printable",
		);
	});

	test("can be that of a sample reader who was away", async () => {
		const { page } = await get("/studio/preview?reader=returning");
		expect(page).toContain(
			" selected>Was away, with a flip that they missed</option>",
		);
		const { page: mail } = await get("/studio/preview/frame?reader=returning");
		expect(mail).toContain("Hello, Ada!");
	});

	test("a kind of reader is the subscriber who is of that kind, and a sample where nobody is", async () => {
		const { db } = world;
		await world.subscribe("short@example.com", "Bo", []);
		await world.subscribe("long@example.com", "Bartholomew Longname", []);
		await world.subscribe("saver@example.com", "Sue", ["quillmark", "inkwell"]);
		const rtl = await world.subscribe("fatima@example.com", "فاطمة", []);
		await db
			.updateTable("subscribers")
			.set({ format: "brief" })
			.where("id", "=", rtl)
			.execute();
		for (const [kind, who] of [
			["longest-name", "long@example.com"],
			["most-bookmarks", "saver@example.com"],
			["right-to-left", "fatima@example.com"],
			["largest", "saver@example.com"],
		]) {
			const { page } = await get(`/studio/preview?reader=${kind}&view=headers`);
			expect(page, kind).toContain(`<td>${who}</td>`);
		}
		const nobody = await get("/studio/preview?reader=lens-skeptic");
		expect(nobody.page).toContain("so it is a sample reader");
		expect((await get("/studio/preview?reader=lens-nobody")).page).toContain(
			"The preview is the copy of the chosen reader.",
		);
	});

	test("a finding leads to a mark in the frame, which the message and a frame without it do not have", async () => {
		const place = "HTML, under “Ship Quillmark, skip Draftsmith”";
		const query = new URLSearchParams({
			place,
			what: "It has “Hello”, which looks wrong.",
		});
		const { page: frame } = await get(`/studio/preview/frame?${query}`);
		expect(frame.match(/ id="finding"/g)).toHaveLength(1);
		for (const path of ["frame", `message.eml?${query}`])
			expect((await get(`/studio/preview/${path}`)).page).not.toContain(
				"finding",
			);
		const { page } = await get(`/studio/preview?${query}`);
		expect(page).toContain("in this copy only");
		expect(page).toMatch(/<iframe [^>]*src="[^"]*#finding"/);
	});

	test("frames of all looks stand side by side, and the last sealed issue beside the coming one", async () => {
		await seal(world, 1, "complete");
		const { issue, ...coming } = world.upcoming;
		if (issue) world.upcoming = { ...coming, issue: { ...issue, id: 99 } };
		const { page } = await get("/studio/preview?view=looks");
		const sources = [...page.matchAll(/<iframe [^>]*src="([^"]+)"/g)];
		expect(sources).toHaveLength(6);
		const looks = sources.map(([, src]) => /look=(\w+)/.exec(src ?? "")?.[1]);
		expect(new Set(looks)).toEqual(
			new Set(["light", "dark", "forced", "plain"]),
		);
		const beside = (await get("/studio/preview?beside=last")).page;
		expect(beside).toContain("Issue 1, as it was sealed");
		const [, other] = [...beside.matchAll(/<iframe [^>]*src="([^"]+)"/g)];
		const { page: mail } = await get(
			(other?.[1] ?? "").replaceAll("&amp;", "&"),
		);
		expect(mail).toContain("<title>No. 1</title>");
		expect((await get("/studio/preview?beside=approved")).page).not.toContain(
			"As it was approved",
		);
	});

	test("shows sizes in bytes, not in characters", async () => {
		world.upcoming = upcomingIssue(issueContent({ subject: "Grüße" }));
		const reader = await readerById(world.deps, null, 0);
		if (!reader || !world.upcoming.content)
			throw new Error("nothing to render");
		const { html, raw } = renderFor(
			world.deps,
			await compiledNow(world.deps, world.upcoming.content),
			reader,
		);
		const { page } = await get("/studio/preview");
		expect(page).toContain(
			`<dt>HTML part</dt><dd>${Buffer.byteLength(html)} B</dd>`,
		);
		expect(page).toContain(
			`<dt>Text part</dt><dd>${"Grüße\n\n".length + 2} B</dd>`,
		);
		expect(page).toContain(
			`<dt>Whole message</dt><dd>${raw.length.toLocaleString("en-GB")} B</dd>`,
		);
	});

	test("says when Gmail would cut the message off", async () => {
		world.upcoming = upcomingIssue(
			issueContent({ subject: "x".repeat(70_000) }),
		);
		expect((await get("/studio/preview")).page).toContain(
			"It fits, but it is above",
		);
		world.upcoming = upcomingIssue(
			issueContent({ subject: "x".repeat(102_400) }),
		);
		expect((await get("/studio/preview")).page).toContain(
			"Gmail will cut this message off",
		);
	});

	test("shows the reason for each comparison, chosen or left out", async () => {
		const { page } = await get("/studio/preview");
		expect(page).toContain("The panel disagrees most about it.");
		expect(page).toContain("Held back by its weight of -1.");
	});

	test("says why there is nothing to show in a thin week", async () => {
		world.upcoming = {
			issue: null,
			content: null,
			items: [],
			blocked: "Only 1 comparison was published, and 3 are needed.",
		};
		const { status, page } = await get("/studio/preview");
		expect(status).toBe(200);
		expect(page).toContain("Only 1 comparison was published");
		expect(page).not.toContain("<iframe");
		expect((await get("/studio/preview/frame")).status).toBe(404);
	});

	test("a past issue opens from the dashboard as it was sealed, and stands in for an upcoming one", async () => {
		const id = await world.subscribe("ada@example.com", "Ada", []);
		for (const [number, state] of [
			[1, "complete"],
			[2, "ended"],
			[3, "cancelled"],
		] as const)
			await seal(world, number, state);
		const board = (await get("/studio")).page;
		expect(board.match(/href="\/studio\/issues\/\d"/g)).toEqual([
			'href="/studio/issues/2"',
			'href="/studio/issues/1"',
		]);
		const past = await get(`/studio/issues/1?reader=${id}`);
		expect(past.status).toBe(200);
		expect(past.page).toContain("<h1>Issue 1</h1>");
		expect(past.page).toContain("Subject 1");
		expect(past.page).toContain("As it was sealed.");
		const src = /<iframe [^>]*src="([^"]+)"/.exec(past.page)?.[1] ?? "";
		expect(src).toMatch(/^\/studio\/issues\/1\/frame\?/);
		const { page: mail } = await get(src.replaceAll("&amp;", "&"));
		expect(mail).toContain("[Ada|ada@example.com]");
		expect(past.page).toContain('action="/studio/issues/1"');
		expect(past.page).toContain("/studio/issues/1?reader=1&amp;view=text");
		for (const path of ["3", "9", "0", "1e3", "3/frame", "1?reader=999"])
			expect((await get(`/studio/issues/${path}`)).status, path).toBe(404);

		const blocked = "No new comparisons.";
		world.upcoming = { issue: null, content: null, items: [], blocked };
		const instead = (await get("/studio/preview")).page;
		expect(instead).toContain(`no upcoming issue yet: ${blocked} This is the`);
		expect(instead).toContain("<h1>Issue 2</h1>");
		expect(instead).toContain('src="/studio/issues/2/frame');
	});

	test("shows a mistake in a template with its file, its line and the lines around it", async () => {
		await world.edit((template) => template.replace("<h1>", "<h1>@broken"));
		const { status, page } = await get("/studio/preview");
		expect(status).toBe(500);
		expect(page).toContain(`<code>weekly.html:5</code>`);
		expect(page).toContain("there is no such thing: @broken");
		expect(page).toContain(
			'<li value="5" aria-current="true"><code>&lt;h1&gt;@broken@subject&lt;/h1&gt;</code></li>',
		);
		expect(page).toContain('<li value="4"><code>&lt;body&gt;');
		await world.edit((template) => template.replace("@broken", ""));
		expect((await get("/studio/preview")).status).toBe(200);
	});

	test("shows a template error without a line, or in a file that does not exist", async () => {
		world.deps.renderer.compile = async () => {
			throw new TemplateError("gone.mjml", 3, "an unclosed <mj-text>");
		};
		const { page } = await get("/studio/preview");
		expect(page).toContain("<code>gone.mjml:3</code>");
		expect(page).toContain("an unclosed &lt;mj-text&gt;");
		world.deps.renderer.compile = async () => {
			throw new TemplateError("gone.mjml", null, "it is empty");
		};
		expect((await get("/studio/preview")).page).toContain(
			"<code>gone.mjml</code>",
		);
	});

	test("shows any other error as one sentence without a stack trace", async () => {
		world.deps.upcoming = async () => {
			throw new Error("the disk is gone");
		};
		const { status, page } = await get("/studio/preview");
		expect(status).toBe(500);
		expect(page).toContain("the disk is gone");
		expect(page).not.toContain("world.ts");
		expect((await get("/studio")).page).toContain("the disk is gone");
	});

	test("changes nothing in the database or the mailbox", async () => {
		const id = await world.subscribe("ada@example.com", "Ada", ["quillmark"]);
		const before = await everything(world);
		for (const path of [
			"/studio",
			"/studio/preview",
			`/studio/preview?reader=${id}&view=source&look=dark`,
			`/studio/preview/frame?reader=${id}`,
			"/mailbox",
			"/mailbox/1",
		])
			await get(path);
		expect(await everything(world)).toEqual(before);
	});
});

async function everything({ db, mailbox }: World) {
	return {
		subscribers: await db.selectFrom("subscribers").selectAll().execute(),
		bookmarks: await db.selectFrom("bookmarks").selectAll().execute(),
		issues: await db.selectFrom("issues").selectAll().execute(),
		deliveries: await db.selectFrom("deliveries").selectAll().execute(),
		confirmations: await db.selectFrom("confirmations").selectAll().execute(),
		meta: await db.selectFrom("meta").selectAll().execute(),
		mail: mailbox.version(),
	};
}
