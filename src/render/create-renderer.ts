import type { Theme } from "../../templates/theme.ts";
import { REVIEWERS } from "../catalog/panel.ts";
import type { Reviewer, Verdict } from "../db/catalog-tables.ts";
import {
	type CohortKey,
	type CompiledCohort,
	type CompiledIssue,
	cohortKey,
} from "../issue/content/compiled-issue.ts";
import type { IssueContent } from "../issue/content/content.ts";
import { type MarkedText, markContent } from "../issue/content/marks.ts";
import { issueThrough } from "../issue/content/through-lens.ts";
import type { MarkedIssue, Renderer, VerdictWords } from "../issue/renderer.ts";
import { briefOf } from "./brief/brief-data.ts";
import { briefText } from "./brief/brief-text.ts";
import { verdictSign, verdictWord } from "./labels.ts";
import { isHeardIn } from "./lens.ts";
import type { Letter, LetterSender, Letters } from "./letters/letter-data.ts";
import { openCompiledIssue, openMarkedIssue } from "./merge/open-issue.ts";
import { segmentsOf } from "./merge/segments.ts";
import { quotesOnly } from "./quotes-only.ts";
import { withAbsoluteUrl } from "./templates/apply-theme.ts";
import { refuseScripts, withoutScripts } from "./templates/check-scripts.ts";
import {
	type LoadTemplate,
	type TemplateModule,
	templateLoader,
} from "./templates/load-template.ts";
import {
	BRIEF,
	hashTemplates,
	readTemplate,
	type TemplateFolders,
	WEEKLY,
	withEditorsPath,
} from "./templates/template-files.ts";
import { readTheme } from "./templates/theme.ts";
import { renderText } from "./text/text.ts";
import type { WeeklyTemplate } from "./weekly/weekly.ts";

export interface RendererOptions {
	/** Our templates. */
	templatesDir: string;
	/** The editor's templates. Each of their files replaces ours of the same name. */
	editorsDir?: string | null;
	/** A theme.json outside the editor's folder. */
	themeFile?: string | null;
}

/** Everything that is made from the templates: issues and letters. */
export interface MailRenderer extends Renderer, Letters {}

/**
 * The templates of our folder, with those of the editor's folder in place of
 * ours. They are read again whenever one has changed. MJML and React are loaded
 * by the first compile, so a process that only merges and sends never loads them.
 */
export function createRenderer(options: RendererOptions): MailRenderer {
	const folders: TemplateFolders = {
		own: options.templatesDir,
		editors: options.editorsDir ?? null,
		themeFile: options.themeFile ?? null,
	};
	const load = templateLoader(folders);
	const letter = (file: string) => (data: LetterSender) =>
		withEditorsPaths(folders, () => writeLetter(folders, load, file, data));
	return {
		templateHash: () => hashTemplates(folders),
		logo: (homeUrl) =>
			withEditorsPaths(folders, async () => {
				const { logo } = await readTheme(folders, load);
				return logo && withAbsoluteUrl(logo, homeUrl);
			}),
		compile: (content) =>
			withEditorsPaths(folders, async () => {
				const templates = await readDigest(folders, load);
				const issue = await compileIssue(templates, content);
				return folders.editors === null ? issue : withoutScripts(issue);
			}),
		compileMarked: (content) =>
			withEditorsPaths(folders, async () =>
				compileMarked(await readDigest(folders, load), content),
			),
		ownWords: () =>
			withEditorsPaths(folders, async () => {
				const { wording, footer } = await readTheme(folders, load);
				return [...Object.values(wording), ...footer];
			}),
		verdictWords: () =>
			withEditorsPaths(folders, async () =>
				verdictWords(await readTheme(folders, load)),
			),
		open: openCompiledIssue,
		confirmation: letter("confirm.tsx"),
		welcome: letter("welcome.tsx"),
		goodbye: letter("goodbye.tsx"),
		preferencesLink: letter("preferences-link.tsx"),
		stillWanted: letter("still-wanted.tsx"),
		notice: letter("notice.tsx"),
	};
}

/** Runs some work; its errors name the editor's own file where that replaces ours. */
async function withEditorsPaths<T>(
	folders: TemplateFolders,
	work: () => Promise<T>,
): Promise<T> {
	try {
		return await work();
	} catch (error) {
		throw withEditorsPath(folders, error);
	}
}

/** What a template is given, changed before: with marks for the checks. */
type Prepare = <View>(view: View, cohort: CohortKey) => View;

const unchanged: Prepare = (view) => view;

/** The cohorts of the whole panel, and those of each reviewer who has reviewed anything this week. */
async function compileIssue(
	{ weekly, brief }: DigestTemplates,
	content: IssueContent,
	prepare = unchanged,
): Promise<CompiledIssue> {
	const compileBoth = async (lens: Reviewer | null) => {
		const seen = issueThrough(content, lens);
		return {
			full: await compileFull(weekly, seen, lens, prepare),
			brief: await compileBrief(brief, weekly.theme, seen, lens, prepare),
		};
	};
	const cohorts: CompiledIssue["cohorts"] = await compileBoth(null);
	for (const lens of REVIEWERS.filter((one) => isHeardIn(content, one))) {
		const { full, brief } = await compileBoth(lens);
		cohorts[cohortKey("full", lens)] = full;
		cohorts[cohortKey("brief", lens)] = brief;
	}
	return { format: 2, cohorts };
}

async function compileMarked(
	templates: DigestTemplates,
	content: IssueContent,
): Promise<MarkedIssue> {
	const texts = new Map<CohortKey, MarkedText[]>();
	const compiled = await compileIssue(templates, content, (view, cohort) => {
		const own: MarkedText[] = [];
		texts.set(cohort, own);
		return markContent(view, own);
	});
	return { texts, copy: openMarkedIssue(compiled) };
}

/** The full digest has words of its own, the brief one those of the theme. */
function verdictWords({ wording }: Theme): VerdictWords {
	const own = (verdict: Verdict | null) =>
		`${verdictSign(verdict)} ${verdictWord(verdict)}`;
	return {
		full: { ship: own("ship"), skip: own("skip"), unknown: own(null) },
		brief: {
			ship: wording["verdict-ship"],
			skip: wording["verdict-skip"],
			unknown: wording["verdict-unknown"],
		},
	};
}

/** The cohort of the full digest for one lens. */
export async function compileFull(
	template: WeeklyTemplate,
	content: IssueContent,
	lens: Reviewer | null,
	prepare = unchanged,
): Promise<CompiledCohort> {
	const issue = prepare(quotesOnly(content), cohortKey("full", lens));
	const { renderWeekly } = await import("./weekly/weekly.ts");
	const html = await renderWeekly(template, issue, lens);
	const text = renderText(issue, lens, template.theme);
	// An unknown slot must fail now, not when the first message is due.
	segmentsOf(html);
	segmentsOf(text);
	return { subject: content.subject, html, text };
}

/** The cohort of the brief digest for one lens. */
export async function compileBrief(
	module: TemplateModule,
	theme: Theme,
	content: IssueContent,
	lens: Reviewer | null,
	prepare = unchanged,
): Promise<CompiledCohort> {
	const { renderBrief } = await import("./brief/brief.ts");
	const data = prepare(briefOf(content, lens), cohortKey("brief", lens));
	const html = renderBrief(module, data, theme);
	const text = briefText(data, theme);
	segmentsOf(html);
	segmentsOf(text);
	return { subject: content.subject, html, text };
}

/** The templates of the digest, as read from their folders. */
export interface DigestTemplates {
	weekly: WeeklyTemplate;
	/** The module brief.tsx. */
	brief: TemplateModule;
}

/** @throws TemplateError for a file that can't be read or loaded */
export async function readDigest(
	folders: TemplateFolders,
	load: LoadTemplate,
): Promise<DigestTemplates> {
	const weekly = await readWeekly(folders, load);
	return { weekly, brief: await load(BRIEF) };
}

async function readWeekly(
	folders: TemplateFolders,
	load: LoadTemplate,
): Promise<WeeklyTemplate> {
	const sheet = async (file: string) => ({
		file,
		css: await readTemplate(folders, file),
	});
	return {
		mjml: await readTemplate(folders, WEEKLY),
		sheets: {
			look: await sheet("weekly.css"),
			phone: await sheet("weekly-phone.css"),
			dark: await sheet("weekly-dark.css"),
		},
		theme: await readTheme(folders, load),
	};
}

async function writeLetter(
	folders: TemplateFolders,
	load: LoadTemplate,
	file: string,
	data: LetterSender,
): Promise<Letter> {
	const theme = await readTheme(folders, load);
	const { renderLetter } = await import("./letters/letters.ts");
	const letter = renderLetter(await load(file), data, theme);
	if (folders.editors !== null) refuseScripts(file, letter.html);
	return letter;
}
