import type { Theme } from "../../../templates/theme.ts";
import { say } from "../../../templates/wording.ts";
import type { IssueContent } from "../../issue/content/content.ts";
import { subscribeUrlOf } from "../../issue/content/in-language.ts";
import { frameOf } from "../labels.ts";
import { headline } from "./text-comparison.ts";
import {
	eachTool,
	forReaders,
	readerValue,
	type TextDraft,
	textSlot,
} from "./text-slots.ts";
import { WIDTH, wrap } from "./text-wrap.ts";

/** A double line across the page. */
export const DOUBLE_RULE = "=".repeat(WIDTH);

/** A heading and what is under it. */
export function textSection(title: string, body: string): string {
	return `${headline(title.toUpperCase(), "-")}\n${body}`;
}

/** The reader's bookmarks, with what changed, or what to expect where there are none. */
export function bookmarksText(draft: TextDraft, theme: Theme): string {
	const { wording } = theme;
	const value = (name: string) => readerValue(name, theme);
	const change = forReaders(
		draft,
		"tool.changed",
		`${wrap(`${frameOf(theme).text.changed}: ${value("tool.change")}`, WIDTH, "  ")}\n`,
	);
	const news = forReaders(
		draft,
		"tool.news",
		`${wrap(`${wording["digest-new"]} ${value("tool.news")}`, WIDTH, "  ")}\n`,
	);
	const tool = eachTool(
		draft,
		`${wrap(value("tool.name"), WIDTH)}\n  ${textSlot("tool.panel")}\n${change}  ${textSlot("tool.url")}\n${news}`,
		"below",
	);
	const rest = forReaders(
		draft,
		"bookmarks-rest",
		`${wrap(say(wording["digest-bookmarks-rest"], { rest: textSlot("bookmarks-rest") }), WIDTH)}\n`,
	);
	const title = wording["digest-bookmarks"];
	return (
		forReaders(
			draft,
			"bookmarks-below",
			`${textSection(title, tool + rest)}\n\n`,
		) +
		forReaders(
			draft,
			"no-bookmarks",
			`${textSection(title, wrap(wording["digest-bookmarks-empty"], WIDTH))}\n\n\n`,
		)
	);
}

/** Who sends this and why, the links to the reader's own pages, and the unsubscribe link. */
export function footer(
	draft: TextDraft,
	issue: IssueContent,
	theme: Theme,
): string {
	const { number, publication, postalAddress, links } = issue;
	const { wording, footer } = theme;
	const own = [...footer, postalAddress].map((line) => wrap(line, WIDTH));
	const end = `${own.join("\n")}\n`;
	const out = `${wording["digest-unsubscribe"]} ${wording["digest-one-click"]}`;
	const pages = [
		`${wrap(`${wording["digest-bookmarks-all"]}:`, WIDTH)}\n${textSlot("bookmarks")}`,
		`${wrap(`${wording["digest-preferences"]} ${wording["digest-choices"]}`, WIDTH)}\n${textSlot("preferences")}`,
	].join("\n\n");
	const web = say(wording["digest-web"], { number, publication });
	return `${DOUBLE_RULE}\n${forReaders(
		draft,
		"mail",
		`${whyLine(publication, theme)}\n\n${pages}\n\n${wrap(out, WIDTH)}\n${textSlot("unsubscribe")}\n\n${forwarding({ ...links, subscribe: subscribeUrlOf(issue) }, theme)}\n\n${end}`,
	)}${forReaders(
		draft,
		"web",
		`${wrap(web, WIDTH)}\n${wrap(`${wording["digest-subscribe"]}: ${links.home}`, WIDTH)}\n\n${end}`,
	)}`;
}

/** Where whoever got this mail from somebody else can get their own, and what to pass on. Nothing in it is the reader's. */
export function forwarding(
	{ subscribe, issue }: { subscribe: string; issue: string },
	{ wording }: Theme,
): string {
	const own = `${wording["digest-forwarded"]} ${wording["digest-forwarded-subscribe"]}:`;
	return [
		`${wrap(own, WIDTH)}\n${subscribe}`,
		`${wrap(`${wording["digest-share"]}:`, WIDTH)}\n${issue}`,
	].join("\n\n");
}

/** Why the reader gets this mail. */
export function whyLine(publication: string, theme: Theme): string {
	const address = readerValue("address", theme);
	const sentence = say(theme.wording["digest-why"], { address, publication });
	return wrap(sentence, WIDTH);
}
