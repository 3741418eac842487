import type { Context } from "hono";
import { parseAccept } from "hono/utils/accept";
import type { Config } from "../../config/config.ts";
import type { LanguageTag } from "../../issue/words/language/tags.ts";
import { german } from "./de/german.ts";
import { english } from "./en/english.ts";
import type { PageWords } from "./page-words.ts";

const WORDS: Readonly<Record<LanguageTag, PageWords>> = {
	en: english,
	de: german,
};

type Publication = Pick<Config, "languages">;

/** For a reader: in the language they chose, if the digest still comes in it; else in the publication's first. */
export function readerWords(
	{ languages }: Publication,
	{ language }: { language: string | null },
): PageWords {
	return WORDS[languages.find((tag) => tag === language) ?? languages[0]];
}

/**
 * For who is not known: the language that the link names with `?lang=`, else the
 * one that their browser prefers among the publication's, else its first.
 */
export function visitorWords(
	{ languages }: Publication,
	c: Context,
): PageWords {
	const [first] = languages;
	if (languages.length === 1) return WORDS[first];
	const named = languages.find((tag) => tag === c.req.query("lang"));
	if (named) return WORDS[named];
	c.header("vary", "Accept-Language", { append: true });
	return WORDS[
		preferred(c.req.header("accept-language") ?? "", languages) ?? first
	];
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
