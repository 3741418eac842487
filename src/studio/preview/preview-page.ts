import { html } from "hono/html";
import type { ReaderChoice } from "../../db/subscriber/readers.ts";
import type { IssueContent } from "../../issue/content/content.ts";
import type { Reader } from "../../issue/content/reader.ts";
import type { ParsedMail } from "../../mail/read-mail.ts";
import type { Checked, ComingIssue, Rendering } from "../deps.ts";
import type { Html } from "../layout.ts";
import { findingsCard } from "../pages/findings-card.ts";
import { issueLine } from "../pages/issue-line.ts";
import { itemList } from "../pages/item-list.ts";
import { inboxLine } from "./inbox-line.ts";
import {
	headersPanel,
	lookTabs,
	mailFrame,
	sourcePanel,
	tabs,
	textPanel,
} from "./message-panel.ts";
import { type PreviewQuery, previewUrl, type View } from "./preview-query.ts";
import { readerChooser } from "./reader-chooser.ts";
import { sizeGauge } from "./size-gauge.ts";

export interface PreviewView {
	query: PreviewQuery;
	stamp: string;
	timeZone: string;
	coming: ComingIssue;
	content: IssueContent;
	reader: Reader;
	found: readonly ReaderChoice[];
	rendering: Rendering;
	mail: ParsedMail;
	checked: Checked;
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

export function previewPage(view: PreviewView): Html {
	const { query } = view;
	const framed = query.view === "desktop" || query.view === "phone";
	return html`<div class="title" id="title" data-part><h1>Preview</h1>${issueLine(view.coming, view.timeZone)}</div>
<div class="preview">
${readerChooser(query, view.reader, view.found)}
<div class="stage">
${inboxLine({ from: view.from, subject: view.rendering.subject, preheader: preheaderOf(view) })}
<div class="tools" id="tools" data-part>
${tabs(
	"Views of the message",
	Object.entries(LABELS).map(([key, label]) => ({
		label,
		href: previewUrl(query, { view: key as View }),
		current: key === query.view,
	})),
)}
${framed ? lookTabs(query.look, (look) => previewUrl(query, { look })) : ""}
</div>
${panel(view)}
</div>
<div class="facts">
${findingsCard(view.checked, view.timeZone)}
${sizeGauge(view.rendering)}
${itemList(view.coming.items)}
</div>
</div>`;
}

function preheaderOf({ content, reader }: PreviewView): string {
	const seen = reader.lens === null ? undefined : content.lenses[reader.lens];
	return (seen ?? content).preheader;
}

function panel({ query, stamp, rendering, mail }: PreviewView): Html {
	switch (query.view) {
		case "desktop":
		case "phone":
			return mailFrame(frameUrl(query, stamp), query.view, query.look);
		case "text":
			return textPanel(rendering.text);
		case "headers":
			return headersPanel(mail.headers);
		case "source":
			return sourcePanel(rendering.raw);
	}
}

/** With the stamp, so that the frame's address changes exactly when what it shows does. */
function frameUrl(query: PreviewQuery, stamp: string): string {
	const url = previewUrl(
		query,
		{ search: "", view: "desktop" },
		"/studio/preview/frame",
	);
	return `${url}${url.includes("?") ? "&" : "?"}at=${encodeURIComponent(stamp)}`;
}
