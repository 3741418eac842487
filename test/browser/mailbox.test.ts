import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { listen } from "../../src/web/http/listen.ts";
import { mailOf } from "../studio/pages/mail.ts";
import { describeStudio, mailIn } from "./open-studio.ts";

const studio = describeStudio();

/** Everything that a mail can try against the studio and to reach `elsewhere`. */
const hostile = (elsewhere: string) => `<html><head>
<meta http-equiv="refresh" content="0;url=/studio?refreshed">
<base href="${elsewhere}/">
<link rel="stylesheet" href="${elsewhere}/a.css">
<style>@import url(${elsewhere}/b.css); body { background: url(${elsewhere}/c.png) }</style>
</head><body onload="parent.hit = 1">
<script>parent.hit = 1; top.location = "/studio?ran"; fetch("/mailbox")</script>
<script src="/studio/studio.js"></script>
<iframe src="/mailbox"></iframe><object data="/mailbox"></object><embed src="/mailbox">
<img src="${elsewhere}/d.png" onerror="parent.hit = 1">
<video src="${elsewhere}/e.mp4"></video>
<form action="/studio?sent"><button>Press</button></form>
<a id="top" href="/studio?top" target="_top">Top</a>
<a id="js" href="javascript:document.title='hit'">Script</a>
<p>The end</p></body></html>`;

test("mail appears in the open mailbox, and can be opened and downloaded", async () => {
	const { page, world } = studio;
	await page.goto("/mailbox");
	await page.getByText("No mail yet").waitFor();
	const sent = mailOf({
		subject: "Ship Quillmark",
		html: "<h1>Hello from the mail</h1>",
	});
	world.mailbox.append(sent);
	await page.getByText("Ship Quillmark").click();
	await mailIn(page).getByText("Hello from the mail").waitFor();
	const [download] = await Promise.all([
		page.waitForEvent("download"),
		page.getByText("Download .eml").click(),
	]);
	expect(download.suggestedFilename()).toBe("mail-1.eml");
	expect(await readFile(await download.path())).toEqual(sent.raw);
	await page.getByRole("link", { name: "Text", exact: true }).click();
	await page.locator("pre.text", { hasText: "Hello" }).waitFor();
});

test("typing in the search narrows the list of mails", async () => {
	const { page, world } = studio;
	world.mailbox.append(mailOf({ recipient: "ada@example.com" }));
	world.mailbox.append(mailOf({ recipient: "grace@example.com" }));
	await page.goto("/mailbox");
	await page.getByLabel("Search by recipient or subject").fill("GRACE");
	await page.getByText("ada@example.com").waitFor({ state: "detached" });
	await page.getByText("1 message found").waitFor();
	expect(new URL(page.url()).searchParams.get("q")).toBe("GRACE");
});

test("a hostile mail runs no script, sends nothing and leads nowhere", async () => {
	const { context, page, world } = studio;
	const reached: string[] = [];
	const elsewhere = await listen(
		(request) => {
			reached.push(request.url);
			return new Response("parent.hit = 1");
		},
		{ host: "127.0.0.1", port: 0 },
	);
	world.mailbox.append(mailOf({ html: hostile(elsewhere.url) }));
	// Not until "load": with frames in a frame that may not have any, it comes late or never.
	await page.goto("/mailbox/1", { waitUntil: "commit" });
	await mailIn(page).getByText("The end").waitFor();
	const address = page.url();
	await mailIn(page).getByRole("button", { name: "Press" }).click();
	await mailIn(page).locator("#js").click();
	await mailIn(page).locator("#top").click();
	// A round trip through the server: whatever those clicks began has been asked for by now.
	await page.evaluate("fetch('/studio/icon.svg').then(() => {})");
	expect(page.url()).toBe(address);
	expect(await page.title()).not.toBe("hit");
	expect(await page.evaluate("'hit' in window")).toBe(false);
	expect(context.pages()).toHaveLength(1);
	const own = [address, `${address}/frame`];
	const others = studio.requested.filter(
		(url) =>
			!own.includes(url) &&
			!/\/studio\/(?:(?:studio|morph|save|drag|live|idiomorph)\.js|studio\.css|icon\.svg)$/.test(
				url,
			),
	);
	expect(others).toEqual([]);
	expect(reached).toEqual([]);
	await elsewhere.close();
});

test("a link in a mail opens a tab of its own", async () => {
	const { context, page, world, server } = studio;
	world.mailbox.append(
		mailOf({ html: `<a href="${server.url}/studio">To the studio</a>` }),
	);
	await page.goto("/mailbox/1");
	const [opened] = await Promise.all([
		context.waitForEvent("page"),
		mailIn(page).getByText("To the studio").click(),
	]);
	await opened.getByRole("heading", { name: "Dashboard" }).waitFor();
	expect(await opened.evaluate("opener")).toBeNull();
	expect(page.url()).toBe(`${server.url}/mailbox/1`);
});
