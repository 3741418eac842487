import { html } from "hono/html";
import { isolate } from "../../issue/words/isolate.ts";
import type { MailSummary } from "../../mail/mailbox.ts";
import { formatClock, formatDay, formatTime } from "../../time/format-time.ts";
import { formatKilobytes, formatMessages } from "../format.ts";
import type { Markup } from "../layout.ts";

interface MailboxList {
	search: string;
	/** Messages that match the search, on all pages. */
	count: number;
	mails: readonly MailSummary[];
	/** The id before which older messages begin; null: there are none. */
	older: number | null;
	/** Whether this is the first page. */
	newest: boolean;
	timeZone: string;
}

export function mailboxList(list: MailboxList): Markup {
	return html`<div class="title" id="title" data-part><h1>Mailbox</h1><p class="issue-line"><span>${counted(list)}</span></p></div>
<form class="search" action="/mailbox" role="search" data-live-form>
<label class="sr" for="q">Search by recipient or subject</label>
<input type="search" id="q" name="q" value="${list.search}" placeholder="Search recipient or subject" autocomplete="off" spellcheck="false">
<noscript><button>Search</button></noscript>
</form>
<section class="mails" id="mails" data-part aria-label="Messages">
${list.mails.length === 0 ? empty(list.search) : ""}
${byDay(list).map(
	([day, mails]) => html`<h2>${day}</h2>
<ul>${mails.map((mail) => line(mail, list.timeZone))}</ul>
`,
)}<nav class="pager" aria-label="Pages">
${list.newest ? "" : html`<a href="${pageUrl(list.search, null)}">Newest</a>`}
${list.older === null ? "" : html`<a href="${pageUrl(list.search, list.older)}" rel="next">Older</a>`}
</nav>
</section>`;
}

/** The messages of each day, in the order of the list. */
function byDay({ mails, timeZone }: MailboxList): [string, MailSummary[]][] {
	const days: [string, MailSummary[]][] = [];
	for (const mail of mails) {
		const day = formatDay(mail.receivedAt, timeZone);
		const last = days.at(-1);
		if (last?.[0] === day) last[1].push(mail);
		else days.push([day, [mail]]);
	}
	return days;
}

function line(mail: MailSummary, timeZone: string): Markup {
	return html`<li><a href="/mailbox/${mail.id}">
<span class="to">${isolate(mail.recipient)}</span>
<span class="subject">${isolate(mail.subject) || "(no subject)"}</span>
<span class="size">${formatKilobytes(mail.size)}</span>
<time datetime="${mail.receivedAt}" title="${formatTime(mail.receivedAt, timeZone)}">${formatClock(mail.receivedAt, timeZone)}</time>
</a></li>`;
}

function counted({ count, search }: MailboxList): string {
	const messages = formatMessages(count);
	return search ? `${messages} found` : `${messages}, the newest first`;
}

function empty(search: string): Markup {
	return search
		? html`<p class="empty">No recipient or subject contains “${isolate(search)}”.</p>`
		: html`<p class="empty">No mail yet. All mail that is sent while SMTP_URL is not set arrives here.</p>`;
}

function pageUrl(search: string, before: number | null): string {
	const params = new URLSearchParams();
	if (search) params.set("q", search);
	if (before !== null) params.set("before", String(before));
	return params.size > 0 ? `/mailbox?${params}` : "/mailbox";
}
