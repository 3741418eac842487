import { html } from "hono/html";
import type { MailSummary } from "../../mail/mailbox.ts";
import type { ParsedMail } from "../../mail/read-mail.ts";
import { formatTime } from "../../time/format-time.ts";
import { formatBytes } from "../format.ts";
import type { Markup } from "../layout.ts";
import type { ColorScheme } from "../preview/color-scheme.ts";
import { tagsOf } from "../preview/html-tags.ts";
import {
	colorSchemeTabs,
	headersPanel,
	mailFrame,
	missing,
	sourcePanel,
	tabs,
	textPanel,
} from "../preview/message-panel.ts";
import type { Pictures } from "../sandbox-frame.ts";

export const MAIL_VIEWS = ["html", "text", "headers", "source"] as const;
type MailView = (typeof MAIL_VIEWS)[number];

interface OpenMail {
	summary: MailSummary;
	raw: Buffer;
	mail: ParsedMail;
	view: MailView;
	scheme: ColorScheme;
	pictures: Pictures;
	timeZone: string;
}

const LABELS: Record<MailView, string> = {
	html: "HTML",
	text: "Text",
	headers: "Headers",
	source: "Source",
};

export function mailboxMail(open: OpenMail): Markup {
	const { summary, mail, view, scheme } = open;
	const framed = view === "html" && mail.html !== null;
	return html`<p class="back"><a href="/mailbox">‹ Mailbox</a></p>
<div class="title" id="title" data-part><h1>${mail.subject || "(no subject)"}</h1></div>
<dl class="envelope">
<dt>From</dt><dd>${mail.from}</dd>
<dt>To</dt><dd>${mail.to}</dd>
${mail.to === summary.recipient ? "" : html`<dt>Delivered to</dt><dd>${summary.recipient}</dd>`}
<dt>Envelope sender</dt><dd>${summary.sender}</dd>
<dt>Received</dt><dd>${formatTime(summary.receivedAt, open.timeZone)}</dd>
</dl>
<div class="tools" id="tools" data-part>
${tabs(
	"Views of the message",
	MAIL_VIEWS.map((key) => ({
		label: LABELS[key],
		href: mailUrl(summary.id, key, scheme),
		current: key === view,
	})),
)}
${framed ? colorSchemeTabs(scheme, (other) => mailUrl(summary.id, view, other)) : ""}
${framed && open.pictures === "none" && hasRemotePictures(mail.html ?? "") ? html`<a class="button quiet" href="${mailUrl(summary.id, view, scheme, "remote")}">Load remote pictures</a>` : ""}
<a class="button quiet download" href="/mailbox/${summary.id}/mail.eml" download>Download .eml · ${formatBytes(summary.size)}</a>
</div>
${panel(open)}`;
}

function hasRemotePictures(source: string): boolean {
	return tagsOf(source).some(
		({ name, attributes }) =>
			name === "img" && /^\s*https:/i.test(attributes.src ?? ""),
	);
}

function panel(open: OpenMail): Markup {
	const { summary, raw, mail, view, scheme, pictures } = open;
	switch (view) {
		case "html":
			return mail.html === null
				? missing("This message has no HTML part.")
				: mailFrame(
						`/mailbox/${summary.id}/frame${shownAs(scheme, pictures)}`,
						"full",
						scheme,
					);
		case "text":
			return textPanel(mail.text);
		case "headers":
			return headersPanel(mail.headers);
		case "source":
			return sourcePanel(raw);
	}
}

function mailUrl(
	id: number,
	view: MailView,
	scheme: ColorScheme,
	pictures: Pictures = "none",
): string {
	const params = view === "html" ? {} : { view };
	return `/mailbox/${id}${shownAs(scheme, pictures, params)}`;
}

/** The query of a mail's page and of its frame; empty for what is usual. */
function shownAs(
	scheme: ColorScheme,
	pictures: Pictures,
	others: Record<string, string> = {},
): string {
	const params = new URLSearchParams(others);
	if (scheme !== "auto") params.set("look", scheme);
	if (pictures === "remote") params.set("pictures", pictures);
	return params.size > 0 ? `?${params}` : "";
}
