import type { Theme } from "../../../templates/theme.ts";
import { say } from "../../../templates/wording.ts";
import { textSection } from "./text-footer.ts";
import {
	eachTool,
	forReaders,
	readerValue,
	type TextDraft,
	textSlot,
} from "./text-slots.ts";
import { WIDTH, wrap } from "./text-wrap.ts";

/** The reader's bookmarks that changed, at most three, before everything else. Empty for readers without news. */
export function bookmarkNewsText(draft: TextDraft, theme: Theme): string {
	const value = (name: string) => readerValue(name, theme);
	const sentence = say(theme.wording["digest-own-news"], {
		tool: value("tool.name"),
		change: value("tool.headline"),
	});
	const news = forReaders(
		draft,
		"tool.news",
		`${wrap(`${theme.wording["digest-new"]} ${value("tool.news")}`, WIDTH, "  ")}\n  ${textSlot("tool.news-url")}\n`,
	);
	const line = `${wrap(sentence, WIDTH)}\n  ${textSlot("tool.panel")}\n  ${textSlot("tool.url")}\n${news}`;
	return forReaders(
		draft,
		"bookmarks-news",
		`${eachTool(draft, line, "news")}\n`,
	);
}

/**
 * What flipped in the issues that the reader missed. Empty for readers who missed none.
 *
 * @param around what separates it from what comes before and after
 */
export function awayText(
	draft: TextDraft,
	theme: Theme,
	around: { before: string; after: string },
): string {
	const { wording } = theme;
	const value = (name: string) => readerValue(name, theme);
	const tools = eachTool(
		draft,
		`${wrap(value("tool.name"), WIDTH)}\n${wrap(value("tool.change"), WIDTH, "  ")}\n  ${textSlot("tool.url")}\n`,
		"away",
	);
	const rest = say(wording["digest-away-rest"], {
		missed: textSlot("away-rest"),
	});
	const more = forReaders(
		draft,
		"away-rest",
		`${wrap(`${rest} ${wording["digest-away-all"]}:`, WIDTH)}\n${textSlot("away-issues")}\n`,
	);
	return forReaders(
		draft,
		"away",
		`${around.before}${textSection(wording["digest-away"], tools + more)}${around.after}`,
	);
}
