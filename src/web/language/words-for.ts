import type { Context } from "hono";
import { parseAccept } from "hono/utils/accept";
import type { Config } from "../../config/config.ts";
import type { LanguageTag } from "../../issue/words/language/tags.ts";
import { inLanguage } from "../../site-links.ts";
import { type LocalLinks, localLinks } from "../http/local-links.ts";
import { linkWord } from "../http/repair-link.ts";
import { german } from "./de/german.ts";
import { english } from "./en/english.ts";
import type { PageWords } from "./page-words.ts";

const WORDS: Readonly<Record<LanguageTag, PageWords>> = {
	en: english,
	de: german,
};

type Publication = Pick<Config, "languages" | "catalogLanguage" | "publicUrl">;

/** The words of one answer, with what else depends on who asked for it. */
export interface Speech extends PageWords {
	/** They lead to pages in the language that was chosen, if one was. */
	links: LocalLinks;
	/** The language of the catalog's names and texts, BCP 47. */
	written: string;
	/** The same page in the publication's other languages; empty: it has none. */
	others: readonly { tag: LanguageTag; url: string }[];
}

/** For a reader: in the language they chose, if the digest still comes in it; else in the publication's first. */
export function readerWords(
	publication: Publication,
	{ language }: { language: string | null },
): Speech {
	const { languages } = publication;
	const tag = languages.find((one) => one === language) ?? languages[0];
	return speech(publication, tag, languages.length > 1);
}

/**
 * For who is not known: the language that the link names with `?lang=`, which all
 * links of the page then name too; else the one that their browser prefers among
 * the publication's, else its first.
 */
export function visitorWords(publication: Publication, c: Context): Speech {
	const { languages } = publication;
	const [first] = languages;
	if (languages.length === 1) return speech(publication, first, false);
	const named = namedLanguage(publication, c);
	if (!named) c.header("vary", "Accept-Language", { append: true });
	const tag =
		named ??
		preferred(c.req.header("accept-language") ?? "", languages) ??
		first;
	return {
		...speech(publication, tag, named !== undefined),
		others: inOtherLanguages(publication, tag, c),
	};
}

/** For programs that fetch a page for many: the language that the link names, else the publication's first. */
export function namedWords(publication: Publication, c: Context): Speech {
	const { languages } = publication;
	const named = namedLanguage(publication, c);
	return speech(publication, named ?? languages[0], named !== undefined);
}

function namedLanguage({ languages }: Publication, { req }: Context) {
	const named = linkWord(req.url, "lang");
	return languages.find((tag) => tag === named);
}

function speech(
	publication: Publication,
	tag: LanguageTag,
	isNamed: boolean,
): Speech {
	const several = publication.languages.length > 1;
	return {
		...WORDS[tag],
		links: localLinks(publication, isNamed && several ? tag : null),
		written: publication.catalogLanguage,
		others: [],
	};
}

/** Only a page that was asked for by its address has one in each language. */
function inOtherLanguages(
	{ languages, publicUrl }: Publication,
	own: LanguageTag,
	{ req }: Context,
): Speech["others"] {
	if (req.method === "POST" || req.param("token") !== undefined) return [];
	const prefix = new URL(publicUrl).pathname.replace(/\/$/, "");
	const { search } = new URL(req.url);
	const here = `${prefix}${req.path.replace(/^\/+/, "/")}${search}`;
	return languages
		.filter((tag) => tag !== own)
		.map((tag) => ({ tag, url: inLanguage(here, tag) }));
}

/** RFC 9110 12.5.4: "de-AT, en;q=0.8". A range counts by its language alone. */
function preferred(
	header: string,
	languages: readonly LanguageTag[],
): LanguageTag | undefined {
	return parseAccept(header)
		.filter(({ q }) => q > 0)
		.sort((a, b) => b.q - a.q)
		.flatMap(
			({ type }) =>
				languages.find((tag) => tag === type.split("-")[0]?.toLowerCase()) ??
				[],
		)
		.at(0);
}
