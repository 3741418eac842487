import type { HtmlValidate } from "html-validate";
import type { MarkupFault } from "../preflight/instruments.ts";

/** Rules of html-validate's recommended set that are switched off for mail, and why. */
const EXCEPTIONS: Record<string, string> = {
	"doctype-style": "lower case is valid too, and every mail program accepts it",
	"no-conditional-comment": "Outlook for Windows needs them",
	"no-inline-style":
		"some mail programs drop the style sheet and keep inline styles",
	"prefer-native-element":
		'mail programs drop <article> and keep role="article"',
	"presentation-role-style":
		"older screen readers know role presentation and do not know none",
	"no-deprecated-attr":
		"every mail program knows align, bgcolor and width on cells",
	"prefer-tbody": "parsers add it, and it would cost bytes in every table",
	"long-title": "the title is the subject, whose length has a check of its own",
	"no-trailing-whitespace": "readers do not see the source",
	"attribute-boolean-style": "a matter of taste",
	"attr-case": "React writes cellPadding, and parsers ignore the case",
	"void-style": "React ends them with a slash, which parsers ignore",
	"tel-non-breaking": "text may contain numbers that are not telephone numbers",
};

let loaded: Promise<HtmlValidate> | undefined;

/** Reading its own rules takes it longer than checking a message. */
async function load(): Promise<HtmlValidate> {
	const { HtmlValidate, StaticConfigLoader } = await import("html-validate");
	return new HtmlValidate(
		new StaticConfigLoader({
			root: true,
			extends: ["html-validate:recommended"],
			rules: Object.fromEntries(
				Object.keys(EXCEPTIONS).map((rule) => [rule, "off"]),
			),
		}),
	);
}

/** Checks HTML against html-validate's recommended rules, without those that do not fit mail. */
export async function validateHtml(html: string): Promise<MarkupFault[]> {
	loaded ??= load();
	const { results } = await (await loaded).validateString(html);
	return results
		.flatMap(({ messages }) => messages)
		.map(({ ruleId, message, selector, line, column }) => ({
			rule: ruleId,
			message,
			place: selector ?? `line ${line}, column ${column}`,
		}));
}
