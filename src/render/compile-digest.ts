import type { Theme } from "../../templates/theme.ts";
import { REVIEWERS } from "../catalog/panel.ts";
import {
	type CohortKey,
	type CompiledCohort,
	type CompiledIssue,
	cohortKey,
} from "../issue/content/compiled-issue.ts";
import type { IssueContent } from "../issue/content/content.ts";
import { issueIn, languagesIn } from "../issue/content/in-language.ts";
import { type MarkedText, markContent } from "../issue/content/marks.ts";
import { issueThrough } from "../issue/content/through-lens.ts";
import type { CompileOptions, MarkedIssue } from "../issue/renderer.ts";
import type { LanguageTag } from "../issue/words/language/tags.ts";
import { compileBrief, compileFull } from "./compile-cohort.ts";
import { isHeardIn } from "./lens.ts";
import { openMarkedIssue } from "./merge/open-issue.ts";
import { themeIn } from "./templates/language.ts";
import type {
	LoadTemplate,
	TemplateModule,
} from "./templates/load-template.ts";
import {
	BRIEF,
	readTemplate,
	type TemplateFolders,
	WEEKLY,
} from "./templates/template-files.ts";
import { readTheme } from "./templates/theme.ts";
import type { WeeklyTemplate } from "./weekly/weekly.ts";

/** What a template is given, changed before: with marks for the checks. */
type Prepare = <View>(view: View, cohort: CohortKey) => View;

/** For each language the cohorts of the whole panel, and those of each reviewer who has reviewed anything this week. */
export async function compileIssue(
	{ weekly, brief, themeOf }: DigestTemplates,
	content: IssueContent,
	{ whole = false }: CompileOptions = {},
	prepare?: Prepare,
	onFitted?: (content: IssueContent, cohort: CohortKey) => void,
): Promise<CompiledIssue> {
	const cohorts: Partial<Record<CohortKey, CompiledCohort>> = {};
	for (const [index, tag] of languagesIn(content).entries()) {
		const language = index === 0 ? null : tag;
		const issue = issueIn(content, language);
		const theme: Theme = {
			...themeOf(issue),
			// Editors write in the first language.
			...(language !== null && { edited: content.language ?? "en" }),
		};
		const heard = REVIEWERS.filter((reviewer) => isHeardIn(content, reviewer));
		const given = { count: 0 };
		for (const lens of [null, ...heard]) {
			const seen = issueThrough(issue, lens);
			const [full, short] = (["full", "brief"] as const).map((format) =>
				cohortKey(format, lens, language),
			) as [CohortKey, CohortKey];
			cohorts[full] = await compileFull({ ...weekly, theme }, seen, lens, {
				whole,
				given,
				...(prepare && { prepare: (view) => prepare(view, full) }),
				...(onFitted && { onFitted: (left) => onFitted(left, full) }),
			});
			cohorts[short] = await compileBrief(brief, theme, seen, lens, {
				whole,
				...(prepare && { prepare: (view) => prepare(view, short) }),
			});
		}
	}
	return { format: 2, cohorts: cohorts as CompiledIssue["cohorts"] };
}

export async function compileMarked(
	templates: DigestTemplates,
	content: IssueContent,
	options?: CompileOptions,
): Promise<MarkedIssue> {
	const texts = new Map<CohortKey, MarkedText[]>();
	const fitted = new Map<CohortKey, IssueContent>();
	const compiled = await compileIssue(
		templates,
		content,
		options,
		(view, cohort) => {
			const own: MarkedText[] = [];
			texts.set(cohort, own);
			return markContent(view, own);
		},
		(left, cohort) => fitted.set(cohort, left),
	);
	return { texts, fitted, copy: openMarkedIssue(compiled) };
}

/** The templates of the digest, as read from their folders. */
export interface DigestTemplates {
	weekly: WeeklyTemplate;
	/** The module brief.tsx. */
	brief: TemplateModule;
	/** The theme in the language of a content. */
	themeOf(content: Pick<IssueContent, "language" | "written">): Theme;
}

/** @throws TemplateError for a file that can't be read or loaded */
export async function readDigest(
	folders: TemplateFolders,
	load: LoadTemplate,
	published: readonly LanguageTag[] = ["en"],
): Promise<DigestTemplates> {
	// The template is read first: a folder without it is named by it.
	const weekly = await readWeekly(folders);
	const given = await readTheme(folders, load);
	const themeOf: DigestTemplates["themeOf"] = ({
		language = "en",
		written = "en",
	}) => themeIn(given, { language, written }, published);
	return {
		weekly: { ...weekly, theme: themeOf({}) },
		brief: await load(BRIEF),
		themeOf,
	};
}

async function readWeekly(
	folders: TemplateFolders,
): Promise<Omit<WeeklyTemplate, "theme">> {
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
	};
}
