import { type Tag, tagsOf } from "./html-tags.ts";

/**
 * How a mail app may colour a message: "auto" as this browser's system asks, "light"
 * and "dark" by the message's own rules, "forced" with inverted colours, as some apps do without asking, and
 * "plain" without its style sheet, as some apps drop it.
 */
export const COLOR_SCHEMES = [
	"auto",
	"light",
	"dark",
	"forced",
	"plain",
] as const;
export type ColorScheme = (typeof COLOR_SCHEMES)[number];

/** The value of the URL parameter `look`; anything unknown is what the system asks for. */
export function readColorScheme(text: string | undefined): ColorScheme {
	return COLOR_SCHEMES.find((scheme) => scheme === text) ?? "auto";
}

/**
 * The HTML changed so that it has this scheme with any setting of this browser; with
 * "auto" it is left as it is.
 * It comes from anybody, so it is parsed: a pattern that looks for the end of a
 * tag can take minutes over 20 KB.
 */
export function applyColorScheme(html: string, scheme: ColorScheme): string {
	if (scheme === "auto") return html;
	const tags = tagsOf(html);
	const asked = scheme === "dark" ? "dark" : "light";
	const edits: Edit[] = tags
		.filter(
			({ name, attributes }) =>
				name === "meta" && /^color-scheme$/i.test(attributes.name ?? ""),
		)
		.map(({ from, to }) => ({
			from,
			to,
			text: `<meta name="color-scheme" content="${asked}">`,
		}));
	if (scheme === "plain") edits.push(...styleSheets(html, tags));
	if (scheme === "forced") {
		const end = tags.find(({ name, closing }) => name === "head" && closing);
		const at = end?.from ?? 0;
		edits.push({ from: at, to: at, text: INVERTED });
	}
	return withScheme(edited(html, edits), asked);
}

/** Each style sheet from its first tag to its last. */
function styleSheets(html: string, tags: readonly Tag[]): Edit[] {
	const styles = tags.filter(({ name }) => name === "style");
	return styles.flatMap((style, index) =>
		style.closing
			? []
			: [
					{
						from: style.from,
						to: styles[index + 1]?.to ?? html.length,
						text: "",
					},
				],
	);
}

/** Links open in tabs. */
export function openLinksInTabs(html: string): string {
	const head = tagsOf(html).find(
		({ name, closing }) => name === "head" && !closing,
	);
	const at = head?.to ?? 0;
	return edited(html, [{ from: at, to: at, text: '<base target="_blank">' }]);
}

/** A part of the source, and what replaces it. */
interface Edit {
	from: number;
	to: number;
	text: string;
}

function edited(html: string, edits: readonly Edit[]): string {
	let out = "";
	let at = 0;
	for (const { from, to, text } of edits.toSorted((a, b) => a.from - b.from)) {
		if (from < at) continue;
		out += html.slice(at, from) + text;
		at = to;
	}
	return out + html.slice(at);
}

/**
 * The page around a sandboxed frame can't set its colour scheme. So the media
 * queries that ask for the scheme are answered in the HTML, and the schemes
 * that it declares are reduced to this one.
 */
function withScheme(html: string, scheme: "light" | "dark"): string {
	return html
		.replace(
			/\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/gi,
			(_, asked: string) =>
				asked.toLowerCase() === scheme ? "(min-width:0)" : "(max-width:0)",
		)
		.replace(
			/(\bcolor-scheme\s*:\s*)(?:light\s+dark|dark\s+light)\b/gi,
			`$1${scheme}`,
		);
}

/** Light becomes dark and hues stay: close to what most of these apps do. */
const INVERTED =
	"<style>html{background:#fff;filter:invert(.9) hue-rotate(180deg)}</style>";
