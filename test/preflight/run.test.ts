import { expect, test } from "vitest";
import { draftIssue } from "../../src/issue/life/draft.ts";
import { editIssue } from "../../src/issue/life/edit.ts";
import { keepPreflight } from "../../src/issue/life/pass-preflight.ts";
import { renderDraft } from "../../src/issue/life/render-draft.ts";
import { checkIssue, QUICK } from "../../src/preflight/check-issue.ts";
import { mergeFindings } from "../../src/preflight/finding.ts";
import { upcomingChecker } from "../../src/studio/check-upcoming.ts";
import { addSubscriber } from "../../src/subscriber/sign-up/add-subscriber.ts";
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

test("the studio shows the stored runs of an issue for an audience, each finding once and with the address of its reader", async () => {
	const { app, issue, close } = await draftedApp();
	const edited = await editIssue(app, issue.id, { audience: "format=full" });
	const rendered = await renderDraft(app, edited);
	const { subscriber } = await addSubscriber(app.db, app.clock, {
		email: "ada@example.com",
		confirmed: true,
	});
	const copy = {
		...{ who: "ada@example.com", subscriberId: subscriber.id, why: "" },
		...{ html: 1, text: 1, message: 1, sections: [] },
	};
	const finding = {
		...{ level: "warn" as const, code: "x", place: "header" },
		...{ what: "It is odd.", fix: "Look at it." },
		readers: [copy.who],
	};
	for (const seen of [true, false])
		await keepPreflight(app, issue.id, rendered, {
			...(await nothingFound()),
			copies: [copy, { ...copy, who: "a new reader", subscriberId: null }],
			findings: [finding],
			seen,
		});
	const result = await upcomingChecker(app)(edited, rendered.content);
	expect(result).toMatchObject({ at: app.clock.now(), copies: 2 });
	expect(result.findings).toEqual([finding]);
	await close();
});

test("a finding that only differs in size from copy to copy is one, the largest, with all its readers", () => {
	const large = (size: number) => ({
		level: "warn" as const,
		code: "text-large",
		place: "text part",
		what: `It has ${size} bytes.`,
		fix: "Shorten it.",
		size,
	});
	const { size: _, ...other } = large(1);
	const merged = mergeFindings([
		{ reader: "a", findings: [large(13_100)] },
		{ reader: "b", findings: [large(13_177), other] },
		{ reader: "c", findings: [large(13_050)] },
	]);
	expect(merged).toEqual([
		{ ...large(13_177), readers: ["a", "b", "c"] },
		{ ...other, readers: ["b"] },
	]);
});
