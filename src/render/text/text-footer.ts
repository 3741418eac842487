import type { Theme } from "../../../templates/theme.ts";
import { say } from "../../../templates/wording.ts";
import type { IssueContent } from "../../issue/content/content.ts";
import { headline } from "./text-comparison.ts";
import {
	eachTool,
	forReaders,
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
export function bookmarksText(draft: TextDraft, { wording }: Theme): string {
	const change = forReaders(
		draft,
		"tool.changed",
		`  Changed: ${textSlot("tool.change")}\n`,
	);
	const news = forReaders(
		draft,
		"tool.news",
		`  New: ${textSlot("tool.news")}\n`,
	);
	const tool = eachTool(
		draft,
		`${textSlot("tool.name")}\n  ${textSlot("tool.panel")}\n${change}  ${textSlot("tool.url")}\n${news}`,
	);
	const rest = forReaders(
		draft,
		"bookmarks-rest",
		`${say(wording["digest-bookmarks-rest"], { rest: textSlot("bookmarks-rest") })}\n`,
	);
	const title = wording["digest-bookmarks"];
	return (
		forReaders(draft, "bookmarks", `${textSection(title, tool + rest)}\n\n`) +
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
	{ number, publication, postalAddress, links }: IssueContent,
	theme: Theme,
): string {
	const { wording, footer } = theme;
	const own = [...footer, postalAddress].map((line) => wrap(line, WIDTH));
	const end = `${own.join("\n")}\n`;
	const out = `${wording["digest-unsubscribe"]} ${wording["digest-one-click"]}`;
	const pages = [
		`${wording["digest-bookmarks-all"]}:\n${textSlot("bookmarks")}`,
		`${wording["digest-preferences"]} ${wording["digest-choices"]}\n${textSlot("preferences")}`,
	].join("\n\n");
	const web = say(wording["digest-web"], { number, publication });
	return `${DOUBLE_RULE}\n${forReaders(
		draft,
		"mail",
		`${whyLine(publication, theme)}\n\n${pages}\n\n${wrap(out, WIDTH)}\n${textSlot("unsubscribe")}\n\n${end}`,
	)}${forReaders(
		draft,
		"web",
		`${wrap(web, WIDTH)}\n${wording["digest-subscribe"]}: ${links.home}\n\n${end}`,
	)}`;
}

/** Why the reader gets this mail. The line ends after their address, since no one knows how long it is. */
export function whyLine(publication: string, { wording }: Theme): string {
	const address = textSlot("address");
	return say(wording["digest-why"], { address, publication })
		.replace(new RegExp(`(${address}\\S*) `), "$1\n")
		.split("\n")
		.map((line) => wrap(line, WIDTH))
		.join("\n");
}
