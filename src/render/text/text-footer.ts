import type { Theme } from "../../../templates/theme.ts";
import { say } from "../../../templates/wording.ts";
import type { IssueContent } from "../../issue/content/content.ts";
import { headline } from "./text-comparison.ts";
import { eachTool, place, type TextDraft, when } from "./text-slots.ts";
import { WIDTH, wrap } from "./text-wrap.ts";

/** A double line across the page. */
export const DOUBLE_RULE = "=".repeat(WIDTH);

/** A heading and what is under it. */
export function section(title: string, body: string): string {
	return `${headline(title.toUpperCase(), "-")}\n${body}`;
}

/** The reader's bookmarks, with what changed, or what to expect where there are none. */
export function bookmarks(draft: TextDraft, { wording }: Theme): string {
	const change = when(
		draft,
		"tool.changed",
		`  Changed: ${place("tool.change")}\n`,
	);
	const news = when(draft, "tool.news", `  New: ${place("tool.news")}\n`);
	const tool = eachTool(
		draft,
		`${place("tool.name")}\n  ${place("tool.panel")}\n${change}  ${place("tool.url")}\n${news}`,
	);
	const rest = when(
		draft,
		"bookmarks-rest",
		`${say(wording["digest-bookmarks-rest"], { rest: place("bookmarks-rest") })}\n`,
	);
	const title = wording["digest-bookmarks"];
	return (
		when(draft, "bookmarks", `${section(title, tool + rest)}\n\n`) +
		when(
			draft,
			"no-bookmarks",
			`${section(title, wrap(wording["digest-bookmarks-empty"], WIDTH))}\n\n\n`,
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
		`${wording["digest-bookmarks-all"]}:\n${place("bookmarks")}`,
		`${wording["digest-preferences"]} ${wording["digest-choices"]}\n${place("preferences")}`,
	].join("\n\n");
	const web = say(wording["digest-web"], { number, publication });
	return `${DOUBLE_RULE}\n${when(
		draft,
		"mail",
		`${whyLine(publication, theme)}\n\n${pages}\n\n${wrap(out, WIDTH)}\n${place("unsubscribe")}\n\n${end}`,
	)}${when(
		draft,
		"web",
		`${wrap(web, WIDTH)}\n${wording["digest-subscribe"]}: ${links.home}\n\n${end}`,
	)}`;
}

/** Why the reader gets this mail. The line ends after their address, since no one knows how long it is. */
export function whyLine(publication: string, { wording }: Theme): string {
	const address = place("address");
	return say(wording["digest-why"], { address, publication })
		.replace(new RegExp(`(${address}\\S*) `), "$1\n")
		.split("\n")
		.map((line) => wrap(line, WIDTH))
		.join("\n");
}
