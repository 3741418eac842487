import type { Finding } from "../../issue/preflight-report.ts";
import { quoteList } from "../finding.ts";
import type { Expected, RenderedCopy } from "../rendered-copy.ts";
import { elementsOf, oneLine } from "./dom.ts";

/** What remains when a template has no value, or when nobody wrote the text of a draft. */
const PATTERNS: [code: string, pattern: RegExp][] = [
	["slot-left", /%%[\w:.-]*%{0,2}/g],
	[
		"slot-left",
		/\{\{[^{}]{0,60}\}\}|\{(?:issue|comparison|more|reader|tool)\.[\w.-]*\}?|<%.{0,60}?%>|\$\{[^}]{0,60}\}|\*\|\w+\|\*/g,
	],
	["value-missing", /\b(?:undefined|null|NaN)\b|\[object \w+\]|Invalid Date/g],
	[
		"placeholder-left",
		/\blorem ipsum\b|\b(?:TODO|FIXME|XXX|TBD)\b|\[(?:insert|your|name)[^\]]{0,40}\]/gi,
	],
];

/**
 * Finds placeholders that were not filled. Text of the catalog or the reader
 * may look like one and is not reported. Subject, preheader and intro are
 * written by an editor, who may leave one.
 */
export function checkPlaceholders(
	{ mail, dom, reader }: RenderedCopy,
	{ content }: Expected,
): Finding[] {
	const { leads, briefs, more, voted, publication, postalAddress } = content;
	const allowed = textsOf(
		[leads, briefs, more, voted, publication, postalAddress],
		reader,
	);
	const places: [string, string][] = [
		["HTML part", mail.html === null ? "" : htmlText(mail.html)],
		[
			"HTML attributes",
			elementsOf(dom)
				.flatMap(({ attribs }) => Object.values(attribs))
				.join("\n"),
		],
		["text part", mail.text ?? ""],
		["subject", mail.subject],
		["headers", mail.headers.map(({ value }) => value).join("\n")],
	];
	return places.flatMap(([place, text]) =>
		PATTERNS.flatMap(([code, pattern]) => {
			const unfilled = [...text.matchAll(pattern)]
				.map(([found]) => found)
				.filter((found) => found.length > 2 && !allowed.includes(found));
			return unfilled.length === 0
				? []
				: [placeholderFinding(code, place, unfilled)];
		}),
	);
}

function placeholderFinding(
	code: string,
	place: string,
	unfilled: string[],
): Finding {
	return {
		level: "block",
		code,
		place,
		what: `It still contains ${quoteList(unfilled)}, which readers must not see.`,
		fix: "Fix the template, or the text of the issue that contains it.",
	};
}

/** Everything between tags, even comments: some mail programs show what others hide. */
function htmlText(html: string): string {
	return html
		.replace(/<style[^>]*>[\s\S]*?<\/style>/gi, " ")
		.replace(/<[^!][^>]*>/g, " ")
		.replaceAll("&#37;", "%");
}

function textsOf(...sources: unknown[]): string {
	const words: string[] = [];
	const collect = (value: unknown): void => {
		if (typeof value === "string") words.push(oneLine(value));
		else if (typeof value === "object" && value !== null)
			for (const one of Object.values(value)) collect(one);
	};
	for (const source of sources) collect(source);
	return words.join("\n");
}
