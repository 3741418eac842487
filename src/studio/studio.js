/*
 * Keeps the page up to date: when the templates, the issue or the mailbox change,
 * and when a reader is chosen, it fetches its own URL again and changes what
 * differs. Without it every page works too, with links and forms.
 */

import { letItemsBeDragged } from "/studio/drag.js";
import { hearOfChanges } from "/studio/live.js";
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
		// Whoever is signed out keeps the page, and what they typed in it. So does whoever
		// gets no page of the studio: a proxy says that nothing answers, say.
		if (response.status === 401) showSignedOut();
		else if (fresh.getElementById("live") === null) fallBehind();
		else if (response.status >= 500 && hasFailed(fresh))
			fallBehind("This page failed. It is loaded again soon.");
		else return show(fresh);
	} catch (error) {
		if (signal.aborted) return;
		console.warn("The studio does not answer.", error);
		fallBehind();
	}
	renewSoon();
}

const hasVersions = ({ body }) =>
	Boolean(body.dataset.issue || body.dataset.mail);

/** A page that failed has no versions: what is shown stays, with what was typed in it. */
const hasFailed = (fresh) => hasVersions(document) && !hasVersions(fresh);

function show(fresh) {
	if (isBehind) {
		isBehind = false;
		showStatus("Live", true);
	}
	morphPage(fresh);
	renewSoon();
}

/** What is shown is not what the server would show. It is said until it is. */
let isBehind = false;
function fallBehind(why) {
	isBehind = true;
	showAway(why);
}

let renewing;
/** While a part shows work that goes on, or the page is behind, it looks again every two seconds. A hidden page waits. */
function renewSoon() {
	clearTimeout(renewing);
	const goesOn = isBehind || document.querySelector("[data-renew]");
	if (goesOn) renewing = setTimeout(() => document.hidden || refresh(), 2000);
}

document.addEventListener("visibilitychange", renewSoon);

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

/** The server has these versions now. A page that carries other ones is out of date. */
function compare(now) {
	const { issue, mail } = document.body.dataset;
	if ((issue && issue !== now.issue) || (mail && mail !== now.mail)) refresh();
}

function showStatus(text, connected) {
	const live = document.getElementById("live");
	live.hidden = false;
	// A screen reader says it each time that it is set.
	if (live.textContent === text) return;
	live.textContent = text;
	live.classList.toggle("off", !connected);
}

function showAway(why = "Not up to date: reconnecting…") {
	if (!isSignedOut()) showStatus(why, false);
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
if (issue || mail)
	hearOfChanges(({ status, versions }) => {
		if (status === "live" && !isBehind) showStatus("Live", true);
		if (status === "away") showAway();
		if (status === "signed-out") showSignedOut();
		if (versions) compare(versions);
	});
renewSoon();
letItemsBeDragged(saveWhatIsTyped(show));
