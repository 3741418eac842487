import type { Finding } from "../finding.ts";
import type { Specimen } from "../rendered-copy.ts";
import { type Document, isHidden, named, wordsOf } from "./dom.ts";
import type { Element } from "./html-tree.ts";

/** Gmail cuts a mail off above this many bytes of decoded HTML. */
export const GMAIL_CLIPS = 102_400;
/** Bytes of HTML: what to stay below, and what never to go above, since a forward or a tracker adds to it. */
const HTML = { target: 60_000, most: 95_000 };
const TEXT = 12_000;

export interface Weight {
	section: string;
	bytes: number;
}

/** The HTML's bytes by what they are for: style sheet, masthead, each comparison, bookmarks, footer. Together they are the whole. */
export function weigh(dom: Document, html: string): Weight[] {
	const marks = [
		{ section: "head", at: 0 },
		...named(dom, "body").map((body) => mark("masthead", body)),
		...named(dom, "h2").map((heading) => mark(wordsOf(heading), heading)),
		...footer(dom),
	].sort((a, b) => a.at - b.at);
	const styles = named(dom, "style");
	const style = styles.reduce((sum, sheet) => sum + bytesOf(html, sheet), 0);
	const weights = marks.map(({ section, at }, index) => ({
		section,
		bytes: Buffer.byteLength(html.slice(at, marks[index + 1]?.at)),
	}));
	// Sheets stand in the head; what else is there is told without them.
	const head = weights[0];
	if (head) head.bytes -= style;
	return [{ section: "style", bytes: style }, ...weights].filter(
		({ bytes }) => bytes > 0,
	);
}

export function checkSize({ mail, dom }: Specimen): Finding[] {
	const html = mail.html ?? "";
	const size = Buffer.byteLength(html);
	const text = Buffer.byteLength(mail.text ?? "");
	const found: Finding[] = [];
	const mend =
		"Tell fewer comparisons in full (LEADS, BRIEFS), or shorten the longest section.";
	const heaviest = () =>
		weigh(dom, html)
			.sort((a, b) => b.bytes - a.bytes)
			.slice(0, 3)
			.map(({ section, bytes }) => `${section} ${number(bytes)}`)
			.join(", ");
	if (size > HTML.most)
		found.push({
			level: "block",
			code: "html-too-large",
			place: "HTML part",
			what: `It has ${number(size)} bytes; ${number(HTML.most)} is the most, and Gmail cuts off above ${number(GMAIL_CLIPS)}. Heaviest: ${heaviest()}.`,
			mend,
		});
	else if (size > HTML.target)
		found.push({
			level: "warn",
			code: "html-large",
			place: "HTML part",
			what: `It has ${number(size)} bytes, more than the ${number(HTML.target)} to aim for. Heaviest: ${heaviest()}.`,
			mend,
		});
	if (text > TEXT)
		found.push({
			level: "warn",
			code: "text-large",
			place: "text part",
			what: `It has ${number(text)} bytes, more than the ${number(TEXT)} of a quick read.`,
			mend,
		});
	return found;
}

/** From where the postal address and the way out stand to the end. */
function footer(dom: Document): { section: string; at: number }[] {
	const last = named(dom, "div", "td", "p", "table")
		.filter(
			(element) =>
				!isHidden(element) &&
				/unsubscribe/i.test(wordsOf(element)) &&
				named(element, "h1", "h2").length === 0,
		)
		.at(0);
	return last ? [mark("footer", last)] : [];
}

function mark(section: string, { startIndex }: Element) {
	return { section, at: startIndex ?? 0 };
}

function bytesOf(html: string, { startIndex, endIndex }: Element): number {
	return Buffer.byteLength(html.slice(startIndex ?? 0, (endIndex ?? 0) + 1));
}

function number(count: number): string {
	return count.toLocaleString("en");
}
