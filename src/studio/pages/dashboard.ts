import { Hono } from "hono";
import { html } from "hono/html";
import { describeError } from "../../errors.ts";
import { goesOut } from "../../issue/life/goes-out.ts";
import { nextSlot } from "../../issue/week/schedule.ts";
import type { Instant } from "../../time/clock.ts";
import { formatTime } from "../../time/format-time.ts";
import { may } from "../access/current-editor.ts";
import type { StudioDeps, StudioIssue } from "../deps.ts";
import { DRAFT_LABEL, DRAFT_PAGE, importLink } from "../issue/draft-routes.ts";
import { type Markup, studioPage } from "../layout.ts";
import { inPageForm } from "../page-form.ts";
import { currentVersions } from "../versions.ts";
import { errorCard } from "./error-card.ts";
import { goingOutCard } from "./going-out.ts";
import { goesOutNow, pastIssues, pastIssuesCard } from "./past-issues.ts";
import { howMany, issueLine } from "./upcoming-issue.ts";

/** GET /studio: issues that go out, the upcoming one, the built-in mailbox and past issues. */
export function dashboardRoutes(deps: StudioDeps): Hono {
	return new Hono().get("/studio", async (c) => {
		const versions = await currentVersions(deps);
		const main = await dashboard(deps).catch((error: unknown) =>
			errorCard(describeError(error)),
		);
		return c.html(
			studioPage({
				title: "Dashboard",
				menu: "dashboard",
				publication: deps.config.publication,
				versions,
				main,
			}),
		);
	});
}

async function dashboard(deps: StudioDeps): Promise<Markup> {
	const { timeZone } = deps.config;
	const sealed = await pastIssues(deps);
	return html`<div class="title"><h1>Dashboard</h1></div>
<div class="dashboard">
${sealed.filter(goesOutNow).map(goingOutCard)}
${upcomingCard(deps, await deps.glance())}
${mailboxCard(deps.mailbox?.count() ?? null)}
${pastIssuesCard(
	sealed.filter((issue) => !goesOutNow(issue)),
	timeZone,
)}
</div>`;
}

/** What an editor can do now, in a sentence. */
function nextStep(
	deps: Pick<StudioDeps, "config" | "clock">,
	{ issue, items, changes = [] }: StudioIssue,
): string {
	if (issue === null) {
		const { draftAt, sendAt } = nextSlot(deps.config, deps.clock.now());
		const time = (at: Instant) => formatTime(at, deps.config.timeZone);
		if (items.length === 0)
			return `There is nothing to draft yet: import comparisons. “digest serve” drafts the next issue on ${time(draftAt)}, to go out on ${time(sendAt)}.`;
		return `Nothing to do: “digest serve” drafts the next issue on ${time(draftAt)}, to go out on ${time(sendAt)}. You can draft it before.`;
	}
	if (changes.length > 0)
		return "To do: look at what changed, check it and approve it again.";
	if (issue.state === "draft")
		return `To do: read it, check it and approve it. Then it goes out ${goesOut(deps, issue)}.`;
	return `Nothing to do: it goes out ${goesOut(deps, issue)}, if “digest serve” is running.`;
}

function upcomingCard(deps: StudioDeps, upcoming: StudioIssue): Markup {
	const { content, blocked, issue, items } = upcoming;
	return html`<section class="card" id="upcoming" data-part>
<h2>The upcoming issue</h2>
${issueLine(upcoming, deps.config.timeZone)}
${
	content && !blocked
		? html`<p class="headline">${content.subject}</p>
<p>${content.preheader}</p>
<p class="note">${howMany(content)}</p>`
		: html`<p>${blocked ?? "There is no issue to show."}</p>`
}
<p>${inPageForm(nextStep(deps, upcoming))}</p>
${issue?.note ? html`<p class="note">${inPageForm(issue.note)}</p>` : ""}
<p class="actions">${items.length === 0 ? importLink() : ""}<a class="button${items.length === 0 ? " quiet" : ""}" href="/studio/preview">Open the preview</a>${issue?.number ? html` <a class="button quiet" href="/studio/issues/${issue.number}/edit">Edit it</a> <a class="button quiet" href="/studio/issues/${issue.number}/approval">Check and approve it</a> <a class="button quiet" href="/studio/issues/${issue.number}/sending">See how it goes out</a>` : items.length === 0 ? "" : html` <a class="button quiet" href="${DRAFT_PAGE}">${DRAFT_LABEL}</a>`}</p>
</section>`;
}

function mailboxCard(messages: number | null): Markup {
	return html`<section class="card" id="mailbox" data-part>
<h2>Built-in mailbox</h2>
${
	messages === null
		? html`<p>Not in use: mail goes to your SMTP server.</p>`
		: html`<p class="figure"><b>${messages.toLocaleString("en-GB")}</b> ${messages === 1 ? "message" : "messages"}</p>
<p class="note">While SMTP_URL is not set, every message is kept here and none leaves this machine.</p>
${may("admin") ? html`<p><a class="button quiet" href="/mailbox">Open the mailbox</a></p>` : html`<p class="note">An admin can open it.</p>`}`
}
</section>`;
}
