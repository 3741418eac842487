import { afterAll, beforeAll, expect, test } from "vitest";
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

test.each(Object.keys(WEEKS))(
	"the week “%s”, filled up, is clean in both languages",
	async (week) => {
		expect(await findings(weekIssue(week, filledUp(week, 8)))).toEqual([]);
	},
);

// A full week says all that a plain one says, but for those of which little is known.
test.each(["nothing known", "one comparison", "right to left"])(
	"the week “%s” is clean in both languages",
	async (week) => {
		expect(await findings(weekIssue(week))).toEqual([]);
	},
);
