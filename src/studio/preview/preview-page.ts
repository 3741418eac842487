import { html } from "hono/html";
import type { ReaderOption } from "../../db/subscriber/readers.ts";
import type { IssueContent } from "../../issue/content/content.ts";
import { issueIn, languagesIn } from "../../issue/content/in-language.ts";
import type { Reader } from "../../issue/content/reader.ts";
import type { ParsedMail } from "../../mail/read-mail.ts";
import type { CheckResult, StudioIssue } from "../deps.ts";
import type { Markup } from "../layout.ts";
import { findingsCard } from "../pages/findings-card.ts";
import { issueLine, itemList } from "../pages/upcoming-issue.ts";
import {
	colorSchemeTabs,
	headersPanel,
	mailFrame,
	sourcePanel,
	tabs,
	textPanel,
} from "./message-panel.ts";
import {
	type PreviewQuery,
	previewPath,
	previewUrl,
	type View,
} from "./preview-query.ts";
import { readerChooser } from "./reader-chooser.ts";
import type { Rendering } from "./render-preview.ts";
import { sizeGauge } from "./size-gauge.ts";

interface PreviewView {
	query: PreviewQuery;
	/** Of the issue and the templates. */
	version: string;
	timeZone: string;
	upcoming: StudioIssue;
	content: IssueContent;
	reader: Reader;
	/** Readers to choose from. */
	found: readonly ReaderOption[];
	rendering: Rendering;
	mail: ParsedMail;
	/** Null: it is sealed, and was checked before. */
	checked: CheckResult | null;
	/** What the editor must know of what is shown; null: nothing. */
	notice: string | null;
	/** The display name in the From header. */
	from: string;
}

const LABELS: Record<View, string> = {
	desktop: "Desktop 600",
	phone: "Phone 375",
	text: "Text",
	headers: "Headers",
	source: "Source",
};

export function previewPage(view: PreviewView): Markup {
	const { query } = view;
	const framed = query.view === "desktop" || query.view === "phone";
	return html`<div class="title" id="title" data-part><h1>Preview</h1>${issueLine(view.upcoming, view.timeZone)}${view.notice === null ? "" : html`<p class="note">${view.notice}</p>`}</div>
<div class="preview">
${readerChooser(query, view.reader, view.found, languagesIn(view.content))}
<div class="stage">
${inboxLine(view)}
<div class="tools" id="tools" data-part>
${tabs(
	"Views of the message",
	Object.entries(LABELS).map(([key, label]) => ({
		label,
		href: previewUrl(query, { view: key as View }),
		current: key === query.view,
	})),
)}
${framed ? colorSchemeTabs(query.scheme, (scheme) => previewUrl(query, { scheme })) : ""}
</div>
${panel(view)}
</div>
<div class="facts">
${view.checked === null ? "" : findingsCard(view.checked, view.timeZone)}
</div>
<div class="more">
${sizeGauge(view.rendering)}
${itemList(view.upcoming.items)}
</div>
</div>`;
}

/** The message as a line in an inbox: sender, subject and preheader. */
function inboxLine(view: PreviewView): Markup {
	const { from, rendering } = view;
	const preheader = preheaderOf(view);
	return html`<section class="inbox" id="inbox" data-part aria-label="In the inbox">
<span class="avatar" aria-hidden="true">${[...from][0]?.toUpperCase()}</span>
<p><b class="from"><bdi>${from}</bdi></b><bdi class="subject">${rendering.subject}</bdi> <bdi class="preheader">${preheader}</bdi></p>
<p class="note counts">Subject ${characters(rendering.subject)} · preheader ${characters(preheader)}</p>
</section>`;
}

function characters(text: string): string {
	return `${[...text].length} characters`;
}

function preheaderOf({ content, reader }: PreviewView): string {
	const issue = issueIn(content, reader.language ?? null);
	const own = reader.lens === null ? undefined : issue.lenses[reader.lens];
	return (own ?? issue).preheader;
}

function panel({ query, version, rendering, mail }: PreviewView): Markup {
	switch (query.view) {
		case "desktop":
		case "phone":
			return mailFrame(frameUrl(query, version), query.view, query.scheme);
		case "text":
			return textPanel(rendering.text);
		case "headers":
			return headersPanel(mail.headers);
		case "source":
			return sourcePanel(rendering.raw);
	}
}

/** Contains the version, so that the frame's URL changes exactly when its content does. */
function frameUrl(query: PreviewQuery, version: string): string {
	const url = previewUrl(
		query,
		{ search: "", view: "desktop" },
		`${previewPath(query)}/frame`,
	);
	return `${url}${url.includes("?") ? "&" : "?"}at=${encodeURIComponent(version)}`;
}
