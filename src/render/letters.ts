import { render } from "@react-email/components";
import { createElement, type FunctionComponent } from "react";
import type { Theme } from "../../templates/theme.ts";
import { describeError } from "../errors.ts";
import { plain } from "./plain.ts";
import { type Letter, type LetterData, TemplateError } from "./renderer.ts";

/** What a letter's module exports: the HTML as a component, the rest as functions beside it. */
interface LetterModule {
	default: FunctionComponent<{ letter: LetterData; theme: Theme }>;
	subject(letter: LetterData): string;
	text(letter: LetterData): string;
}

/**
 * One transactional letter.
 *
 * @param file the module's name, for the error
 * @throws TemplateError when the module is not a letter or can't be rendered
 */
export async function renderLetter(
	file: string,
	module: Record<string, unknown>,
	data: LetterData,
	theme: Theme,
): Promise<Letter> {
	if (!isLetter(module))
		throw new TemplateError(
			file,
			null,
			"a letter exports a component by default, and the functions subject and text",
		);
	const letter = oneLine(data);
	try {
		const html = await render(createElement(module.default, { letter, theme }));
		return {
			subject: module.subject(letter),
			html: withoutMarkers(html),
			text: module.text(letter),
		};
	} catch (error) {
		throw new TemplateError(file, null, describeError(error));
	}
}

function isLetter(
	module: Record<string, unknown>,
): module is Record<string, unknown> & LetterModule {
	return ["default", "subject", "text"].every(
		(name) => typeof module[name] === "function",
	);
}

/** What people typed, without line breaks of its own: a name must not write a paragraph. */
function oneLine(data: LetterData): LetterData {
	return {
		...data,
		name: data.name === null ? null : plain(data.name),
		address: plain(data.address),
		publication: plain(data.publication),
		postalAddress: plain(data.postalAddress),
	};
}

/** The comments by which React finds its place again in a browser. Content holds none: its "<" is escaped. */
function withoutMarkers(html: string): string {
	return html.replace(/<!--(?: |\/?\$|html|head|body)-->/g, "");
}
