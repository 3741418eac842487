import { html } from "hono/html";
import type { MailSummary } from "../../mail/mailbox.ts";
import type { ParsedMail } from "../../mail/read-mail.ts";
import { when } from "../format-date.ts";
import type { Html } from "../layout.ts";
import type { Look } from "../preview/color-scheme.ts";
import {
	headersPanel,
	lookTabs,
	mailFrame,
	missing,
	sourcePanel,
	tabs,
	textPanel,
} from "../preview/message-panel.ts";
import { bytes } from "../preview/size-gauge.ts";

export const MAIL_VIEWS = ["html", "text", "headers", "source"] as const;
export type MailView = (typeof MAIL_VIEWS)[number];

export interface OpenMail {
	summary: MailSummary;
	raw: Buffer;
	mail: ParsedMail;
	view: MailView;
	look: Look;
	timeZone: string;
}

const LABELS: Record<MailView, string> = {
	html: "HTML",
	text: "Text",
	headers: "Headers",
	source: "Source",
};

export function mailboxMail(open: OpenMail): Html {
	const { summary, mail, view, look } = open;
	const framed = view === "html" && mail.html !== null;
	return html`<p class="back"><a href="/mailbox">‹ Mailbox</a></p>
<div class="title" id="title" data-part><h1>${mail.subject || "(no subject)"}</h1></div>
<dl class="envelope">
<dt>From</dt><dd>${mail.from}</dd>
<dt>To</dt><dd>${mail.to}</dd>
<dt>Delivered to</dt><dd>${summary.recipient}</dd>
<dt>Envelope sender</dt><dd>${summary.sender}</dd>
<dt>Received</dt><dd>${when(summary.receivedAt, open.timeZone)}</dd>
</dl>
<div class="tools" id="tools" data-part>
${tabs(
	"Views of the message",
	MAIL_VIEWS.map((key) => ({
		label: LABELS[key],
		href: mailUrl(summary.id, key, look),
		current: key === view,
	})),
)}
${framed ? lookTabs(look, (other) => mailUrl(summary.id, view, other)) : ""}
<a class="button quiet download" href="/mailbox/${summary.id}/mail.eml" download>Download .eml · ${bytes(summary.size)}</a>
</div>
${panel(open)}`;
}

function panel({ summary, raw, mail, view, look }: OpenMail): Html {
	switch (view) {
		case "html":
			return mail.html === null
				? missing("This message has no HTML part.")
				: mailFrame(
						`/mailbox/${summary.id}/frame${look === "light" ? "" : `?look=${look}`}`,
						"full",
						look,
					);
		case "text":
			return textPanel(mail.text);
		case "headers":
			return headersPanel(mail.headers);
		case "source":
			return sourcePanel(raw);
	}
}

function mailUrl(id: number, view: MailView, look: Look): string {
	const params = new URLSearchParams();
	if (view !== "html") params.set("view", view);
	if (look !== "light") params.set("look", look);
	return params.size > 0 ? `/mailbox/${id}?${params}` : `/mailbox/${id}`;
}
