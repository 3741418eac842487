/*
 * Keeps the page up to date: when the templates, the issue or the mailbox change,
 * and when a reader is chosen, it fetches its own URL again and changes what
 * differs. Without it every page works too, with links and forms.
 */

import { letItemsBeDragged } from "/studio/drag.js";
import { morphPage, pageOf } from "/studio/morph.js";
import { saveWhatIsTyped } from "/studio/save.js";

let loading = new AbortController();

/** Fetches this URL and changes what differs. */
async function refresh() {
	loading.abort();
	loading = new AbortController();
	const { signal } = loading;
	try {
		const response = await fetch(location.href, { signal });
		const fresh = pageOf(await response.text());
		if (signal.aborted) return;
		if (response.status >= 500 && hasFailed(fresh)) return retrySoon();
		// Whoever is signed out keeps the page, and what they typed in it.
		if (response.status !== 401) return show(fresh);
		showSignedOut();
		renewSoon();
	} catch (error) {
		if (!signal.aborted) console.warn("The studio does not answer.", error);
		renewSoon();
	}
}

const hasVersions = ({ body }) =>
	Boolean(body.dataset.issue || body.dataset.mail);

/** A page that failed has no versions: what is shown stays, with what was typed in it. */
const hasFailed = (fresh) => hasVersions(document) && !hasVersions(fresh);

let retries = false;
function retrySoon() {
	retries = true;
	showStatus("This page failed. It is loaded again soon.", false);
	clearTimeout(renewing);
	renewing = setTimeout(refresh, 2000);
}

function show(fresh) {
	if (retries) showStatus("Live", true);
	retries = false;
	morphPage(fresh);
	renewSoon();
}

let renewing;
/** While a part shows work that goes on, it looks again every two seconds. */
function renewSoon() {
	clearTimeout(renewing);
	const goesOn = document.querySelector("[data-renew]");
	if (goesOn) renewing = setTimeout(refresh, 2000);
}

function visit(url) {
	history.pushState(null, "", url);
	refresh();
}

document.addEventListener("click", (event) => {
	const link = event.target.closest("a[data-swap]");
	if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey)
		return;
	event.preventDefault();
	visit(link.href);
});

addEventListener("popstate", refresh);

function addressOf(form) {
	const fields = [...new FormData(form)].filter(([, value]) => value !== "");
	const query = new URLSearchParams(fields).toString();
	return form.getAttribute("action") + (query && `?${query}`);
}

document.addEventListener("submit", (event) => {
	if (!event.target.matches("[data-live-form]")) return;
	event.preventDefault();
	visit(addressOf(event.target));
});

document.addEventListener("change", (event) => {
	const form = event.target.closest("[data-live-form]");
	if (form && event.target.localName === "select") visit(addressOf(form));
});

let typing;
document.addEventListener("input", (event) => {
	const form = event.target.closest("[data-live-form]");
	if (!form || event.target.type !== "search") return;
	clearTimeout(typing);
	typing = setTimeout(() => {
		history.replaceState(null, "", addressOf(form));
		refresh();
	}, 200);
});

/** Each event has the current versions. A page that carries other ones is out of date. */
function listen() {
	const events = new EventSource("/studio/events");
	events.addEventListener("open", () => showStatus("Live", true));
	events.addEventListener("error", () => {
		if (events.readyState === EventSource.CLOSED) {
			setTimeout(listen, 2000);
			sayWhyRefused();
		} else if (!isSignedOut()) showStatus("Reconnecting…", false);
	});
	events.addEventListener("change", (event) => {
		const now = JSON.parse(event.data);
		const { issue, mail } = document.body.dataset;
		if ((issue && issue !== now.issue) || (mail && mail !== now.mail))
			refresh();
	});
	addEventListener("pagehide", () => events.close());
}

function showStatus(text, connected) {
	const live = document.getElementById("live");
	live.hidden = false;
	live.textContent = text;
	live.classList.toggle("off", !connected);
}

/** An event source does not say why it was refused. */
async function sayWhyRefused() {
	const answer = await fetch("/studio/events", { method: "HEAD" }).catch(
		() => null,
	);
	if (answer?.status === 401) showSignedOut();
	else showStatus("Reconnecting…", false);
}

const isSignedOut = () => document.querySelector("#live a") !== null;

/** In another tab: this one goes on once it is signed in again. It is said once. */
function showSignedOut() {
	if (isSignedOut()) return;
	showStatus("Signed out. ", false);
	const link = document.createElement("a");
	Object.assign(link, { href: "/studio/sign-in", target: "_blank" });
	link.textContent = "Sign in in another tab";
	document.getElementById("live").append(link);
}

document.documentElement.classList.add("scripted");
const { issue, mail } = document.body.dataset;
if (issue || mail) listen();
renewSoon();
letItemsBeDragged(saveWhatIsTyped(show));
