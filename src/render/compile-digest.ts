import type { Theme } from "../../templates/theme.ts";
import { REVIEWERS } from "../catalog/panel.ts";
import type { Reviewer } from "../db/catalog-tables.ts";
import {
	type CohortKey,
	type CompiledCohort,
	type CompiledIssue,
	cohortKey,
} from "../issue/content/compiled-issue.ts";
import type { IssueContent } from "../issue/content/content.ts";
import { issueIn, languagesIn } from "../issue/content/in-language.ts";
import { type MarkedText, markContent } from "../issue/content/marks.ts";
import { anonymousReader } from "../issue/content/reader.ts";
import { issueThrough } from "../issue/content/through-lens.ts";
import type { CompileOptions, MarkedIssue } from "../issue/renderer.ts";
import type { LanguageTag } from "../issue/words/language/tags.ts";
import { type BriefData, briefOf } from "./brief/brief-data.ts";
import { briefText } from "./brief/brief-text.ts";
import { isHeardIn } from "./lens.ts";
import {
	htmlPart,
	mergeText,
	openMarkedIssue,
	textPart,
} from "./merge/open-issue.ts";
import { quotesOnly } from "./quotes-only.ts";
import { GIVING_WAY } from "./room/fit-issue.ts";
import { RESERVED } from "./room/fit-reader.ts";
import { hasRoom, type Room, roomBeside, sizeOf } from "./room/measure.ts";
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
import { renderText } from "./text/text.ts";
import type { WeeklyTemplate } from "./weekly/weekly.ts";

/** What a template is given, changed before: with marks for the checks. */
type Prepare = <View>(view: View, cohort: CohortKey) => View;
type PrepareOne = <View>(view: View) => View;

interface CohortOptions extends CompileOptions {
	prepare?: PrepareOne;
	/** Called with what is left of the issue after some of it gave way. */
	onFitted?(content: IssueContent): void;
}

const unchanged = <View>(view: View) => view;

/** For each language the cohorts of the whole panel, and those of each reviewer who has reviewed anything this week. */
export async function compileIssue(
	{ weekly, brief, themeOf }: DigestTemplates,
	content: IssueContent,
	{ whole = false }: CompileOptions = {},
	prepare: Prepare = unchanged,
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
		for (const lens of [null, ...heard]) {
			const seen = issueThrough(issue, lens);
			const [full, short] = (["full", "brief"] as const).map((format) =>
				cohortKey(format, lens, language),
			) as [CohortKey, CohortKey];
			cohorts[full] = await compileFull({ ...weekly, theme }, seen, lens, {
				whole,
				prepare: (view) => prepare(view, full),
				onFitted: (content) => onFitted?.(content, full),
			});
			cohorts[short] = await compileBrief(brief, theme, seen, lens, {
				whole,
				prepare: (view) => prepare(view, short),
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

/**
 * The cohort of the full digest for one lens. Where it would be too long, some of
 * its content gives way, one thing after the other, until it has its place. That
 * is decided on the issue as readers get it, never on one with marks.
 */
export async function compileFull(
	template: WeeklyTemplate,
	content: IssueContent,
	lens: Reviewer | null,
	{ whole = false, prepare = unchanged, onFitted }: CohortOptions = {},
): Promise<CompiledCohort> {
	const { renderWeekly } = await import("./weekly/weekly.ts");
	const render = async (issue: IssueContent) => ({
		html: await renderWeekly(template, issue, lens),
		text: renderText(issue, lens, template.theme),
	});
	let issue = quotesOnly(content);
	let parts = await render(issue);
	let room = roomIn(parts, issue.links, false);
	for (const giveWay of whole ? [] : GIVING_WAY) {
		if (hasRoom(room, RESERVED)) break;
		issue = giveWay(issue);
		parts = await render(issue);
		room = roomIn(parts, issue.links, false);
	}
	onFitted?.(issue);
	if (prepare !== unchanged) parts = await render(prepare(issue));
	return { subject: content.subject, ...parts, ...(whole ? {} : { room }) };
}

/** The cohort of the brief digest for one lens. */
export async function compileBrief(
	module: TemplateModule,
	theme: Theme,
	content: IssueContent,
	lens: Reviewer | null,
	{ whole = false, prepare = unchanged }: CohortOptions = {},
): Promise<CompiledCohort> {
	const { renderBrief } = await import("./brief/brief.ts");
	const render = (data: BriefData) => ({
		html: renderBrief(module, data, theme),
		text: briefText(data, theme),
	});
	const data = briefOf(content, lens);
	const parts = render(data);
	const room = roomIn(parts, content.links, true);
	return {
		subject: content.subject,
		...(prepare === unchanged ? parts : render(prepare(data))),
		...(whole ? {} : { room }),
	};
}

/** Of the tokens in a reader's links. */
const TOKEN_LENGTH = 28;

/** What a message leaves to the reader's own. An unknown slot fails here and now, not when the first message is due. */
function roomIn(
	parts: Pick<CompiledCohort, "html" | "text">,
	{ home }: IssueContent["links"],
	isBrief: boolean,
): Room {
	const page = (name: string) =>
		new URL(`${name}/${"x".repeat(TOKEN_LENGTH)}`, home).href;
	const reader = {
		...anonymousReader,
		address: "a.reader@mail.example.com",
		unsubscribeUrl: page("unsubscribe"),
		voteUrl: page("vote"),
		bookmarksUrl: page("bookmarks"),
		preferencesUrl: page("preferences"),
	};
	const html = mergeText(htmlPart(parts), reader);
	const text = mergeText(textPart(parts), reader);
	return roomBeside(sizeOf(html, text, isBrief));
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
