import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { issueById } from "../../src/db/issue/issues.ts";
import { sendIssue } from "../../src/delivery/send.ts";
import { addEditor } from "../../src/editors/manage-editors.ts";
import { makeLink } from "../../src/editors/sign-in-link.ts";
import { approveIssue } from "../../src/issue/life/approve.ts";
import { draftIssue } from "../../src/issue/life/draft.ts";
import { sealIssue } from "../../src/issue/life/seal.ts";
import { axeFindings, COLOURS, overhang } from "../support/axe.ts";
import { launchBrowser } from "../support/browser.ts";
import { nothingFound } from "../support/context.ts";
import { seedSubscribers } from "../support/seed.ts";
import { type Office, openOffice } from "./office.ts";

/** A folder for pictures of each page, to look at; unset: none are made. */
const PICTURES = process.env.STUDIO_PICTURES;

const CAPTURE = "test/catalog/fixtures/full.txt";

let browser: Browser;
let office: Office;
let page: Page;

/** A sealed issue that is complete, the next one drafted, and an import of each kind looked at. */
beforeAll(async () => {
	browser = await launchBrowser();
	office = await openOffice(browser, {}, { login: true });
	const { app } = office;
	const send = new AbortController().signal;
	await office.seedWeek("One", "Two", "Three", "Four");
	await seedSubscribers(app.db, 12, (n) =>
		n === 12
			? "a.reader.with.a.long.address.of.many.letters@a-domain-as-long-as-they-get.example.com"
			: `reader${n}@house${n % 3}.example`,
	);
	const { issue } = await draftIssue(app);
	await approveIssue(app, nothingFound, issue.id, "editor");
	await sealIssue(app, nothingFound, issue.id);
	await sendIssue(await app.sender(), issue.id, { signal: send });
	expect((await issueById(app.db, issue.id))?.state).toBe("complete");
	await office.seedWeek("Five", "Six", "Seven");
	await draftIssue(app);
	await addEditor(app, { address: "zoe@example.com", name: "Zoe", role: null });
	await addEditor(app, { address: "ed@example.com", name: "Ed", role: null });
	page = await office.openPage({ viewport: { width: 375, height: 800 } });
	await page.goto(await makeLink(app, "Zoe"));
	await page.getByRole("button", { name: "Sign in to the studio" }).click();
	await page.waitForURL("**/studio");
});

afterAll(async () => {
	await office.close();
	await browser.close();
});

/** What stands for each parameter of a route; a route with one that is not here fails the test. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
	"/mailbox/:id": [
		"/mailbox/1",
		"/mailbox/1?view=text",
		"/mailbox/1?view=source",
	],
	"/studio/catalog/:slug": ["/studio/catalog/five-left"],
	"/studio/comparisons/:slug": ["/studio/comparisons/five"],
	"/studio/issues/:number": ["/studio/issues/1", "/studio/issues/2"],
	"/studio/people/:id": ["/studio/people/12"],
	"/studio/reports/:issue": ["/studio/reports/1"],
	"/studio/reports/:issue/rows": [
		"/studio/reports/1/rows?what=excluded",
		"/studio/reports/1/rows?what=accepted",
	],
	"/studio/sign-in/:token": [`/studio/sign-in/${"A".repeat(43)}`],
};

/** The addresses of every page that is a route of the studio, and other views of some. */
async function addresses(): Promise<string[]> {
	const imports = [await lookedAt("import"), await lookedAt("people/import")];
	const paths = office.studio.routes
		.filter(({ method, path }) => method === "GET" && !LEAVES.test(path))
		.flatMap(({ path }) =>
			placesOf(path.replaceAll(/\{(?:[^{}]|\{[^{}]*\})*\}/g, "")),
		);
	return [...new Set([...paths, ...imports, ...MORE])];
}

/** What is no page: styles, scripts, downloads, the stream, and mail in its frame. */
const LEAVES =
	/\.(?:css|js|svg|eml|csv|json)|\\.(?:csv|js)|:file|:run|\/import\/:id|\/frame$|\/events$/;

const MORE = [
	...["phone", "looks", "text", "headers", "source"].map(
		(view) => `/studio/preview?view=${view}`,
	),
	"/studio/preview?beside=last",
	"/studio/preview?reader=12",
	"/studio/people?q=reader",
	"/studio/people?where=colour",
	"/studio/letters?letter=welcome&view=text",
	"/studio/no-such-page",
];

function placesOf(path: string): readonly string[] {
	if (!path.includes(":")) return [path];
	const known = Object.keys(PLACES).sort((a, b) => b.length - a.length);
	const base = known.find((one) => path === one || path.startsWith(`${one}/`));
	if (base === undefined) throw new Error(`What is a page of ${path}?`);
	return (PLACES[base] ?? []).map((one) => one + path.slice(base.length));
}

/** The page of an import that was looked at and not done. */
async function lookedAt(what: "import" | "people/import"): Promise<string> {
	await page.goto(`/studio/${what}`);
	if (what === "import") {
		await page.getByLabel("Or paste").fill(await readFile(CAPTURE, "utf8"));
		await page.getByRole("button", { name: "See what would change" }).click();
	} else {
		await page
			.getByLabel("Or paste rows here")
			.fill("email,colour\nnew@x.example,blue\nno address,red\n");
		await page.getByRole("button", { name: "Look what would happen" }).click();
	}
	await page.getByRole("heading").first().waitFor();
	return new URL(page.url()).pathname;
}

test("no page of the studio has a finding of axe in either scheme, is wider than its window, complains or asks another host", async () => {
	const faults: unknown[] = [];
	const seen = new Set<string>();
	const paths = await addresses();
	office.complaints.length = 0;
	expect(paths.length).toBeGreaterThan(60);
	let refusals = 0;
	/** Looks at what is left, beside the other. */
	const walk = async (one: Page) => {
		for (let path = paths.shift(); path; path = paths.shift()) {
			await one.emulateMedia({ colorScheme: "light" });
			if (((await one.goto(path))?.status() ?? 0) >= 400) refusals++;
			// An act that is not open to an issue leads to a page that was looked at.
			if (seen.has(one.url())) continue;
			seen.add(one.url());
			for (const width of [1280, 768, 375]) {
				await one.setViewportSize({ width, height: 800 });
				const beyond = await overhang(one);
				if (beyond !== 0) faults.push([path, width, beyond]);
				if (PICTURES)
					await one.screenshot({
						path: `${PICTURES}/${path.replaceAll(/\W+/g, "-")}-${width}.png`,
						fullPage: true,
					});
			}
			const edges = await one.evaluate<string[]>(UNMARKED_EDGES);
			faults.push(...edges.map((found) => [path, "no mark of more", found]));
			const light = await axeFindings(one, MAIL_APART);
			await one.emulateMedia({ colorScheme: "dark" });
			const dark = await axeFindings(one, {
				...MAIL_APART,
				...COLOURS,
			});
			faults.push(...light.map((found) => [path, found]));
			faults.push(...dark.map((found) => [path, "dark", found]));
		}
	};
	await Promise.all([walk(page), walk(await page.context().newPage())]);
	expect(faults).toEqual([]);
	// The browser itself notes that a page is an answer of 400, 403 or 404.
	const noted = /status of 40[034]/;
	expect(office.complaints.filter((one) => !noted.test(one))).toEqual([]);
	expect(office.complaints).toHaveLength(refusals);
	expect(office.elsewhere).toEqual([]);
});

/** Regions that scroll without a shadow, have one without scrolling, or can't be named or reached by keyboard. */
const UNMARKED_EDGES = `new Promise((resolve) => {
	// A timeline of scrolling is brought up to date with a frame.
	requestAnimationFrame(() => requestAnimationFrame(() => resolve(
		[...document.querySelectorAll(".scroll")]
			.filter((one) =>
				(one.scrollWidth > one.clientWidth) !== (getComputedStyle(one).boxShadow !== "none") ||
				one.role !== "region" || one.tabIndex !== 0 || !one.ariaLabel)
			.map((one) => one.ariaLabel ?? "without a name"),
	)));
})`;

/** A message in its frame is what it is; preflight has its own checks for it. */
const MAIL_APART = { iframes: false, resultTypes: ["violations"] };

/** Breaks out of an attribute, an element and a link of an intro; as short as a subject may be. */
const PAYLOAD = `"'></textarea><img src=x onerror=alert(1) data-planted>[x](javascript:alert(1))`;

/** What a payload has planted in the open page or in a message that it shows. */
async function planted(): Promise<number> {
	const counts = await Promise.all(
		page.frames().map((frame) =>
			frame
				.locator("[data-planted], [href^='javascript:']")
				.count()
				// A frame that is on its way out has nothing to show.
				.catch(() => 0),
		),
	);
	return counts.reduce((sum, one) => sum + one, 0);
}

/** Fetches a page as the browser would, and reads it without showing it: no script in it runs, no picture loads. */
const FETCH = `const read = async (url, init) => {
	const answer = await fetch(url, init);
	const page = new DOMParser().parseFromString(await answer.text(), "text/html");
	return { page, url: answer.url };
};
const fieldsOf = (page) => [...page.querySelectorAll("main form")].flatMap((form) =>
	[...form.elements]
		.filter((one) => one.matches("textarea, input:is([type=text], [type=search], [type=email], [type=file], :not([type]))"))
		.map((field) => ({ form, field, name: form.method + " " + form.getAttribute("action") + " " + field.name })));`;

/** The address that a page is found at, and its fields into which something can be typed, by the address that their form is sent to. */
const FIELDS = (path: string) => `(async () => {
	${FETCH}
	const { page, url } = await read(${JSON.stringify(path)});
	return { url, names: fieldsOf(page).map(({ name }) => name) };
})()`;

/** Fills in one field with the payload, the others with what they need, sends the form, and counts what that planted. */
const SEND = (path: string, name: string) => `(async () => {
	${FETCH}
	const { page, url } = await read(${JSON.stringify(path)});
	const { form, field } = fieldsOf(page).find(({ name }) => name === ${JSON.stringify(name)});
	const payload = ${JSON.stringify(PAYLOAD)};
	for (const one of form.elements) {
		if (one.name === "address" && one.value === "") one.value = "reader" + Math.random() + "@x.example";
		if (one.name === "name" && one.value === "") one.value = "N" + Math.random();
		if (one.matches("[type=radio], [name=confirmed]")) one.checked = true;
	}
	if (field.type !== "file") field.value = payload;
	const said = new FormData(form);
	if (field.type === "file") {
		const rows = "email," + payload + "\\n" + payload + "," + payload + "\\n";
		said.set(field.name, new File([rows], payload.replaceAll("/", "") + ".csv"));
	}
	const to = new URL(form.getAttribute("action") || url, url);
	const isUpload = form.enctype === "multipart/form-data";
	const body = isUpload ? said : new URLSearchParams(said);
	const answer = form.method === "get"
		? await read(to.pathname + "?" + body)
		: await read(to, { method: "POST", body });
	return answer.page.querySelectorAll("[data-planted], [href^='javascript:']").length;
})()`;

test("what is typed into any field of any form is shown as text, there and on every page afterwards", async () => {
	const paths = await addresses();
	office.complaints.length = 0;
	const sent = new Set<string>();
	const pages = new Set<string>();
	await page.goto("/studio/account");
	for (const path of paths) {
		const { url, names } = await page.evaluate<{
			url: string;
			names: string[];
		}>(FIELDS(path));
		if (pages.has(url)) continue;
		pages.add(url);
		for (const name of names) {
			if (sent.has(name)) continue;
			sent.add(name);
			const count = await page.evaluate<number>(SEND(path, name));
			expect([name, count]).toEqual([name, 0]);
		}
	}
	expect(sent.size).toBeGreaterThan(50);
	let shown = 0;
	for (const path of pages) {
		await page.goto(path);
		expect([path, await planted()]).toEqual([path, 0]);
		const isShown = await page.evaluate<boolean>(
			`(document.body.textContent + [...document.querySelectorAll("input, textarea")].map((one) => one.value)).includes("<img src=x onerror")`,
		);
		if (isShown) shown++;
	}
	expect(shown).toBeGreaterThan(10);
	expect(
		office.complaints.filter((one) => !/status of 4\d\d/.test(one)),
	).toEqual([]);
	expect(office.elsewhere).toEqual([]);
});
