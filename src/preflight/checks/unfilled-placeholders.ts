import { type Finding, some } from "../finding.ts";
import type { Facts, Specimen } from "../rendered-copy.ts";
import { elementsOf, oneLine } from "./dom.ts";

/** What a template leaves when a value is missing, and what a draft leaves when nobody wrote it. */
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
 * Whatever the catalog or the reader really says is no leftover, however it
 * looks. The headlines are written by an editor, who may leave one.
 */
export function checkLeftovers(
	{ mail, dom, reader }: Specimen,
	{ content }: Facts,
): Finding[] {
	const { leads, briefs, more, voted, publication, postalAddress } = content;
	const meant = meantWords(
		[leads, briefs, more, voted, publication, postalAddress],
		reader,
	);
	const places: [string, string][] = [
		["HTML part", mail.html === null ? "" : htmlWords(mail.html)],
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
			const left = [...text.matchAll(pattern)]
				.map(([found]) => found)
				.filter((found) => found.length > 2 && !meant.includes(found));
			return left.length === 0 ? [] : [leftover(code, place, left)];
		}),
	);
}

function leftover(code: string, place: string, left: string[]): Finding {
	return {
		level: "block",
		code,
		place,
		what: `It still holds ${some(left)}, which no reader is meant to see.`,
		mend: "Mend the template or the words that leave it there.",
	};
}

/** Everything between tags, comments too: what a mail program hides today another shows. */
function htmlWords(html: string): string {
	return html
		.replace(/<style[^>]*>[\s\S]*?<\/style>/gi, " ")
		.replace(/<[^!][^>]*>/g, " ")
		.replaceAll("&#37;", "%");
}

function meantWords(...sources: unknown[]): string {
	const words: string[] = [];
	const collect = (value: unknown): void => {
		if (typeof value === "string") words.push(oneLine(value));
		else if (typeof value === "object" && value !== null)
			for (const one of Object.values(value)) collect(one);
	};
	for (const source of sources) collect(source);
	return words.join("\n");
}
