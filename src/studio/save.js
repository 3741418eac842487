/*
 * Saves what is typed a moment later, by the form that also works without this
 * script. One save waits for the other, so that a page never conflicts with itself.
 */

import { morphPage, pageOf, showLengths } from "/studio/morph.js";

const REST_MS = 1000;
const RETRY_MS = 3000;

/**
 * @param show shows a page that came back
 * @returns saves a form, with the name and value of a button
 */
export function saveWhatIsTyped(show) {
	let timer;
	/** The form that is saved when the timer ends. */
	let waiting = null;
	let last = Promise.resolve();
	let underWay = 0;
	/** What is on its way to the server: whoever sends it is not asked. */
	let submitted = null;
	const saveSoon = (form, button) => {
		stop();
		underWay++;
		last = last.then(async () => {
			const saved = await save(form, button, show);
			underWay--;
			if (!saved && waiting === null) saveIn(RETRY_MS, form, button);
		});
		return last;
	};
	const saveIn = (ms, form, button) => {
		clearTimeout(timer);
		waiting = form;
		timer = setTimeout(saveSoon, ms, form, button);
	};
	const stop = () => {
		clearTimeout(timer);
		waiting = null;
	};

	markRefused();
	// A browser asks who leaves, but only who has used the page (HTML, 7.4.2.3.4).
	addEventListener("beforeunload", (event) => {
		if (unsavedForms().some((form) => form !== submitted))
			event.preventDefault();
	});

	// A link waits for the save. What is not saved then is asked about, and so is whoever
	// does not want to wait and clicks again.
	let isLeaving = false;
	document.addEventListener("click", async (event) => {
		const link = event.target.closest?.("a[href]");
		if (!link || link.target || event.defaultPrevented || isLeaving) return;
		if (event.ctrlKey || event.metaKey || event.shiftKey) return;
		if (!waiting && underWay === 0) return;
		event.preventDefault();
		isLeaving = true;
		await (waiting ? saveSoon(waiting) : last);
		isLeaving = false;
		location.assign(link.href);
	});

	// Whoever types and leaves at once has typed it all the same.
	addEventListener("pagehide", () => {
		if (waiting?.isConnected) void post(waiting);
		stop();
	});

	document.addEventListener("input", ({ target }) => {
		showLengths();
		const { form, name } = target;
		if (!form || form.matches("[data-live-form]")) return;
		form.dataset.unsaved = "";
		submitted = null;
		say("");
		if (!form.matches("[data-autosave]") || isWithButton({ name })) return;
		saveIn(REST_MS, form);
	});

	document.addEventListener("submit", (event) => {
		const { target, submitter } = event;
		stop();
		if (!target.matches("[data-autosave]")) {
			submitted = target;
			return;
		}
		event.preventDefault();
		saveSoon(target, submitter?.name && [submitter.name, submitter.value]);
	});
	return saveSoon;
}

/** Why a comparison goes is sent with the button that takes it out. */
const isWithButton = ({ name }) => name.startsWith("reason:");

const unsavedForms = () => [
	...document.querySelectorAll('form[method="post"][data-unsaved]'),
];

/** The page is the answer to a form that was refused: what its forms hold is saved nowhere. */
function markRefused() {
	const [{ responseStatus = 0 } = {}] =
		performance.getEntriesByType("navigation");
	if (responseStatus < 400) return;
	for (const form of document.querySelectorAll('main form[method="post"]'))
		if ([...form.elements].some(({ type, value }) => isText(type) && value))
			form.dataset.unsaved = "";
}

const isText = (type) => /^(?:text|email|date)/.test(type);

/** A browser goes on sending so much after the page was left (Fetch, 4.6: 64 KiB). */
const MOST_KEPT = 60_000;

function post(form, body = new URLSearchParams(new FormData(form))) {
	const keepalive = body.toString().length < MOST_KEPT;
	return fetch(form.action, { method: "POST", body, keepalive });
}

/**
 * If the server refuses, its page, which has both versions, takes this one's place.
 *
 * @returns false: nothing answered, so that it should be tried again
 */
async function save(form, button, show) {
	if (!form.isConnected) return true;
	const sent = new URLSearchParams(new FormData(form));
	if (button) sent.append(...button);
	const answer = await post(form, sent).catch(() => null);
	if (answer?.status === 401) {
		say(
			"Not saved yet: you are signed out. It is saved once you sign in again in another tab.",
		);
		return false;
	}
	if (answer === null || answer.status > 500) {
		say("Not saved yet: the studio does not answer. It is tried again.");
		return false;
	}
	try {
		const fresh = pageOf(await answer.text());
		const now = fresh.querySelector("form.edit");
		if (!now) throw new Error(fresh.body.textContent);
		const typed = [...form.elements].filter(
			(field) =>
				isText(field.type) &&
				(field.value !== sent.get(field.name) ||
					(!button && isWithButton(field) && field.value !== "")),
		);
		// What was typed meanwhile is not saved yet. The rest is, and is what the next save is made from.
		for (const { name, value } of typed)
			if (now.elements[name]) now.elements[name].value = value;
		delete form.dataset.unsaved;
		const focused = document.activeElement;
		const item = focused?.closest("li[id]")?.id;
		if (answer.ok) show(fresh);
		else morphPage(fresh);
		const again = document.querySelector("form.edit");
		if (typed.length > 0 || !answer.ok) again.dataset.unsaved = "";
		if (answer.ok) say("Saved.");
		else document.querySelector("[role=alert]")?.scrollIntoView();
		focusItem(item, focused);
	} catch ({ message }) {
		say(`Not saved yet. ${message}`);
	}
	return true;
}

/** Says what became of the last save. It stays until something is typed, also when the page is brought up to date. */
function say(text) {
	const status = document.getElementById("saved");
	if (!status || (text === "" && !status.matches("[data-said]"))) return;
	status.textContent = text;
	status.dataset.said = "";
}

/** The button that was pressed may be gone, as “Up” is at the top: the focus stays with its comparison. */
function focusItem(id, focused) {
	if (!id || (focused.isConnected && focused === document.activeElement))
		return;
	if (focused.isConnected) focused.focus();
	else document.getElementById(id)?.querySelector("button")?.focus();
}
