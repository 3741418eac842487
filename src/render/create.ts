import type { Theme } from "../../templates/theme.ts";
import { REVIEWERS } from "../catalog/panel.ts";
import type { Reviewer } from "../db/schema.ts";
import type { IssueContent } from "../issue/content.ts";
import { cohortKey } from "./cohort.ts";
import { excerptReviews, proseBytes } from "./excerpt.ts";
import { hashFolder, importTemplate, readTemplate, WEEKLY } from "./folder.ts";
import { issueThrough, speaks } from "./lens.ts";
import type { LetterSender } from "./letter-data.ts";
import { openIssue } from "./open.ts";
import {
	type CompiledCohort,
	type CompiledIssue,
	type CompiledPart,
	type Renderer,
	TemplateError,
} from "./renderer.ts";
import { segmentsOf } from "./segments.ts";
import { renderText } from "./text.ts";
import type { WeeklyTemplate } from "./weekly.ts";

/**
 * Bytes of HTML before a reader's own values, which add 8,000 at most: Gmail
 * cuts a mail off above 102,400.
 */
const HTML_LIMIT = 86_000;
/** Bytes of review prose in the text part, which is to stay a quick read: a sentence or two each. */
const TEXT_PROSE = 3_000;

/**
 * The templates of one folder. MJML, styles and theme are read again at every
 * compile, letters whenever a file of the folder changed; what a letter itself
 * imports is read when the process starts. MJML and React are loaded by the
 * first compile: a process that only merges and sends does without them.
 */
export function createRenderer(options: { templatesDir: string }): Renderer {
	const dir = options.templatesDir;
	return {
		templateHash: () => hashFolder(dir),
		compile: async (content) => compileIssue(await readWeekly(dir), content),
		open: openIssue,
		confirmation: (data) => letter(dir, "confirm.tsx", data),
		welcome: (data) => letter(dir, "welcome.tsx", data),
		goodbye: (data) => letter(dir, "goodbye.tsx", data),
		door: (data) => letter(dir, "door.tsx", data),
		stillWanted: (data) => letter(dir, "still-here.tsx", data),
		notice: (data) => letter(dir, "notice.tsx", data),
	};
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
	const text = renderText(short.issue, lens, short.shortened);
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

async function readWeekly(dir: string): Promise<WeeklyTemplate> {
	const sheet = async (file: string) => ({
		file,
		css: await readTemplate(dir, file),
	});
	return {
		mjml: await readTemplate(dir, WEEKLY),
		sheets: {
			look: await sheet("weekly.css"),
			phone: await sheet("weekly-phone.css"),
			dark: await sheet("weekly-dark.css"),
		},
		theme: await readTheme(dir, await hashFolder(dir)),
	};
}

async function readTheme(dir: string, version: string): Promise<Theme> {
	const { theme } = await importTemplate(dir, "theme.ts", version);
	if (!isTheme(theme))
		throw new TemplateError(
			"theme.ts",
			null,
			"it must export a theme with a light and a dark palette",
		);
	return theme;
}

function isTheme(theme: unknown): theme is Theme {
	return (
		typeof theme === "object" &&
		theme !== null &&
		"light" in theme &&
		"dark" in theme
	);
}

async function letter(dir: string, file: string, data: LetterSender) {
	const version = await hashFolder(dir);
	const theme = await readTheme(dir, version);
	const module = await importTemplate(dir, file, version);
	const { renderLetter } = await import("./letters.ts");
	return renderLetter(file, module, data, theme);
}
