import { html } from "hono/html";
import type { ReaderOption } from "../../db/subscriber/readers.ts";
import type { IssueContent } from "../../issue/content/content.ts";
import { issueIn, languagesIn } from "../../issue/content/in-language.ts";
import type { Reader } from "../../issue/content/reader.ts";
import type { ParsedMail } from "../../mail/read-mail.ts";
import { locateInText } from "../../preflight/locate-finding.ts";
import type { CheckResult, StudioIssue } from "../deps.ts";
import { DRAFT_LABEL, DRAFT_PAGE } from "../issue/draft-routes.ts";
import { issueTabs } from "../issue/issue-tabs.ts";
import type { Markup } from "../layout.ts";
import { findingsCard } from "../pages/findings-card.ts";
import { issueLine, itemList } from "../pages/upcoming-issue.ts";
import { headerOf } from "./finding-place.ts";
import { inboxCard } from "./inbox.ts";
import {
	colorSchemeTabs,
	headersPanel,
	mailFrame,
	sourcePanel,
	tabs,
	textPanel,
} from "./message-panel.ts";
import { besidePanel, looksPanel } from "./panes.ts";
import {
	type PreviewQuery,
	previewPath,
	previewUrl,
	type View,
} from "./preview-query.ts";
import { readerChooser, type ShownPersona } from "./reader-chooser.ts";
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
	checked: CheckResult | "running" | null;
	/** What the editor must know of what is shown; null: nothing. */
	notice: Markup | null;
	/** The display name in the From header. */
	from: string;
	/** Who stands for the kind of reader that was chosen; null: a reader was chosen. */
	persona: ShownPersona | null;
	/** What there is to show beside it. */
	canBeBeside: readonly ("last" | "approved")[];
	/** What is shown beside it, in words; null: nothing. */
	beside: string | null;
	/** Whether the place of the finding is in what is shown. */
	mark: boolean;
}

const LABELS: Record<View, string> = {
	desktop: "Desktop 600",
	phone: "Phone 375",
	looks: "Side by side",
	text: "Text",
	headers: "Headers",
	source: "Source",
};

export function previewPage(view: PreviewView): Markup {
	const { query, mark } = view;
	const framed = query.view === "desktop" || query.view === "phone";
	const wide = query.view === "looks" || (framed && view.beside !== null);
	return html`<div class="title" id="title" data-part>${heading(view)}${view.notice === null ? "" : html`<p class="note">${view.notice}</p>`}</div>
<div class="preview${wide ? " wide" : ""}">
${readerChooser(query, view.reader, view.found, languagesIn(view.content), view.persona)}
<div class="stage">
${inboxCard({ from: view.from, subject: view.rendering.subject, preheader: preheaderOf(view) })}
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
${framed ? besideTabs(view) : ""}
${query.finding === null ? "" : html`<p class="marked" role="status"><b>${query.finding.place}</b> ${query.finding.what} <span class="note">${mark ? "It is marked below, in this copy only: the message has no mark." : "It has no place of its own in this view."}</span> <a href="${previewUrl(query, { finding: null })}" data-swap>Take the mark away</a></p>`}
</div>
${panel(view)}
<p class="note actions under"><a href="${previewUrl(query, NO_LOOK, `${previewPath(query)}/message.eml`)}" download>Download as .eml</a>${framed || query.view === "looks" ? html`<span>The links in the frame lead nowhere here: they are this reader’s own.</span>` : ""}</p>
</div>
<div class="facts">
${view.checked === null ? "" : findingsCard(view.checked, view.timeZone)}
</div>
<div class="more">
${sizeGauge(view.rendering, view.reader)}
${itemList(view.upcoming.items)}
</div>
</div>`;
}

/** Which issue it is, and the way to its other pages. */
function heading({ upcoming, timeZone }: PreviewView): Markup {
	const { issue } = upcoming;
	if (!issue?.number)
		return html`<h1>Preview</h1>${issueLine(upcoming, timeZone)}<p><a class="button quiet" href="${DRAFT_PAGE}">${DRAFT_LABEL}</a></p>`;
	return html`<h1>Issue ${issue.number}</h1>${issueLine(upcoming, timeZone, { isNamed: true })}${issueTabs(issue, "preview")}`;
}

const BESIDE = {
	last: "The issue before",
	approved: "As it was approved",
} as const;

/** What can be shown beside it. */
function besideTabs({ query, canBeBeside }: PreviewView): Markup | "" {
	if (canBeBeside.length === 0) return "";
	return tabs("Beside it", [
		{
			label: "Alone",
			href: previewUrl(query, { beside: null }),
			current: query.beside === null,
		},
		...canBeBeside.map((beside) => ({
			label: BESIDE[beside],
			href: previewUrl(query, { beside }),
			current: query.beside === beside,
		})),
	]);
}

/** What is only about this page, and not about the message. */
const NO_LOOK = {
	search: "",
	view: "desktop",
	scheme: "auto",
	beside: null,
	finding: null,
} as const;

function preheaderOf({ content, reader }: PreviewView): string {
	const issue = issueIn(content, reader.language ?? null);
	const own = reader.lens === null ? undefined : issue.lenses[reader.lens];
	return (own ?? issue).preheader;
}

function panel(view: PreviewView): Markup {
	const { query, version, rendering, mail, mark } = view;
	const src = (shown: PreviewQuery) => frameUrl(shown, version);
	switch (query.view) {
		case "desktop":
		case "phone":
			return view.beside === null
				? mailFrame(
						`${src(query)}${mark ? "#finding" : ""}`,
						query.view,
						query.scheme,
						"inert",
					)
				: besidePanel(
						query,
						{ title: "Now", src: src({ ...query, beside: null }) },
						{ title: view.beside, src: src(query) },
					);
		case "looks":
			return looksPanel(query, (one) => src({ ...one, beside: null }));
		case "text":
			return textPanel(
				rendering.text,
				query.finding && locateInText(rendering.text, query.finding),
			);
		case "headers":
			return headersPanel(
				mail.headers,
				query.finding && headerOf(query.finding),
			);
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
