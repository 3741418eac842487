import type { BookmarkedTool, Reader } from "../../issue/content/reader.ts";
import { MAX_BOOKMARKS, MAX_ON_TOP } from "../merge/slots.ts";
import { hasRoom, type Room, type Size } from "./measure.ts";

/** Letters on a line of a list at 600 pixels, and letters of a word with its space. */
const LINE = 62;
const WORD = 4.6;

/** The greeting, and how many bookmarks are not listed. */
const FRAME: Size = { words: 24, pixels: 56, html: 500, text: 200 };
const HEADING: Size = { words: 6, pixels: 66, html: 200, text: 100 };

/** What a line of a list takes besides its own words. */
const ON_TOP: Size = { words: 10, pixels: 30, html: 460, text: 90 };
const AWAY: Size = { words: 3, pixels: 30, html: 260, text: 40 };
const BELOW: Size = { words: 8, pixels: 36, html: 460, text: 70 };
/** The comparison that is new on it, in a line of its own. */
const NEWS: Size = { words: 8, pixels: 20, html: 260, text: 50 };

/** What must be free for a reader's own once the issue has its place: three bookmarks that changed, and both headings. */
export const RESERVED: Size = {
	words: 120,
	pixels: 330,
	html: 3_600,
	text: 1_500,
};

/**
 * The reader with as much of their own as their message has room for. What goes
 * on top, at most three bookmarks that changed, always has. What is left goes to
 * what flipped while they were away, then to their other bookmarks, as they are
 * in order: what changed first. What has no room is counted and linked; no name
 * is cut.
 *
 * @param room of the cohort; undefined: what earlier versions compiled has no limits
 */
export function fitReader(reader: Reader, room: Room | undefined): Reader {
	const { away } = reader;
	if (!room || (reader.bookmarks.length === 0 && !away)) return reader;
	const left = { ...room };
	use(left, FRAME);
	const bookmarks = reader.bookmarks.slice(0, MAX_BOOKMARKS);
	const top = bookmarks.filter(({ change }) => change !== null);
	top.length = Math.min(top.length, MAX_ON_TOP);
	for (const tool of top) use(left, sizeOfTool(tool, ON_TOP));
	// In the fullest of issues, what is new on them is behind their links.
	const isOver = !hasRoom(left, { ...HEADING, pixels: 2 * HEADING.pixels });
	const onTop = isOver ? top.map((tool) => ({ ...tool, news: null })) : top;

	if (away) use(left, HEADING);
	const flips = countFitting(left, away?.flips ?? [], AWAY);
	const below = bookmarks.filter((tool) => !top.includes(tool));
	if (below.length > 0) use(left, HEADING);
	// In brief, a bookmark on which nothing is new is only counted.
	const listed =
		reader.format === "brief"
			? below.filter(({ change, news }) => change !== null || news !== null)
			: below;
	const fitting = countFitting(left, listed, BELOW);
	return {
		...reader,
		bookmarks:
			fitting === listed.length && !isOver
				? reader.bookmarks
				: [...onTop, ...listed.slice(0, fitting)],
		...(away && {
			away: {
				...away,
				flips: away.flips.slice(0, flips),
				more: away.more + away.flips.length - flips,
			},
		}),
	};
}

/** How many of the first have room, which they then use. */
function countFitting(
	left: Room,
	tools: readonly BookmarkedTool[],
	line: Size,
): number {
	let count = 0;
	for (const tool of tools) {
		const size = sizeOfTool(tool, line);
		if (!hasRoom(left, size)) break;
		use(left, size);
		count++;
	}
	return count;
}

function sizeOfTool(
	{ name, url, change, headline, news }: BookmarkedTool,
	line: Size,
): Size {
	const own = `${name} ${(line === ON_TOP && headline) || (change ?? "")}`;
	const first = sizeOfLine(own, url, line);
	if (news === null || line === AWAY) return first;
	const second = sizeOfLine(news.title, news.url, NEWS);
	return {
		words: first.words + second.words,
		pixels: first.pixels + second.pixels,
		html: first.html + second.html,
		text: first.text + second.text,
	};
}

function sizeOfLine(words: string, url: string, line: Size): Size {
	const bytes = Buffer.byteLength(words) + url.length;
	return {
		words: line.words + words.length / WORD,
		pixels: line.pixels + 20 * Math.floor(words.length / LINE),
		html: line.html + bytes,
		text: line.text + bytes,
	};
}

function use(left: Room, { words, pixels, html, text }: Size): void {
	left.words -= words;
	left.pixels -= pixels;
	left.html -= html;
	left.text -= text;
}
