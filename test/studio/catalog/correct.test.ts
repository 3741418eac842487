import { expect, it } from "vitest";
import {
	comparisonBySlug,
	toolBySlug,
} from "../../../src/db/catalog/catalog.ts";
import { catalogChangesOf } from "../../../src/db/catalog/catalog-changes.ts";
import { auditEntries } from "../../../src/db/issue/audit-log.ts";
import { issueById } from "../../../src/db/issue/issues.ts";
import { approveIssue } from "../../../src/issue/life/approve.ts";
import { draftIssue } from "../../../src/issue/life/draft.ts";
import { renderDraft } from "../../../src/issue/life/render-draft.ts";
import { sealIssue } from "../../../src/issue/life/seal.ts";
import { readerWords } from "../../../src/web/language/words-for.ts";
import { changesSinceMailed } from "../../../src/web/site/verdict-changes.ts";
import { testApp } from "../../support/app.ts";
import { nothingFound } from "../../support/context.ts";
import { describeDatabases } from "../../support/databases.ts";
import { seedComparison, seedSubscribers } from "../../support/seed.ts";
import { openSite } from "../../web/site.ts";
import { allRows, openEditor } from "../issue/editor.ts";

const TOOL = "/studio/catalog/one-left";
const COMPARISON = "/studio/comparisons/one";
const PAYLOAD = `"'><img src=x onerror=alert(1)><script>alert(2)</script>&amp;`;

describeDatabases("correcting a fact in the studio", (database) => {
	async function open() {
		const app = await testApp(database, { MINIMUM_COMPARISONS: "1" });
		await seedComparison(app.db, "One", "2026-11-15T08:00:00.000Z");
		return { app, editor: await openEditor(app) };
	}

	it("changes exactly the facts that were edited, says who changed what, and writes nothing when nothing was", async () => {
		const { app, editor } = await open();
		const before = await toolBySlug(app.db, "one-left");
		const untouched = await allRows(app.db);
		expect((await editor.send(TOOL, TOOL)).status).toBe(303);
		expect(await allRows(app.db)).toBe(untouched);

		const saved = await editor.send(TOOL, TOOL, {
			"fact:entryPrice": " $20 ",
			"fact:skeptic.score": "12",
			"fact:skeptic.verdict": "skip",
			"fact:skeptic.quote": "a view on this",
			"fact:founder.score": "",
			"fact:founder.verdict": "",
			"fact:founder.body": "",
		});
		expect([saved.status, saved.location]).toEqual([303, `${TOOL}?saved=1`]);
		const after = await toolBySlug(app.db, "one-left");
		const { reviews, updated_at, as_of, ...rest } = after ?? {};
		expect(rest).toEqual({
			...Object.fromEntries(
				Object.entries(before ?? {}).filter(([name]) => name in rest),
			),
			entry_price: "$20",
		});
		// What an import brings is compared with the time of the source, not of the correction.
		expect([updated_at, as_of]).toEqual([app.clock.now(), before?.as_of]);
		expect(
			reviews
				?.map(({ reviewer, score, verdict }) => [reviewer, score, verdict])
				.sort(),
		).toEqual([
			["builder", 70, "ship"],
			["futurist", 73, "skip"],
			["skeptic", 12, "skip"],
		]);
		const changes = (
			await catalogChangesOf(app.db, "tool", "one-left", 99)
		).map(({ at, who, action, field, before, after }) => {
			expect([at, who, action]).toEqual([
				app.clock.now(),
				"loopback",
				"correct",
			]);
			return `${field}: ${before} → ${after}`;
		});
		expect(changes.sort()).toEqual([
			"entryPrice: Free → $20",
			"founder.body: The founder has a view on this and gives a reason. → ",
			"founder.score: 72 → ",
			"founder.verdict: ship → ",
			"skeptic.quote:  → a view on this",
			"skeptic.score: 71 → 12",
			"skeptic.verdict: ship → skip",
		]);
		const [entry] = await auditEntries(app.db, null, 1);
		expect(entry).toMatchObject({
			who: "loopback",
			action: "correct",
			what: "tool one-left",
		});
		expect(JSON.parse(entry?.after ?? "")).toMatchObject({ entryPrice: "$20" });
		const page = (await editor.get(TOOL)).text;
		expect(page).toContain(
			"<td>Price</td>\n<td><bdi>Free</bdi></td>\n<td><bdi>$20</bdi></td>",
		);
		await app.dispose();
	});

	it("refuses what an import would refuse, with the place, and keeps what was typed", async () => {
		const { app, editor } = await open();
		const untouched = await allRows(app.db);
		for (const [field, value, words] of [
			["name", "", "Name"],
			["builder.score", "101", "A score"],
			["builder.score", "seven", "A score"],
			["builder.body", "", "A review"],
			["builder.quote", "never said", "piece of the body"],
			["panelShare", "1e2", "Panel share"],
			["community.ship", "3", "ship"],
			["tagline", "x".repeat(501), "Tagline"],
		] as const) {
			const refused = await editor.send(TOOL, TOOL, {
				[`fact:${field}`]: value,
			});
			expect([field, refused.status]).toEqual([field, 422]);
			expect(refused.text).toContain("Nothing was saved");
			expect(refused.text).toContain(words);
			expect(editor.formIn(refused.text, TOOL)[`fact:${field}`]).toBe(value);
		}
		for (const [field, value] of [
			["publishedAt", "2026-02-30T09:00:00Z"],
			["publishedAt", "2026-11-15"],
			["publishedAt", ""],
			["weight", "1001"],
			["weight", "1.5"],
		] as const)
			expect(
				(
					await editor.send(COMPARISON, COMPARISON, {
						[`fact:${field}`]: value,
					})
				).status,
			).toBe(422);
		expect(await allRows(app.db)).toBe(untouched);
		for (const path of ["/studio/catalog/none", "/studio/comparisons/none"])
			expect((await editor.get(path)).status).toBe(404);
		await app.dispose();
	});

	it("takes a form that is sent twice, as by a double click, once", async () => {
		const { app, editor } = await open();
		const sent = {
			...editor.formIn((await editor.get(TOOL)).text, TOOL),
			"fact:entryPrice": "$20",
			"fact:bestFor": "",
		};
		expect((await editor.post(TOOL, sent)).status).toBe(303);
		const saved = await allRows(app.db);
		expect((await editor.post(TOOL, sent)).status).toBe(303);
		expect(await allRows(app.db)).toBe(saved);
		await app.dispose();
	});

	it("refuses the second of two editors, shows both versions, and takes it when they save again", async () => {
		const { app, editor } = await open();
		const stale = editor.formIn((await editor.get(TOOL)).text, TOOL);
		await editor.send(TOOL, TOOL, {
			"fact:entryPrice": "$20",
			"fact:bestFor": "Everybody",
		});
		const untouched = await allRows(app.db);
		const refused = await editor.post(TOOL, {
			...stale,
			"fact:entryPrice": "$25",
			"fact:tagline": "Mine",
		});
		expect(refused.status).toBe(409);
		expect(await allRows(app.db)).toBe(untouched);
		expect(refused.text).toContain(
			`Saved meanwhile:</b></p><p class="said"><bdi>$20</bdi>`,
		);
		const again = editor.formIn(refused.text, TOOL);
		expect(again).toMatchObject({
			"fact:entryPrice": "$25",
			"fact:tagline": "Mine",
			"fact:bestFor": "Everybody",
		});
		expect((await editor.post(TOOL, again)).status).toBe(303);
		expect(await toolBySlug(app.db, "one-left")).toMatchObject({
			entry_price: "$25",
			tagline: "Mine",
			best_for: "Everybody",
		});
		await app.dispose();
	});

	it("makes an approval stale by the fact, and leaves what was mailed as it was mailed", async () => {
		const { app, editor } = await open();
		await seedSubscribers(app.db, 2);
		const { issue } = await draftIssue(app);
		await approveIssue(app, nothingFound, issue.id, "editor");
		await editor.send(TOOL, TOOL, { "fact:entryPrice": "$20" });
		const saved = (await editor.get(`${TOOL}?saved=1`)).text;
		expect(saved).toContain("issue 1</a> does not hold any more");
		expect(saved).toContain("Price of One Left: Free → $20");
		await expect(sealIssue(app, nothingFound, issue.id)).rejects.toThrow(
			"Price of One Left: Free → $20",
		);
		await approveIssue(app, nothingFound, issue.id, "editor");
		await sealIssue(app, nothingFound, issue.id);
		const sealed = await allRows(app.db);
		await editor.send(TOOL, TOOL, { "fact:entryPrice": "$25" });
		const record = await comparisonBySlug(app.db, "one");
		expect(
			record &&
				String(
					await changesSinceMailed(
						app.db,
						record,
						"UTC",
						readerWords(app.config, { language: null }),
					),
				),
		).toMatch(/The entry price of .*One Left.* was .*\$20.*; .*\$25.* now\./s);
		expect((await issueById(app.db, issue.id))?.content_hash).toBe(
			(JSON.parse(sealed) as [string, string[]][])
				.find(([name]) => name === "issues")?.[1]
				.map((row) => JSON.parse(row).content_hash)[0],
		);
		expect((await editor.get("/studio/issues/1/differences")).text).toContain(
			"Price of One Left: $20 → $25",
		);
		expect((await editor.get(TOOL)).text).toContain("issue 1</a>, in full");
		await app.dispose();
	});

	it("moves a comparison in time and weight, and the catalog says which issue can choose it", async () => {
		const { app, editor } = await open();
		expect((await editor.get("/studio/catalog")).text).toContain(
			"can be chosen for",
		);
		const saved = await editor.send(COMPARISON, COMPARISON, {
			"fact:publishedAt": "2026-12-20T09:00:00+01:00",
			"fact:weight": "-3",
		});
		expect(saved.status).toBe(303);
		expect(await comparisonBySlug(app.db, "one")).toMatchObject({
			published_at: "2026-12-20T08:00:00.000Z",
			weight: -3,
		});
		const page = (await editor.get(COMPARISON)).text;
		expect(page).toContain("none while it is held back");
		expect(page).toContain(
			"<td>Weight</td>\n<td><bdi>0</bdi></td>\n<td><bdi>-3</bdi></td>",
		);
		await editor.send(COMPARISON, COMPARISON, {
			"fact:publishedAt": "2026-11-15T08:00:00Z",
		});
		await seedComparison(app.db, "Two", "2026-11-15T08:00:00.000Z");
		await draftIssue(app);
		expect((await editor.get("/studio/catalog")).text).toContain(
			"issue 1</a>, draft, passed over",
		);
		expect((await editor.get(COMPARISON)).text).toMatch(
			/draft, passed over: .*weight/,
		);
		await app.dispose();
	});

	it("shows markup in every field as text: in the studio, in the mail and on the web", async () => {
		const { app, editor } = await open();
		const form = editor.formIn((await editor.get(TOOL)).text, TOOL);
		const typed = Object.keys(form).filter(
			(name) =>
				/^fact:/.test(name) &&
				!/score|verdict|quote|Share|community/.test(name),
		);
		expect(typed.length).toBe(12);
		await editor.post(TOOL, {
			...form,
			...Object.fromEntries(
				typed.map((name) => [
					name,
					name === "fact:shortName" ? `<b onclick=x>${"y"}` : PAYLOAD,
				]),
			),
		});
		expect((await toolBySlug(app.db, "one-left"))?.description).toBe(PAYLOAD);
		await editor.send(TOOL, TOOL, {
			"fact:builder.quote": PAYLOAD,
			"fact:name": `${PAYLOAD} 2`,
		});
		const { issue } = await draftIssue(app);
		const { compiled } = await renderDraft(app, issue);
		const site = openSite(database);
		const pages = [
			(await editor.get(TOOL)).text,
			(await editor.get(COMPARISON)).text,
			(await editor.get("/studio/catalog")).text,
			(await editor.get("/studio/log")).text,
			...Object.values(compiled.cohorts).map(({ html }) =>
				JSON.stringify(html),
			),
			await (await site.app.request("/c/one")).text(),
			await (await site.app.request("/tools/one-left")).text(),
		];
		const at = (is: (page: string) => boolean) =>
			pages.flatMap((page, index) => (is(page) ? [index] : []));
		expect(
			at((page) => /<img src=x|<script>alert|<b onclick/.test(page)),
		).toEqual([]);
		expect(at((page) => !page.includes("&lt;img src=x"))).toEqual([]);
		await app.dispose();
	});
});
