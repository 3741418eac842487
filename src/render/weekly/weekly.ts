import mjml2html from "mjml";
import type { Theme } from "../../../templates/theme.ts";
import type { Reviewer } from "../../db/catalog-tables.ts";
import { describeError, Failure } from "../../errors.ts";
import type { CompiledPart } from "../../issue/content/compiled-issue.ts";
import type { IssueContent } from "../../issue/content/content.ts";
import { TemplateError } from "../../issue/renderer.ts";
import { turn } from "../../time/turn.ts";
import { isolateNames } from "../isolation.ts";
import { applyTheme } from "../templates/apply-theme.ts";
import { withCurrentNames } from "../templates/earlier-names.ts";
import { WEEKLY } from "../templates/template-files.ts";
import { checkTemplate } from "./check-template.ts";
import { DIGEST_ELEMENTS, NESTING } from "./elements/all.ts";
import { type Build, mjmlComponent } from "./mjml-component.ts";
import { headAndBody, mjmlSkeleton } from "./mjml-document.ts";
import { parseTemplate } from "./parse-template.ts";
import { mailStyle, type Sheets } from "./style.ts";

/** The digest's template as read from its folder. */
export interface WeeklyTemplate {
	mjml: string;
	sheets: Sheets;
	theme: Theme;
}

/**
 * Renders an issue by MJML, with its slots left open. Our own elements are made
 * for this one call, with this issue.
 *
 * @throws TemplateError with file and line
 */
export async function renderWeekly(
	template: WeeklyTemplate,
	content: IssueContent,
	lens: Reviewer | null,
): Promise<CompiledPart> {
	// The cohorts of an issue are rendered one after the other, in the process that sends.
	await turn();
	const { theme } = template;
	const issue = isolateNames(theme.dir, content);
	const source = withCurrentNames(template.mjml);
	const mjml = applyTheme(WEEKLY, source, theme, issue.links.home);
	checkTemplate(WEEKLY, parseTemplate(WEEKLY, mjml));
	const css = mailStyle(template.sheets, theme);
	const build: Build = {
		scope: { issue, comparison: null, story: null, more: null },
		theme,
		lens,
		partials: {},
	};
	const options = {
		fonts: {},
		keepComments: false,
		skeleton: mjmlSkeleton(css),
		validationLevel: "soft" as const,
		presets: [
			{
				components: [
					...headAndBody(build),
					...DIGEST_ELEMENTS.map((part) => mjmlComponent(part, build)),
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
