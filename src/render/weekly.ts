import mjml2html from "mjml";
import type { Theme } from "../../templates/theme.ts";
import type { Reviewer } from "../db/schema.ts";
import { describeError, Failure } from "../errors.ts";
import type { IssueContent } from "../issue/content.ts";
import { checkTemplate } from "./check.ts";
import { WEEKLY } from "./folder.ts";
import { frameOf, skeletonOf } from "./frame.ts";
import { readMarkup } from "./markup.ts";
import { type Build, componentOf } from "./part.ts";
import { NESTING, PARTS } from "./parts/all.ts";
import { type CompiledPart, TemplateError } from "./renderer.ts";
import { mailStyle, type Sheets } from "./style.ts";

/** The digest's template as read from its folder. */
export interface WeeklyTemplate {
	mjml: string;
	sheets: Sheets;
	theme: Theme;
}

/**
 * Renders an issue once, slots left open, by MJML with our own elements,
 * which are made for this one call and see this one issue.
 *
 * @param shortened slugs of the comparisons whose reviews are excerpts
 * @throws TemplateError with file and line
 */
export async function renderWeekly(
	template: WeeklyTemplate,
	issue: IssueContent,
	lens: Reviewer | null,
	shortened: ReadonlySet<string>,
): Promise<CompiledPart> {
	checkTemplate(WEEKLY, readMarkup(WEEKLY, template.mjml));
	const css = mailStyle(template.sheets, template.theme);
	const build: Build = {
		scope: { issue, comparison: null, more: null },
		theme: template.theme,
		lens,
		shortened,
		partials: {},
	};
	const options = {
		fonts: {},
		keepComments: false,
		skeleton: skeletonOf(css),
		validationLevel: "soft" as const,
		presets: [
			{
				components: [
					...frameOf(build),
					...PARTS.map((part) => componentOf(part, build)),
				],
				dependencies: NESTING,
			},
		],
	};
	const { html, errors } = await mjml2html(template.mjml, options).catch(
		(error: unknown) => {
			if (error instanceof Failure) throw error;
			throw new TemplateError(WEEKLY, null, describeError(error));
		},
	);
	const [error] = errors;
	if (error)
		throw new TemplateError(
			WEEKLY,
			error.line,
			`<${error.tagName}>: ${error.message}`,
		);
	return { body: html, partials: build.partials };
}
