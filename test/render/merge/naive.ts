import type { CompiledPart } from "../../../src/issue/content/compiled-issue.ts";
import type {
	BookmarkedTool,
	Reader,
} from "../../../src/issue/content/reader.ts";
import { panelLabel } from "../../../src/render/labels.ts";
import {
	readPlace,
	valueLines,
} from "../../../src/render/merge/value-lines.ts";

/**
 * A part rendered for one reader the slow and obvious way, to hold the merge
 * against: it looks for the next mark, writes what belongs there by a list of
 * its own, and goes on with the rest.
 */
export function naive(
	part: CompiledPart,
	reader: Reader,
	format: "html" | "text",
): string {
	return expand(part.body, null);

	function expand(template: string, tool: BookmarkedTool | null): string {
		const start = template.indexOf("%%slot:");
		if (start === -1) return template;
		const end = template.indexOf("%%", start + 7);
		return (
			template.slice(0, start) +
			value(template.slice(start + 7, end), tool) +
			expand(template.slice(end + 2), tool)
		);
	}

	function value(name: string, tool: BookmarkedTool | null): string {
		const shown = reader.bookmarks.slice(0, 20);
		const changed = shown.filter((one) => one.change !== null);
		const news = changed.filter((_, index) => index < 3);
		const below = shown.filter((one) => !news.includes(one));
		const missed = (reader.away?.flips ?? []).filter(
			(flip) => !news.some((one) => one.url === flip.url),
		);
		const more = reader.away?.more ?? 0;
		const rest = reader.bookmarksTotal - shown.length;
		if (name === "percent") return "%";
		if (name === "name") return escaped(reader.name ?? "");
		if (name === "address") return escaped(reader.address ?? "");
		if (name === "bookmarks-rest") return escaped(String(rest));
		if (name === "bookmarks-total")
			return escaped(String(reader.bookmarksTotal));
		if (name === "unsubscribe") return escaped(reader.unsubscribeUrl ?? "");
		if (name === "vote") return escaped(reader.voteUrl ?? "");
		if (name === "bookmarks") return escaped(reader.bookmarksUrl ?? "");
		if (name === "preferences") return escaped(reader.preferencesUrl ?? "");
		if (name === "tool.news") return escaped(tool?.news?.title ?? "");
		if (name === "tool.news-url") return escaped(tool?.news?.url ?? "");
		if (name === "tool.name") return escaped(tool?.name ?? "");
		if (name === "tool.panel")
			return tool ? escaped(panelLabel(tool.panel)) : "";
		if (name === "tool.change") return escaped(tool?.change ?? "");
		if (name === "tool.headline") return escaped(headlineOf(tool));
		if (name === "away-rest") return escaped(String(more));
		if (name === "away-issues") return escaped(reader.away?.issuesUrl ?? "");
		if (name === "tool.url") return escaped(tool?.url ?? "");
		const placed = readPlace(name);
		if (placed)
			return valueLines(textOf(placed.name, tool), placed.place).join(
				`\n${" ".repeat(placed.place.indent)}`,
			);
		const partial = part.partials[name];
		if (partial === undefined) throw new Error(`no partial ${name}`);
		const lists = { tools: shown, news, below, away: missed };
		for (const [list, tools] of Object.entries(lists))
			if (name.startsWith(`each:${list}:`))
				return tools.map((one) => expand(partial, one)).join("");
		const applies: Record<string, boolean> = {
			named: reader.name !== null && reader.name.trim() !== "",
			bookmarks: shown.length > 0,
			"no-bookmarks": shown.length === 0 && reader.address !== null,
			"bookmarks-rest": rest > 0,
			"bookmarks-quiet": reader.bookmarks.every(
				(one) => one.change === null && one.news === null,
			),
			"bookmarks-news": news.length > 0,
			"bookmarks-below": shown.length > 0 && below.length + rest > 0,
			"bookmarks-listed": below.length > 0,
			away: missed.length + more > 0,
			"away-rest": more > 0,
			mail: reader.address !== null,
			web: reader.address === null,
			"tool.ship": tool?.panel.verdict === "ship",
			"tool.skip": tool?.panel.verdict === "skip",
			"tool.unknown": tool?.panel.verdict === null,
			"tool.news": tool !== null && tool.news !== null,
			"tool.changed": tool !== null && tool.change !== null,
		};
		const condition = name.split(":")[1] ?? "";
		if (condition.includes("@")) {
			const [question = "", slug = ""] = condition.split("@");
			return answer(question, slug) ? expand(partial, tool) : "";
		}
		if (!Object.hasOwn(applies, condition)) throw new Error(`no ${name}`);
		return applies[condition] ? expand(partial, tool) : "";
	}

	function textOf(name: string, tool: BookmarkedTool | null): string {
		if (name === "name") return reader.name ?? "";
		if (name === "address") return reader.address ?? "";
		if (name === "tool.name") return tool?.name ?? "";
		if (name === "tool.change") return tool?.change ?? "";
		if (name === "tool.news") return tool?.news?.title ?? "";
		if (name === "tool.headline") return headlineOf(tool);
		throw new Error(`no text ${name}`);
	}

	function headlineOf(tool: BookmarkedTool | null): string {
		return tool?.headline ?? tool?.change ?? "";
	}

	function answer(question: string, slug: string): boolean {
		const vote = new Map(Object.entries(reader.votes)).get(slug);
		const isSaved = reader.saved.some((one) => one === slug);
		switch (question) {
			case "voted-ship":
				return vote === "ship";
			case "voted-skip":
				return vote === "skip";
			case "not-voted":
				return reader.address !== null && vote === undefined;
			case "saved":
				return isSaved;
			case "not-saved":
				return reader.address !== null && !isSaved;
			default:
				throw new Error(`no question ${question}`);
		}
	}

	function escaped(text: string): string {
		const oneLine = text
			.toWellFormed()
			.split(/[\p{Cc}\u2028\u2029]+/u)
			.join(" ");
		if (format === "text") return oneLine;
		return oneLine
			.split("&")
			.join("&amp;")
			.split("<")
			.join("&lt;")
			.split(">")
			.join("&gt;")
			.split('"')
			.join("&quot;")
			.split("'")
			.join("&#39;")
			.split("%")
			.join("&#37;");
	}
}
