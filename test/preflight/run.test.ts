import { expect, test } from "vitest";
import { draftIssue } from "../../src/issue/life/draft.ts";
import { editIssue } from "../../src/issue/life/edit.ts";
import { keepPreflight } from "../../src/issue/life/pass-preflight.ts";
import { renderDraft } from "../../src/issue/life/render-draft.ts";
import { checkIssue, QUICK } from "../../src/preflight/check-issue.ts";
import { upcomingChecker } from "../../src/studio/check-upcoming.ts";
import { testApp } from "../support/app.ts";
import { nothingFound } from "../support/context.ts";
import { freshSqlite } from "../support/databases.ts";
import { seedComparison } from "../support/seed.ts";

async function draftedApp() {
	const database = await freshSqlite();
	const app = await testApp(database);
	await seedComparison(app.db, "Alpha", app.clock.now());
	app.clock.advance(60_000);
	const { issue } = await draftIssue(app);
	return {
		app,
		issue,
		close: async () => {
			await app.dispose();
			await database.db.destroy();
		},
	};
}

test("a run that fails closes its browser", async () => {
	const { app, issue, close } = await draftedApp();
	let closed = 0;
	const instruments = {
		...(await app.instruments()),
		openBrowser: async () => ({
			measure: async () => ({ views: [], requests: [] }),
			close: async () => {
				closed++;
			},
		}),
		readMail: async () => {
			throw new Error("no mail can be read");
		},
	};
	const rendered = await renderDraft(app, issue);
	await expect(
		checkIssue(app, instruments, issue, rendered, null, {
			withoutBrowser: null,
			withoutSpam: QUICK.withoutSpam,
		}),
	).rejects.toThrow("no mail can be read");
	expect(closed).toBe(1);
	await close();
});

test("the studio shows the stored run of an issue for an audience", async () => {
	const { app, issue, close } = await draftedApp();
	const edited = await editIssue(app, issue.id, { audience: "format=full" });
	const rendered = await renderDraft(app, edited);
	await keepPreflight(app, issue.id, rendered, {
		...(await nothingFound()),
		seen: true,
	});
	const result = await upcomingChecker(app)(edited, rendered.content);
	expect(result).toMatchObject({ seen: true, at: app.clock.now() });
	await close();
});
