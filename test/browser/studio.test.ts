import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { mailOf } from "../studio/pages/mail.ts";
import { seal } from "../web/site.ts";
import { describeStudio, mailIn, serve } from "./open-studio.ts";

const studio = describeStudio();

const chosen = (page: Page) => new URL(page.url()).searchParams;

test("choosing a reader shows their copy, and the URL holds the choice", async () => {
	const { page, world, complaints } = studio;
	const ada = await world.subscribe("ada@example.com", "Ada Lovelace", [
		"quillmark",
	]);
	await world.subscribe("grace@example.com", "Grace Hopper", []);
	await page.goto("/studio/preview");
	await page.getByLabel("Reader", { exact: true }).selectOption(String(ada));
	await mailIn(page).getByText("Hello, Ada Lovelace!").waitFor();
	await mailIn(page).getByText("quillmark", { exact: true }).waitFor();
	expect(chosen(page).get("reader")).toBe(String(ada));

	await page.reload();
	await mailIn(page).getByText("Hello, Ada Lovelace!").waitFor();
	await page.goBack();
	await mailIn(page)
		.getByText("Hello, Ada Lovelace!")
		.waitFor({ state: "detached" });
	expect(chosen(page).has("reader")).toBe(false);
	expect(complaints).toEqual([]);
});

test("typing narrows the list of readers and keeps what is typed", async () => {
	const { page, world } = studio;
	await world.subscribe("ada@example.com", "Ada Lovelace", []);
	await world.subscribe("grace@example.com", "Grace Hopper", []);
	await page.goto("/studio/preview");
	const search = page.getByLabel("Search readers");
	await search.pressSequentially("hopper");
	await page
		.getByRole("option", { name: /Ada/ })
		.waitFor({ state: "detached" });
	expect(
		await page
			.locator("#reader optgroup:last-of-type option")
			.allTextContents(),
	).toEqual(["grace@example.com · Grace Hopper, 0 bookmarks"]);
	expect(await search.inputValue()).toBe("hopper");
	expect(await page.locator("#q:focus").count()).toBe(1);
	await page
		.getByLabel("Reader", { exact: true })
		.selectOption("grace@example.com · Grace Hopper, 0 bookmarks");
	await mailIn(page).getByText("Hello, Grace Hopper!").waitFor();
	expect(chosen(page).get("q")).toBe("hopper");
});

test("the tabs switch between the views, with the keyboard too", async () => {
	const { page, world, complaints } = studio;
	const ada = await world.subscribe("ada@example.com", "Ada", ["quillmark"]);
	await page.goto(`/studio/preview?reader=${ada}`);
	await mailIn(page).getByText("Hello, Ada!").waitFor();
	const width = async () =>
		(await page.locator("#panel iframe").boundingBox())?.width;
	expect(await width()).toBe(640);

	await page.getByRole("link", { name: "Phone 375" }).click();
	await page.locator("#panel.phone").waitFor();
	expect(await width()).toBe(375);
	await mailIn(page).getByText("Hello, Ada!").waitFor();

	await page.getByRole("link", { name: "Text", exact: true }).click();
	await page.locator("pre.text", { hasText: "- quillmark" }).waitFor();

	await page.getByRole("link", { name: "Headers" }).focus();
	await page.keyboard.press("Enter");
	await page
		.getByRole("rowheader", { name: "List-Unsubscribe-Post" })
		.waitFor();

	await page.getByRole("link", { name: "Source" }).click();
	await page.locator("pre.source", { hasText: "quoted-printable" }).waitFor();
	expect(chosen(page).get("reader")).toBe(String(ada));
	expect(complaints).toEqual([]);
});

test.each(["light", "dark"] as const)(
	"on a %s desktop the mail is shown as there, light, dark, dark by force, and without its styles",
	async (colorScheme) => {
		const { page } = studio;
		await page.emulateMedia({ colorScheme });
		await page.goto("/studio/preview");
		const colour = () =>
			mailIn(page)
				.locator("body")
				.evaluate("getComputedStyle(document.body).color");
		expect(await colour()).toBe(
			colorScheme === "dark" ? "rgb(250, 250, 251)" : "rgb(0, 0, 1)",
		);
		await page.getByRole("link", { name: "Light", exact: true }).click();
		await page.locator("#panel.light").waitFor();
		expect(await colour()).toBe("rgb(0, 0, 1)");
		await page.getByRole("link", { name: "Dark", exact: true }).click();
		await page.locator("#panel.dark").waitFor();
		expect(await colour()).toBe("rgb(250, 250, 251)");
		await page.getByRole("link", { name: "Forced dark" }).click();
		await page.locator("#panel.forced").waitFor();
		expect(await colour()).toBe("rgb(0, 0, 1)");
		expect(
			await mailIn(page)
				.locator("html")
				.evaluate("getComputedStyle(document.documentElement).filter"),
		).toContain("invert");
		await page.getByRole("link", { name: "No styles" }).click();
		await page.locator("#panel.plain").waitFor();
		expect(await colour()).toBe("rgb(0, 0, 0)");
	},
);

test("a changed template is shown without a click, and the page stays where it is", async () => {
	const { page, world, complaints } = studio;
	await page.setViewportSize({ width: 1280, height: 500 });
	await page.goto("/studio/preview");
	await page.getByRole("status").getByText("Live").waitFor();
	await page.evaluate("scrollTo(0, 150)");
	await world.edit((template) =>
		template.replace("</h1>", "</h1><p>A new sentence.</p>"),
	);
	await mailIn(page).getByText("A new sentence.").waitFor();
	expect(await page.locator("#panel iframe").count()).toBe(1);
	expect(await page.evaluate("scrollY")).toBe(150);
	expect(complaints).toEqual([]);
});

test("a changed issue is shown without a click, in the frame and around it", async () => {
	const { page, world } = studio;
	await page.goto("/studio/preview");
	const { upcoming } = world;
	if (!upcoming.content) throw new Error("nothing is coming");
	world.upcoming = {
		...upcoming,
		content: { ...upcoming.content, subject: "Skip both" },
	};
	await page.locator("#inbox", { hasText: "Skip both" }).waitFor();
	await mailIn(page).getByText("Skip both").waitFor();
	const before = upcoming.content.subject;
	expect(await page.locator("#inbox").textContent()).not.toContain(before);
	expect(await mailIn(page).getByText(before).count()).toBe(0);
});

test("a broken template shows file and line, and the mail is back when it is fixed", async () => {
	const { page, world } = studio;
	await page.goto("/studio/preview");
	await mailIn(page).getByRole("heading").waitFor();
	await world.edit((template) => template.replace("<ul>", "<ul>@broken"));
	await page.getByText("weekly.html:7").waitFor();
	const marked = page.locator(".code [aria-current]");
	expect(await marked.textContent()).toContain("<ul>@broken");
	expect(await page.locator("iframe").count()).toBe(0);
	await world.edit((template) => template.replace("@broken", ""));
	await mailIn(page).getByRole("heading").waitFor();
	expect(await page.locator(".broken").count()).toBe(0);
});

test("the page catches up with the server after it was away", async () => {
	const { page, world, server } = studio;
	await page.goto("/studio/preview");
	await page.getByRole("status").getByText("Live").waitFor();
	const port = Number(new URL(server.url).port);
	await server.close();
	await page.getByRole("status").getByText("Reconnecting").waitFor();
	await world.edit((template) =>
		template.replace("</h1>", "</h1><p>Back.</p>"),
	);
	studio.server = await serve(world, port);
	await mailIn(page).getByText("Back.").waitFor();
	await page.getByRole("status").getByText("Live").waitFor();
	expect(await page.getByText("Reconnecting").count()).toBe(0);
});

test("nine tabs are kept up to date, also after the one that listens is hidden or closed", async () => {
	const { context, page, world, complaints } = studio;
	const tabs = [page];
	while (tabs.length < 9) tabs.push(await context.newPage());
	for (const tab of tabs) await tab.goto("/studio/preview");
	const change = async (words: string, shown: Page[]) => {
		await world.edit((template) =>
			template.replace("</h1>", `</h1><p>${words}</p>`),
		);
		for (const tab of shown) await mailIn(tab).getByText(words).waitFor();
	};
	const look = (tab: Page, hidden: boolean) =>
		tab.evaluate(
			`Object.defineProperty(document, "hidden", { value: ${hidden}, configurable: true }); document.dispatchEvent(new Event("visibilitychange"))`,
		);
	for (const tab of tabs)
		await tab.getByRole("status").getByText("Live").waitFor();
	await change("For all.", tabs);

	await look(page, true);
	await tabs[1]?.close();
	await change("For the others.", tabs.slice(2));
	expect(await mailIn(page).getByText("For the others.").count()).toBe(0);
	await look(page, false);
	await mailIn(page).getByText("For the others.").waitFor();
	expect(complaints).toEqual([]);
});

test("a server that says nothing is not called live, and a page catches up when it speaks", async () => {
	const { page, world } = studio;
	let silent = false;
	// An answer that has no end, as of a server or a network that stands still.
	await page.route("**/studio/events", (route) =>
		silent ? undefined : route.continue(),
	);
	await page.clock.install();
	await page.goto("/studio/preview");
	await page.getByRole("status").getByText("Live").waitFor();
	silent = true;
	await page.clock.runFor(41_000);
	await page.getByRole("status").getByText("Not up to date").waitFor();
	await world.edit((template) =>
		template.replace("</h1>", "</h1><p>Meanwhile.</p>"),
	);
	silent = false;
	await page.clock.runFor(41_000);
	await page.getByRole("status").getByText("Live").waitFor();
	await mailIn(page).getByText("Meanwhile.").waitFor();
});

test("a page stays as it is, and says so, while something else answers in the studio’s place", async () => {
	const { page } = studio;
	await page.clock.install();
	await page.goto("/studio/preview");
	await page.getByRole("status").getByText("Live").waitFor();
	await page.route("**/studio/preview?*", (route) =>
		route.fulfill({ status: 502, body: "Bad Gateway" }),
	);
	await page.getByRole("link", { name: "Headers" }).click();
	await page.getByRole("status").getByText("Not up to date").waitFor();
	expect(await mailIn(page).getByRole("heading").count()).toBe(1);
	await page.unroute("**/studio/preview?*");
	await page.clock.runFor(2000);
	await page
		.getByRole("rowheader", { name: "List-Unsubscribe-Post" })
		.waitFor();
	await page.getByRole("status").getByText("Live").waitFor();
});

// 320: a page of 1280 at four times its size (WCAG 1.4.10).
test.each([1280, 375, 320])(
	"at %i px no page is wider than the screen or asks for anything elsewhere",
	async (width) => {
		const { page, world, server, complaints } = studio;
		const ada = await world.subscribe("ada@example.com", "Ada", ["quillmark"]);
		world.mailbox.append(mailOf({ subject: "x".repeat(300) }));
		await seal(world, 1, "complete");
		await world.db.updateTable("issues").set({ recipients: 1234567 }).execute();
		await page.setViewportSize({ width, height: 800 });
		for (const path of [
			"/studio",
			"/studio/issues/1/sending",
			`/studio/preview?reader=${ada}`,
			`/studio/preview?reader=${ada}&view=phone&look=dark`,
			`/studio/preview?reader=${ada}&view=text`,
			`/studio/preview?reader=${ada}&view=headers`,
			`/studio/preview?reader=${ada}&view=source`,
			"/mailbox",
			"/mailbox/1",
			"/mailbox/1?view=source",
		]) {
			await page.goto(path);
			const beyond = await page.evaluate(
				"document.documentElement.scrollWidth - document.documentElement.clientWidth",
			);
			expect(beyond, path).toBe(0);
		}
		expect(studio.requested.length).toBeGreaterThan(9);
		expect(
			studio.requested.filter((url) => !url.startsWith(server.url)),
		).toEqual([]);
		expect(complaints).toEqual([]);
	},
);

test("without scripts the forms lead to the same pages", async () => {
	const { browser, world, server } = studio;
	const ada = await world.subscribe("ada@example.com", "Ada", []);
	const plain = await browser.newContext({
		baseURL: server.url,
		javaScriptEnabled: false,
	});
	const quiet = await plain.newPage();
	await quiet.goto("/studio/preview?view=phone");
	await quiet.getByLabel("Reader", { exact: true }).selectOption(String(ada));
	await quiet.getByRole("button", { name: "Show" }).click();
	await quiet.frameLocator("iframe").getByText("Hello, Ada!").waitFor();
	const { pathname, search } = new URL(quiet.url());
	expect(pathname + search).toBe(
		`/studio/preview?q=&reader=${ada}&view=phone&lens=&format=`,
	);
	await plain.close();
});
