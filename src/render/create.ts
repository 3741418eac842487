import { REVIEWERS } from "../catalog/panel.ts";
import type { Reviewer } from "../db/schema.ts";
import type { IssueContent } from "../issue/content.ts";
import { type LoadTemplate, templateLoader } from "./code.ts";
import { cohortKey } from "./cohort.ts";
import { excerptReviews, proseBytes } from "./excerpt.ts";
import {
	hashTemplates,
	placed,
	readTemplate,
	type TemplateFolders,
	WEEKLY,
} from "./folder.ts";
import { issueThrough, speaks } from "./lens.ts";
import type { Letter, LetterSender } from "./letter-data.ts";
import { openIssue } from "./open.ts";
import type {
	CompiledCohort,
	CompiledIssue,
	CompiledPart,
	Renderer,
} from "./renderer.ts";
import { segmentsOf } from "./segments.ts";
import { renderText } from "./text.ts";
import { readTheme } from "./theme.ts";
import type { WeeklyTemplate } from "./weekly.ts";

/**
 * Bytes of HTML before a reader's own values, which add 8,000 at most: Gmail
 * cuts a mail off above 102,400.
 */
const HTML_LIMIT = 86_000;
/** Bytes of review prose in the text part, which is to stay a quick read: a sentence or two each. */
const TEXT_PROSE = 3_000;

export interface RendererOptions {
	/** Our templates. */
	templatesDir: string;
	/** The editor's, whose files replace ours one by one. */
	editorsDir?: string | null;
	/** A theme.json that lies somewhere else. */
	themeFile?: string | null;
}

/**
 * The templates of one folder, or of ours and the editor's as one. They are
 * read again whenever one has changed. MJML and React are loaded by the first
 * compile: a process that only merges and sends does without them.
 */
export function createRenderer(options: RendererOptions): Renderer {
	const folders: TemplateFolders = {
		own: options.templatesDir,
		editors: options.editorsDir ?? null,
		themeFile: options.themeFile ?? null,
	};
	const load = templateLoader(folders);
	const letter =
		<Data extends LetterSender>(file: string) =>
		(data: Data) =>
			inPlace(folders, () => writeLetter(folders, load, file, data));
	return {
		templateHash: () => hashTemplates(folders),
		compile: (content) =>
			inPlace(folders, async () =>
				compileIssue(await readWeekly(folders, load), content),
			),
		open: openIssue,
		confirmation: letter("confirm.tsx"),
		welcome: letter("welcome.tsx"),
		goodbye: letter("goodbye.tsx"),
		door: letter("door.tsx"),
		stillWanted: letter("still-here.tsx"),
		notice: letter("notice.tsx"),
	};
}

/** Errors name the editor's own file where it stands in for ours. */
async function inPlace<T>(
	folders: TemplateFolders,
	work: () => Promise<T>,
): Promise<T> {
	try {
		return await work();
	} catch (error) {
		throw placed(folders, error);
	}
}

/** The whole panel's cohort, and one for each reviewer who has something to say. */
async function compileIssue(
	template: WeeklyTemplate,
	content: IssueContent,
): Promise<CompiledIssue> {
	const full = await compileFull(template, content, null);
	const cohorts: CompiledIssue["cohorts"] = { full };
	for (const lens of REVIEWERS.filter((one) => speaks(content, one)))
		cohorts[cohortKey("full", lens)] = await compileFull(
			template,
			issueThrough(content, lens),
			lens,
		);
	return { format: 2, cohorts };
}

async function compileFull(
	template: WeeklyTemplate,
	content: IssueContent,
	lens: Reviewer | null,
): Promise<CompiledCohort> {
	const html = await fittingHtml(template, content, lens);
	const short = excerptReviews(content, TEXT_PROSE);
	const text = renderText(short.issue, lens, short.shortened, template.theme);
	// An unknown slot is found now, not when the first reader's copy is due.
	segmentsOf(html);
	segmentsOf(text);
	return { subject: content.subject, html, text };
}

/** In full when that fits; else with reviews shortened by what was too much. */
async function fittingHtml(
	template: WeeklyTemplate,
	content: IssueContent,
	lens: Reviewer | null,
): Promise<CompiledPart> {
	const { renderWeekly } = await import("./weekly.ts");
	const full = await renderWeekly(template, content, lens, new Set());
	const excess = bytesOf(full) - HTML_LIMIT;
	if (excess <= 0) return full;
	const { issue, shortened } = excerptReviews(
		content,
		Math.max(0, proseBytes(content) - excess),
	);
	return renderWeekly(template, issue, lens, shortened);
}

function bytesOf(part: CompiledPart): number {
	return [part.body, ...Object.values(part.partials)].reduce(
		(sum, piece) => sum + Buffer.byteLength(piece, "utf8"),
		0,
	);
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
	const module = await load(file);
	const { renderLetter } = await import("./letters.ts");
	return renderLetter(module, data, theme);
}
