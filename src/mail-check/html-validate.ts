import type { MarkupFault } from "../preflight/instruments.ts";

/** Rules of html-validate's recommended set that do not fit mail, and why. */
const EXCEPTIONS: Record<string, string> = {
	"doctype-style": "in lower case it is as valid, and no mail program minds",
	"no-conditional-comment": "Outlook for Windows needs them",
	"no-inline-style": "what must survive the loss of the style sheet is inline",
	"prefer-native-element": "mail programs drop <article>, and keep its role",
	"presentation-role-style": "older screen readers know presentation, not none",
	"no-deprecated-attr":
		"align, bgcolor and width on cells are what every mail program knows",
	"prefer-tbody": "parsers add it, and it costs bytes in every table",
	"long-title": "the title repeats the subject, which is checked by itself",
	"no-trailing-whitespace": "a line end in the source is nothing a reader sees",
	"attribute-boolean-style": "a matter of taste",
	"attr-case": "React writes cellPadding, and every parser folds it",
	"void-style": "React ends them with a slash, which every parser ignores",
	"tel-non-breaking": "prose may hold numbers that are no telephone's",
};

/** Checks HTML by html-validate's recommended rules, less the e-mail exceptions. */
export async function validateHtml(html: string): Promise<MarkupFault[]> {
	const { HtmlValidate, StaticConfigLoader } = await import("html-validate");
	const validator = new HtmlValidate(
		new StaticConfigLoader({
			root: true,
			extends: ["html-validate:recommended"],
			rules: Object.fromEntries(
				Object.keys(EXCEPTIONS).map((rule) => [rule, "off"]),
			),
		}),
	);
	const { results } = await validator.validateString(html);
	return results
		.flatMap(({ messages }) => messages)
		.map(({ ruleId, message, selector, line, column }) => ({
			rule: ruleId,
			message,
			place: selector ?? `line ${line}, column ${column}`,
		}));
}
