import { createElement, type FunctionComponent } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { contained } from "../../../templates/parts/name.ts";
import type { Theme } from "../../../templates/theme.ts";
import { TemplateError } from "../../issue/renderer.ts";
import { withOutlookTable } from "../brief/outlook-table.ts";
import { isolateNames } from "../isolation.ts";
import { safeUrl } from "../mail-html.ts";
import { singleLine } from "../single-line.ts";
import { withAbsoluteUrl } from "../templates/apply-theme.ts";
import { withEarlierWords } from "../templates/earlier-names.ts";
import type { TemplateModule } from "../templates/load-template.ts";
import { WIDTH, wrap } from "../text/text-wrap.ts";
import type { Letter, LetterSender } from "./letter-data.ts";

/** What the module of a letter exports: the HTML as a component, subject and text as functions. */
interface LetterModule {
	default: FunctionComponent<{ letter: LetterSender; theme: Theme }>;
	subject(letter: LetterSender, theme: Theme): string;
	/** The paragraphs of the text part. Their lines are wrapped, and the sender added, afterwards. */
	text(letter: LetterSender, theme: Theme): string[];
}

/**
 * Renders one letter by React.
 *
 * @throws TemplateError when the module is not a letter or can't be rendered
 */
export function renderLetter(
	module: TemplateModule,
	data: LetterSender,
	given: Theme,
): Letter {
	const { exports } = module;
	if (!isLetter(exports))
		throw new TemplateError(
			module.file,
			null,
			"a letter exports a component by default, and the functions subject and text",
		);
	const letter = isolateNames(given.dir, inert(data));
	const logo = given.logo && withAbsoluteUrl(given.logo, letter.homeUrl);
	const wording = withEarlierWords(given.wording);
	const theme = { ...given, logo, wording };
	try {
		return {
			subject: singleLine(exports.subject(letter, theme)).trim(),
			html: `<!doctype html>\n${withOutlookTable(renderToStaticMarkup(createElement(exports.default, { letter, theme })), theme)}\n`,
			text: textOf([
				...exports.text(letter, theme),
				...signature(letter, theme),
			]),
		};
	} catch (error) {
		throw module.blame(error);
	}
}

function isLetter(
	module: Record<string, unknown>,
): module is Record<string, unknown> & LetterModule {
	return ["default", "subject", "text"].every(
		(name) => typeof module[name] === "function",
	);
}

/**
 * The data without line breaks, since a name must not make a paragraph of its
 * own, and without a direction that reaches beyond it. Urls are checked and encoded.
 */
function inert<T>(value: T, key?: string): T;
function inert(value: unknown, key = ""): unknown {
	if (typeof value === "string")
		return key.toLowerCase().endsWith("url")
			? safeUrl(value)
			: contained(singleLine(value));
	if (Array.isArray(value)) return value.map((one) => inert(one));
	if (typeof value === "object" && value !== null)
		return Object.fromEntries(
			Object.entries(value).map(([name, one]) => [name, inert(one, name)]),
		);
	return value;
}

function signature(letter: LetterSender, { footer }: Theme): string[] {
	return [
		[letter.publication, letter.homeUrl, ...footer, letter.postalAddress].join(
			"\n",
		),
	];
}

function textOf(paragraphs: readonly string[]): string {
	const broken = paragraphs.map((paragraph) =>
		paragraph
			.split("\n")
			.map((line) => wrap(line, WIDTH))
			.join("\n"),
	);
	return `${broken.join("\n\n")}\n`;
}
