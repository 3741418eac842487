import type { ReportedFinding } from "../../issue/preflight-report.ts";
import { locateInHtml } from "../../preflight/locate-finding.ts";
import type { CheckResult } from "../deps.ts";
import type { ColorScheme } from "./color-scheme.ts";
import {
	type PreviewQuery,
	previewUrl,
	readPreviewQuery,
	type ShownFinding,
	type View,
} from "./preview-query.ts";

/** Where the preview shows a finding; null: it is about no place of a message, such as the templates. */
export function findingUrl(
	finding: Pick<ReportedFinding, "place" | "what" | "readers" | "size">,
	{ readerIds }: Pick<CheckResult, "readerIds">,
): string | null {
	const { place, what } = finding;
	const shown = viewOf(finding);
	if (shown === null) return null;
	const reader = finding.readers
		.map((name) => readerIds?.get(name))
		.find((id) => id !== undefined);
	const query = readPreviewQuery({ place, what });
	return `${previewUrl(query, { reader: reader ?? null, ...shown.look })}#${shown.anchor}`;
}

interface ShownAt {
	look: Partial<Pick<PreviewQuery, "view" | "scheme">>;
	/** Of the part of the page that has it. */
	anchor: string;
}

function viewOf({
	place,
	size,
}: Pick<ReportedFinding, "place" | "size">): ShownAt | null {
	const at = (view: View, anchor = "panel", scheme: ColorScheme = "auto") => ({
		look: { view, scheme },
		anchor,
	});
	if (/^templates\b/.test(place)) return null;
	if (/^(?:subject|preheader)$/.test(place)) return at("desktop", "inbox");
	if (size !== undefined) return at("desktop", "size");
	if (/^headers?\b/.test(place)) return at("headers", "finding");
	if (/^(?:line \d+ of the|the whole) message$/.test(place))
		return at("source");
	if (/^text\b/.test(place)) return at("text", "finding");
	const [, width, look] =
		/^(\d+) px (light|dark|without styles)/.exec(place) ?? [];
	if (width === undefined) return at("desktop");
	return at(
		Number(width) < 480 ? "phone" : "desktop",
		"panel",
		look === "without styles" ? "plain" : look === "dark" ? "dark" : "light",
	);
}

/** The name of the header that a place names; null: none. */
export function headerOf({ place }: ShownFinding): string | null {
	return /^header ([\w-]+)/.exec(place)?.[1] ?? null;
}

/** How the frame shows the mark. */
export const MARK_STYLE =
	"#finding{outline:3px solid #d6336c!important;outline-offset:3px!important;scroll-margin:80px}";

/**
 * A copy of the HTML in which the element that a finding is about has the id `finding`.
 * It is for the studio's frame only: the message stays what it is.
 */
export function markFinding(html: string, finding: ShownFinding): string {
	const span = locateInHtml(html, finding);
	const name = span && /^<[\w-]+/.exec(html.slice(span.from))?.[0];
	if (!span || !name) return html;
	const at = span.from + name.length;
	// Of two ids of one element the first counts (HTML, 13.2.5.33).
	return `${html.slice(0, at)} id="finding"${html.slice(at)}`;
}
