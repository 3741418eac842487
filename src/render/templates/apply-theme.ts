import type { Logo, Theme } from "../../../templates/theme.ts";
import { sayWith } from "../../../templates/wording.ts";
import { TemplateError } from "../../issue/renderer.ts";
import { escapeHtml, safeUrl } from "../mail-html.ts";

/** The {marks} that a sentence of the digest may have, as weekly.mjml writes them. */
const MARKS: Record<string, string> = {
	publication: "{issue.publication}",
	number: "{issue.number}",
	date: "{issue.date}",
	more: "{issue.more-unlisted}",
	name: "<bdi>%%slot:name%%</bdi>",
	address: "<bdi>%%slot:address%%</bdi>",
	rest: "%%slot:bookmarks-rest%%",
	missed: "%%slot:away-rest%%",
};

/**
 * weekly.mjml with the theme filled in: `{words.digest-calls}` becomes one of its
 * sentences, `{theme.logo}` and `{theme.footer}` its logo and footer, or nothing.
 * No line is added, so that later errors have the right line.
 *
 * @throws TemplateError for a word that the theme does not have
 */
export function applyTheme(
	file: string,
	template: string,
	theme: Theme,
	homeUrl: string,
): string {
	const own: Record<string, string> = {
		"theme.lang": theme.lang,
		"theme.dir": theme.dir,
		"theme.logo": logo(theme, homeUrl),
		"theme.footer": theme.footer.map((line) => `${literal(line)}<br>`).join(""),
	};
	for (const [name, sentence] of Object.entries(theme.wording))
		own[`words.${name}`] = markup(sentence);
	return template.replace(
		/\{((?:words|theme)\.[\w-]+)\}/g,
		(mark, name: string, at: number) => {
			const value = Object.hasOwn(own, name) ? own[name] : undefined;
			if (value !== undefined) return value;
			throw new TemplateError(
				file,
				template.slice(0, at).split("\n").length,
				`there is no ${mark}; there are ${Object.keys(own).join(", ")}`,
			);
		},
	);
}

function markup(sentence: string): string {
	const marks = Object.entries(MARKS).map(
		([name, mark]) => [name, { mark }] as const,
	);
	return sayWith(sentence, {}, Object.fromEntries(marks))
		.map((piece) => (typeof piece === "string" ? literal(piece) : piece.mark))
		.join("");
}

function logo({ logo }: Theme, homeUrl: string): string {
	if (logo === null) return "";
	const { url, alt, width, height } = withAbsoluteUrl(logo, homeUrl);
	const src = literal(url);
	return `<p class="logo"><a href="{issue.home}"><img src="${src}" alt="${literal(alt)}" width="${width}" height="${height}" style="border:0;max-width:100%;height:auto"></a></p>`;
}

/** The logo with an absolute url: a path is below PUBLIC_URL. */
export function withAbsoluteUrl(logo: Logo, homeUrl: string): Logo {
	const { url } = logo;
	const [site = ""] = homeUrl.split("?");
	const absolute = url.startsWith("/") ? site.replace(/\/?$/, () => url) : url;
	return { ...logo, url: safeUrl(absolute) };
}

/** Text in which weekly.mjml sees no placeholder. */
function literal(text: string): string {
	return escapeHtml(text).replace(/[{}]/g, (sign) =>
		sign === "{" ? "&#123;" : "&#125;",
	);
}
