import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { IssueContent } from "../../src/issue/content/content.ts";
import { noPastSubjects } from "../../src/issue/words/past-subjects.ts";
import { QUICK } from "../../src/preflight/check-issue.ts";
import { runPreflight } from "../../src/preflight/run.ts";
import { sampleEnvelope } from "../../templates/samples.ts";
import { filledUp, weekIssue } from "../render/week-issues.ts";
import { WEEKS } from "../render/weeks.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { freshSqlite, type TestDatabase } from "../support/databases.ts";

let database: TestDatabase;
let app: TestApp;
beforeAll(async () => {
	database = await freshSqlite();
	app = await testApp(database, { PUBLICATION_LANGUAGE: "en,de" });
});
afterAll(async () => {
	await app.dispose();
	await database.db.destroy();
});

async function findings(content: IssueContent) {
	const { renderer } = app;
	const wordsIn = async (language: "en" | "de") => ({
		verdictWords: await renderer.verdictWords(language),
		ownWords: await renderer.ownWords(language),
	});
	const report = await runPreflight(
		app,
		// The weeks are in no catalog, so they have no pages.
		{ ...(await app.instruments()), statusOfPages: async () => new Map() },
		{
			issueId: 0,
			audience: [],
			compiled: await renderer.compile(content),
			marked: await renderer.compileMarked(content),
			proof: [],
			envelope: sampleEnvelope,
			expected: {
				content,
				past: noPastSubjects,
				publicUrl: app.config.publicUrl,
				mailFrom: app.config.mailFrom.address,
				published: false,
				...(await wordsIn("en")),
				inLanguage: { de: await wordsIn("de") },
				logo: null,
			},
		},
		QUICK,
	);
	return report.findings.map(
		({ level, code, place, what, readers }) =>
			`${level} ${code} | ${place} | ${what} | ${readers.length}`,
	);
}

describe.each(Object.keys(WEEKS))("the made-up week “%s”", (week) => {
	test.each([0, 8])("%s", async (size) => {
		expect(
			await findings(weekIssue(week, size ? filledUp(week, size) : undefined)),
		).toEqual([]);
	});
});
