import { withoutMarks } from "../../issue/content/marks.ts";
import type { Finding, SectionSize } from "../../issue/preflight-report.ts";
import type { RenderedCopy } from "../rendered-copy.ts";
import { ancestorsOf, elementsNamed, visibleText } from "./dom.ts";
import type { HtmlDocument, HtmlElement } from "./html-tree.ts";

/** Bytes of decoded HTML above which Gmail cuts a message off. */
export const GMAIL_LIMIT = 102_400;
/** Bytes of HTML. The maximum is below Gmail's limit because forwarding adds to a message. */
const HTML = { target: 60_000, max: 95_000 };
/** Bytes of the text part: what can be read quickly. */
const TEXT_TARGET = 12_000;

/** The bytes of the HTML by section: style sheet, head, masthead, each heading, footer. They add up to the whole. */
export function sectionSizes({
	dom,
	html,
	reader,
}: Pick<RenderedCopy, "dom" | "html" | "reader">): SectionSize[] {
	const marks = [
		{ section: "head", at: 0 },
		...elementsNamed(dom, "body").map((body) => mark("masthead", body)),
		...elementsNamed(dom, "h2").map((heading) =>
			mark(visibleText(heading), heading),
		),
		...footer(dom, reader.unsubscribeUrl),
	].sort((a, b) => a.at - b.at);
	const styles = elementsNamed(dom, "style");
	const style = styles.reduce((sum, sheet) => sum + bytesOf(html, sheet), 0);
	const sizes = marks.map(({ section, at }, index) => ({
		section,
		bytes: byteLength(html.slice(at, marks[index + 1]?.at)),
	}));
	// Style sheets are in the head, and counted separately.
	const head = sizes[0];
	if (head) head.bytes -= style;
	return [{ section: "style", bytes: style }, ...sizes].filter(
		({ bytes }) => bytes > 0,
	);
}

export function checkSize(copy: RenderedCopy): Finding[] {
	const { mail } = copy;
	const html = mail.html ?? "";
	const size = Buffer.byteLength(html);
	const text = Buffer.byteLength(mail.text ?? "");
	const found: Finding[] = [];
	const fix =
		"Show fewer comparisons in full (LEADS, BRIEFS), or shorten the longest section.";
	const largest = () =>
		sectionSizes(copy)
			.sort((a, b) => b.bytes - a.bytes)
			.slice(0, 3)
			.map(({ section, bytes }) => `${section} ${number(bytes)}`)
			.join(", ");
	if (size > HTML.max)
		found.push({
			level: "block",
			code: "html-too-large",
			place: "HTML part",
			what: `It has ${number(size)} bytes. The maximum is ${number(HTML.max)}; Gmail cuts messages off above ${number(GMAIL_LIMIT)}. The largest sections: ${largest()}.`,
			fix,
			size,
		});
	else if (size > HTML.target)
		found.push({
			level: "warn",
			code: "html-large",
			place: "HTML part",
			what: `It has ${number(size)} bytes, more than the recommended ${number(HTML.target)}. The largest sections: ${largest()}.`,
			fix,
			size,
		});
	if (text > TEXT_TARGET)
		found.push({
			level: "warn",
			code: "text-large",
			place: "text part",
			what: `It has ${number(text)} bytes, more than the recommended ${number(TEXT_TARGET)}.`,
			fix,
			size: text,
		});
	return found;
}

/** From the largest element that has the link to unsubscribe and no heading, to the end. */
function footer(
	dom: HtmlDocument,
	unsubscribeUrl: string | null,
): { section: string; at: number }[] {
	const link = elementsNamed(dom, "a").find(
		({ attribs }) => attribs.href === unsubscribeUrl,
	);
	const around = link
		? ancestorsOf(link).filter(
				(element) =>
					["div", "td", "p", "table"].includes(element.name) &&
					elementsNamed(element, "h1", "h2").length === 0,
			)
		: [];
	const largest = around.at(-1);
	return largest ? [mark("footer", largest)] : [];
}

function mark(section: string, { startIndex }: HtmlElement) {
	return { section, at: startIndex ?? 0 };
}

function bytesOf(html: string, { startIndex, endIndex }: HtmlElement): number {
	return byteLength(html.slice(startIndex ?? 0, (endIndex ?? 0) + 1));
}

/** Of what is sent: marks are not. */
function byteLength(html: string): number {
	return Buffer.byteLength(withoutMarks(html));
}

function number(count: number): string {
	return count.toLocaleString("en");
}
