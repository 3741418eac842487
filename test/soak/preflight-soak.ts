import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importPaths } from "../../src/catalog/import/import.ts";
import { updatePreferences } from "../../src/db/subscriber/choices.ts";
import { draftIssue } from "../../src/issue/life/draft.ts";
import { editIssue } from "../../src/issue/life/edit.ts";
import { renderDraft } from "../../src/issue/life/render-draft.ts";
import type { ReportedFinding } from "../../src/issue/preflight-report.ts";
import { checkIssue, QUICK } from "../../src/preflight/check-issue.ts";
import { addSubscriber } from "../../src/subscriber/sign-up/add-subscriber.ts";
import { testApp } from "../support/app.ts";
import { freshSqlite } from "../support/databases.ts";
import { ordinaryComparison, prose, readerName } from "./ordinary-content.ts";
import { type Random, randomFrom } from "./random.ts";

export interface PreflightSoakPlan {
	issues: number;
	seed: number;
	/** Every so many issues are shown in a browser, too; 0: none. */
	browserEvery: number;
	say(line: string): void;
}

export interface PreflightSoakReport {
	issues: number;
	comparisons: number;
	copies: number;
	seen: number;
	/** Copies whose texts could not be compared by place. */
	unplaced: number;
	refused: number;
	warnings: Record<string, number>;
	blocks: { issue: number; findings: ReportedFinding[] }[];
}

/** The words of themes in other languages; some look like placeholders, verdicts or missing values. */
const THEMES: readonly [object, ...object[]] = [
	{},
	{
		lang: "de",
		wording: {
			"verdict-ship": "+ Nehmen",
			"verdict-skip": "× Lassen",
			"verdict-unknown": "? Offen",
			"digest-calls": "null Werbung, sieben Urteile",
			"digest-brief": "Kurz: Ship oder Skip",
			"digest-unsubscribe": "Abbestellen",
		},
	},
	{
		lang: "es",
		wording: {
			"digest-calls": "TODO lo de esta semana",
			"verdict-ship": "+ Sí",
			"verdict-skip": "× No",
			"digest-unsubscribe": "Darse de baja",
		},
	},
	{
		lang: "ar",
		dir: "rtl",
		wording: {
			"digest-hello": "مرحبا {name}،",
			"digest-calls": "أحكام هذا الأسبوع",
			"verdict-ship": "+ نعم",
			"verdict-skip": "× لا",
			"digest-unsubscribe": "إلغاء الاشتراك",
		},
	},
	{
		lang: "pt",
		wording: {
			"verdict-ship": "✓",
			"verdict-skip": "✗",
			"verdict-unknown": "?",
			"digest-brief": "Sim? Não!",
		},
	},
	{
		lang: "ja",
		wording: { "digest-calls": "今週の判定", "digest-brief": "短く" },
	},
];

/**
 * Drafts issues of 1 to 12 ordinary comparisons for readers of every cohort, and
 * checks each as an approval does. The same seed gives the same issues.
 */
export async function soakPreflight({
	issues,
	seed,
	browserEvery,
	say,
}: PreflightSoakPlan): Promise<PreflightSoakReport> {
	const report: PreflightSoakReport = {
		issues,
		comparisons: 0,
		copies: 0,
		seen: 0,
		unplaced: 0,
		refused: 0,
		warnings: {},
		blocks: [],
	};
	for (let issue = 1; issue <= issues; issue++) {
		const random = randomFrom(seed * 100_003 + issue);
		const inBrowser = browserEvery > 0 && issue % browserEvery === 0;
		await checkOne(issue, random, inBrowser, report);
		if (issue % 25 === 0)
			say(`${issue} of ${issues} issues, ${report.blocks.length} blocked`);
	}
	return report;
}

async function checkOne(
	issue: number,
	random: Random,
	inBrowser: boolean,
	report: PreflightSoakReport,
): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), "digest-soak-"));
	const themeFile = join(folder, "theme.json");
	writeFileSync(themeFile, JSON.stringify(random.pick(THEMES)));
	const database = await freshSqlite();
	const app = await testApp(database, {
		THEME_FILE: themeFile,
		MINIMUM_COMPARISONS: "1",
		LEADS: String(1 + random.whole(5)),
		BRIEFS: "12",
	});
	try {
		const wanted = 1 + random.whole(12);
		const paths = Array.from({ length: wanted }, (_, index) => {
			const path = join(folder, `${index}.json`);
			writeFileSync(path, JSON.stringify(ordinaryComparison(random)));
			return path;
		});
		const imported = await importPaths(app.db, app.clock, paths);
		report.refused += imported.errors.length;
		report.comparisons += imported.comparisons.created;
		if (imported.comparisons.created === 0) return;
		app.clock.advance(60_000);
		// Without a subscriber, sample readers stand in.
		if (random.chance(0.9)) await addReaders(app, random);
		const { issue: draft } = await draftIssue(app);
		const edited = random.chance(0.5)
			? await editIssue(app, draft.id, {
					intro: prose(random).replace(/\s+/g, " ").slice(0, 600),
					...(random.chance(0.3)
						? { subject: prose(random, 1).replace(/\s+/g, " ").slice(0, 150) }
						: {}),
				})
			: draft;
		const { findings, copies, seen } = await checkIssue(
			app,
			await app.instruments(),
			edited,
			await renderDraft(app, edited),
			null,
			{ ...QUICK, ...(inBrowser ? { withoutBrowser: null } : {}) },
		);
		report.copies += copies.length;
		if (seen) report.seen++;
		for (const { level, code } of findings) {
			if (level === "block") continue;
			const key = `${level} ${code}`;
			report.warnings[key] = (report.warnings[key] ?? 0) + 1;
			if (code === "content-unplaced") report.unplaced++;
		}
		const blocking = findings.filter(({ level }) => level === "block");
		if (blocking.length > 0) report.blocks.push({ issue, findings: blocking });
	} finally {
		await app.dispose();
		await database.db.destroy();
		rmSync(folder, { recursive: true, force: true });
	}
}

async function addReaders(
	{ db, clock }: Awaited<ReturnType<typeof testApp>>,
	random: Random,
): Promise<void> {
	for (const format of ["full", "brief"] as const)
		for (const lens of [
			null,
			"builder",
			"skeptic",
			"founder",
			"futurist",
		] as const) {
			const { subscriber } = await addSubscriber(db, clock, {
				email: `${format}-${lens ?? "panel"}@example.com`,
				name: readerName(random),
				confirmed: true,
			});
			const choices = { format, lens } as Parameters<
				typeof updatePreferences
			>[2];
			await updatePreferences(db, subscriber.id, choices, clock.now());
		}
}
