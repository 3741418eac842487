import { afterEach, beforeEach, expect, test } from "vitest";
import { countFigures } from "../../../src/report/count-figures.ts";
import { createStudio } from "../../../src/studio/app.ts";
import { shift } from "../../../src/time/clock.ts";
import { SEALED, seedSentIssue } from "../../report/seed-report.ts";
import { FakeClock } from "../../support/clock.ts";
import { freshSqlite, type TestDatabase } from "../../support/databases.ts";
import { issueContent } from "../content.ts";
import { openWorld, type World } from "../world.ts";

let database: TestDatabase;
let world: World;
let readers: number[];

const XSS = `</title><img src=x onerror=alert(1)>`;

beforeEach(async () => {
	database = await freshSqlite();
	world = await openWorld(
		database,
		new FakeClock(shift(SEALED, 7 * 86_400_000)),
	);
	({ readers } = await seedSentIssue(
		database.db,
		issueContent({ subject: `Ship ${XSS}` }),
	));
	await countFigures(world.deps, async () => ({
		left: 17,
		starts: SEALED,
		ends: shift(SEALED, 1_200_000),
		because: null,
		perHour: null,
		slowed: [],
		curve: [
			{ at: SEALED, sum: 0 },
			{ at: shift(SEALED, 1_200_000), sum: 17 },
		],
	}));
});

afterEach(async () => {
	await world.close();
	await database.db.destroy();
});

const get = async (path: string) => {
	const answer = await createStudio(world.deps).request(path);
	return { status: answer.status, page: await answer.text(), answer };
};

test("every figure of a report has a title, what it counts, its table and its CSV", async () => {
	for (const path of ["/studio/reports", "/studio/reports/7"]) {
		const { page } = await get(path);
		const cards = page.split('<section class="card report-card"').slice(1);
		expect(cards.length).toBeGreaterThan(1);
		for (const card of cards) {
			expect(card).toMatch(/<h2>[^<]+<\/h2>\s*<p class="note">[^<]{20,}/);
			expect(card).toContain("<table");
			const [, href = ""] = /href="([^"]+\.csv)"/.exec(card) ?? [];
			const { status, page: csv } = await get(href);
			expect(status, href).toBe(200);
			expect(csv.split("\r\n").length, href).toBeGreaterThan(2);
		}
	}
});

test("every chart is named and described, and no page has a style of its own", async () => {
	for (const path of ["/studio/reports", "/studio/reports/7"]) {
		const { page } = await get(path);
		const charts = page.match(/<svg[^>]*role="img"[^>]*>/g) ?? [];
		expect(charts.length).toBeGreaterThan(0);
		for (const chart of charts)
			for (const id of /aria-labelledby="(.*?)"/.exec(chart)?.[1]?.split(" ") ??
				[])
				expect(page.split(`id="${id}"`).length).toBe(2);
		expect(page).not.toMatch(/\sstyle=|<style|NaN|undefined/);
		expect(page).not.toContain("<img src=x");
	}
});

test("every figure that links to its rows leads to that many readers, with masked addresses", async () => {
	const { page } = await get("/studio/reports/7");
	const links = [
		...page.matchAll(/href="(\/studio\/reports\/7\/rows[^"]+)">(\d+)</g),
	].map(([, href = "", count]) => ({
		href: href.replaceAll("&amp;", "&"),
		count: Number(count),
	}));
	const single = links.filter(({ href }) => /domain=|cause=/.test(href));
	expect(single.length).toBeGreaterThan(5);
	expect(single.some(({ href }) => href.includes("other+domains"))).toBe(true);
	for (const { href, count } of single) {
		const rows = await get(href);
		expect(rows.page.match(/href="\/studio\/people\/\d+"/g)?.length, href).toBe(
			count,
		);
		expect(rows.page).not.toContain("w1@work.example");
	}
});

test("an issue that ended early is called so, and who was left out is told why, whatever a server said before", async () => {
	await world.db.updateTable("issues").set({ state: "ended" }).execute();
	const { page: steps } = await get("/studio/reports/7/steps.csv");
	expect(steps).toContain("Ended early,");
	expect(steps).not.toContain("Complete");
	await world.db
		.updateTable("deliveries")
		.set({ smtp_reply: "451 4.3.0 later", reason: "issue cancelled" })
		.where("state", "=", "excluded")
		.execute();
	const { page } = await get("/studio/reports/7/rows?what=excluded");
	expect(page).toContain("issue cancelled");
	expect(page).not.toContain("451 4.3.0 later");
});

test("an issue that is not counted yet says so, and shows no zero in its place", async () => {
	await database.db.deleteFrom("issue_figures").execute();
	const { page } = await get("/studio/reports/7");
	expect(page).toContain("Its deliveries are not counted yet.");
	expect(page).not.toContain("<b>0</b> of");
	expect(page.match(/<p>Not counted yet\.<\/p>/g)).toHaveLength(4);
	expect(page).toContain("Refusals are not counted yet.");
	expect(page).not.toMatch(/No message|Nobody|No delivery|nothing was/);
});

test.each([
	"/studio/reports/99",
	"/studio/reports/x",
	"/studio/reports/7/none.csv",
	"/studio/reports/7/rows?what=clicks",
])("%s is not there", async (path) => {
	expect((await get(path)).status).toBe(404);
});

test("a report's page reads figures, and counts no delivery", async () => {
	await database.db.deleteFrom("deliveries").execute();
	const { page } = await get("/studio/reports/7");
	expect(page).toContain("<b>13</b> of 17 accepted");
	expect(readers.length).toBe(17);
});
