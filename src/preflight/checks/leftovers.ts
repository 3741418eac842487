import type { Level } from "../../issue/preflight-report.ts";

/*
 * What a template leaves in a message when it has no value, or is not finished.
 * What is certain blocks. What may be a word of some language warns.
 */

export interface Pattern {
	code: string;
	level: Level;
	pattern: RegExp;
}

/** Values that a program writes where it has none. */
export const NO_VALUE: readonly Pattern[] = [
	{
		code: "value-missing",
		level: "block",
		pattern:
			/\b(?:undefined|UNDEFINED)\b|\bNaN\b|\[object \w+\]|\bInvalid Date\b|\[native code\]|\bInfinity\s?[%\p{Sc}]|\bInfinity\/\d|\p{Sc}\s?-?Infinity\b|\(\)\s*=>/gu,
	},
	// In other languages these are words: "null Werbung", "TODO".
	{
		code: "value-missing",
		level: "warn",
		pattern: /\bnull\b|\bInfinity\b|\([\w\s,]+\)\s*=>/g,
	},
];

/** Words that a template has until somebody writes the real ones, and signs that are written twice. */
export const NOT_FINISHED: readonly Pattern[] = [
	{
		code: "placeholder-left",
		level: "block",
		pattern:
			/\blorem ipsum\b|\bFIXME\b|\[(?:insert|your|name)\b[^\]]{0,40}\]|\bplaceholder text\b|\byour (?:text|copy|headline|content) (?:goes )?here\b/gi,
	},
	{
		code: "placeholder-left",
		level: "warn",
		pattern:
			/\b(?:TODO|XXX|TBD)\b|\b[Yy]our (?:link|name|url|address|logo|image|company|title) (?:goes )?here\b/g,
	},
	{
		code: "entity-shown",
		level: "block",
		pattern:
			/&(?:#\d{1,7}|#x[\da-f]{1,6}|nbsp|amp|lt|gt|quot|apos|shy|zwnj|zwj|copy|reg|trade|middot|bull|hellip|[mn]dash|[lr][sda]quo|laquo|raquo|euro|times|[aeiou](?:uml|acute|grave|circ)|szlig|ccedil|ntilde);/gi,
	},
];

/** What only a field of a list of readers is named, and what other things are named as well. */
const FIELD =
	"(?:(?:first|last|full|user|customer|recipient|company|subscriber|your)[ _-]?(?:name|e-?mail|address)|[fl]?name|unsubscribe[ _-](?:link|url))";
const LABEL = "(?:e-?mail|address|company|unsubscribe)";

/** What programs that send newsletters replace. */
export const SLOTS: readonly Pattern[] = [
	{
		code: "slot-left",
		level: "block",
		pattern: new RegExp(
			[
				"%%[\\w:.@-]+(?:%%)?",
				"\\{\\{[^{}]{0,300}\\}\\}",
				"\\{%[^{}]{0,300}%\\}",
				"\\{\\s*\\p{L}[\\p{L}\\p{M}\\p{N}_.-]{0,60}\\s*\\}",
				"<%.{0,300}?%>",
				"\\$\\{[^}]{0,300}\\}",
				"\\*\\|[^|\\s][^|]{0,80}\\|\\*",
				`\\[\\s*${FIELD}\\s*\\]`,
				`\\[\\[\\s*(?:${FIELD}|${LABEL})\\s*\\]\\]`,
				`<<\\s*(?:${FIELD}|${LABEL})\\s*>>`,
				`(?<![\\p{L}\\p{N}_])__(?:${FIELD}|${LABEL})__(?![\\p{L}\\p{N}_])`,
			].join("|"),
			"giu",
		),
	},
	// Between signs that are also written round words of a language.
	{
		code: "slot-left",
		level: "warn",
		pattern:
			/<<\s*\p{L}[\p{L}\p{N} _.-]{0,40}>>|\[\[\s*\p{L}[\p{L}\p{N} _.-]{0,40}\]\]|(?<![\p{L}\p{N}_])__\p{L}[\p{L}\p{N}_]{0,40}?__(?![\p{L}\p{N}_])/gu,
	},
	{
		code: "placeholder-left",
		level: "block",
		pattern:
			/https?:\/\/(?:www\.)?example\.(?:com|net|org)\/(?:your|insert|placeholder|link)\b[^\s"<>]*/gi,
	},
];

/** `%name%`: outside of URLs, where signs are encoded like it. */
export const PERCENT: Pattern = {
	code: "slot-left",
	level: "block",
	pattern: /(?<![\p{L}\p{N}%])%[a-z][a-z_]*[a-z]%(?![\p{L}\p{N}%])/giu,
};

/** What an editor may have left in a text of their own. They may also mean it. */
export const IN_WORDS =
	/%%[\w:.@-]+%%|\{\{[^{}]{0,60}\}\}|\*\|\w+\|\*|\blorem ipsum\b|\b(?:TODO|FIXME|TBD)\b|\[(?:insert|your|name)\b[^\]]{0,40}\]/gi;
