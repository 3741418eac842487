import mjml2html from "mjml";
import type { Theme } from "../../../templates/theme.ts";
import type { Reviewer } from "../../db/schema.ts";
import { describeError, Failure } from "../../errors.ts";
import type { IssueContent } from "../../issue/content/content.ts";
import { type CompiledPart, TemplateError } from "../renderer.ts";
import { themed } from "../templates/apply-theme.ts";
import { WEEKLY } from "../templates/template-files.ts";
import { checkTemplate } from "./check-template.ts";
import { type Build, componentOf } from "./mjml-component.ts";
import { frameOf, skeletonOf } from "./mjml-document.ts";
import { readMarkup } from "./parse-template.ts";
import { NESTING, PARTS } from "./parts/all.ts";
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
 * @throws TemplateError with file and line
 */
export async function renderWeekly(
	template: WeeklyTemplate,
	issue: IssueContent,
	lens: Reviewer | null,
): Promise<CompiledPart> {
	const { theme } = template;
	const mjml = themed(WEEKLY, template.mjml, theme, issue.links.home);
	checkTemplate(WEEKLY, readMarkup(WEEKLY, mjml));
	const css = mailStyle(template.sheets, theme);
	const build: Build = {
		scope: { issue, comparison: null, more: null },
		theme,
		lens,
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
	const { html, errors } = await mjml2html(mjml, options).catch(
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
