/*
 * Keeps the page up to date: when the templates, the issue or the mailbox change,
 * and when a reader is chosen, it fetches its own URL again and replaces the parts
 * that differ. Without it every page works too, with links and forms.
 */

let loading = new AbortController();

/** Fetches this URL and replaces the parts that differ, except `keep`, which the person is using. Scroll position and focus stay. */
async function refresh(keep) {
	loading.abort();
	loading = new AbortController();
	const { signal } = loading;
	try {
		const response = await fetch(location.href, { signal });
		const text = await response.text();
		if (signal.aborted) return;
		replaceParts(pageOf(text), keep);
	} catch (error) {
		if (!signal.aborted) console.warn("The studio does not answer.", error);
	}
}

const pageOf = (text) => new DOMParser().parseFromString(text, "text/html");

function replaceParts(fresh, keep) {
	const scroll = [scrollX, scrollY];
	const focused = document.activeElement?.id;
	if (idsOf(fresh) === idsOf(document)) {
		for (const part of partsOf(document))
			if (part.id !== keep) replacePart(part, fresh.getElementById(part.id));
		// Search fields are not parts, so that what is being typed stays.
		for (const field of document.querySelectorAll("input[type=search]"))
			if (field.id !== focused)
				field.value = fresh.getElementById(field.id).value;
	} else if (!document.querySelector("[data-unsaved]")) {
		document.querySelector("main").replaceWith(fresh.querySelector("main"));
	}
	renewSoon();
	document.title = fresh.title;
	Object.assign(document.body.dataset, fresh.body.dataset);
	if (focused && document.activeElement?.id !== focused)
		document.getElementById(focused)?.focus({ preventScroll: true });
	scrollTo(...scroll);
}

let renewing;
/** While a part shows work that goes on, it looks again every two seconds. */
function renewSoon() {
	clearTimeout(renewing);
	const goesOn = document.querySelector("[data-renew]");
	if (goesOn) renewing = setTimeout(refresh, 2000);
}

function partsOf(page) {
	return [...page.querySelectorAll("main [data-part]")];
}

function idsOf(page) {
	return partsOf(page)
		.map((part) => part.id)
		.join();
}

function replacePart(part, fresh) {
	if (part.outerHTML === fresh.outerHTML) return;
	const frame = fresh.querySelector("iframe");
	if (frame && part.className === fresh.className) replaceFrame(part, frame);
	else part.replaceWith(fresh);
}

/** The old frame is shown until the new one has loaded, so that nothing flashes. */
function replaceFrame(part, frame) {
	for (const old of part.querySelectorAll(".arriving")) old.remove();
	const shown = part.querySelector("iframe");
	if (shown.getAttribute("src") === frame.getAttribute("src")) return;
	frame.classList.add("arriving");
	const show = () => {
		shown.remove();
		frame.removeAttribute("class");
	};
	frame.addEventListener("load", show);
	// A mail that contains frames, which are blocked here, may never finish loading.
	setTimeout(show, 1000);
	part.append(frame);
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

addEventListener("popstate", () => refresh());
function addressOf(form) {
	const fields = [...new FormData(form)].filter(([, value]) => value !== "");
	const query = new URLSearchParams(fields).toString();
	return form.getAttribute("action") + (query && `?${query}`);
}

document.addEventListener("submit", (event) => {
	clearTimeout(saving);
	if (!event.target.matches("[data-live-form]")) return;
	event.preventDefault();
	visit(addressOf(event.target));
});

document.addEventListener("change", (event) => {
	const form = event.target.closest("[data-live-form]");
	if (!form || event.target.localName !== "select") return;
	history.pushState(null, "", addressOf(form));
	refresh("found");
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

/** What is typed is saved a moment later, by the form that also works without this script. */
let saving;
document.addEventListener("input", (event) => {
	const { form, name, value } = event.target;
	const length = document.querySelector(
		`[data-length-of="${CSS.escape(name)}"]`,
	);
	if (length) length.textContent = [...value].length;
	if (!form?.matches("[data-autosave]") || name.startsWith("reason:")) return;
	form.dataset.unsaved = "";
	clearTimeout(saving);
	saving = setTimeout(() => save(form), 1000);
});

/** Saves a form in the background. If the server refuses, its page, which has both versions, takes this one's place. */
async function save(form) {
	const sent = new URLSearchParams(new FormData(form));
	const status = document.getElementById("saved");
	try {
		const answer = await fetch(form.action, { method: "POST", body: sent });
		const fresh = pageOf(await answer.text());
		const now = fresh.querySelector("form.edit");
		if (!now) throw new Error(fresh.body.textContent);
		const typed = [...form.elements].filter(
			({ type, name, value }) => /^text/.test(type) && value !== sent.get(name),
		);
		if (answer.ok) {
			for (const hidden of form.querySelectorAll("input[type=hidden]"))
				hidden.value = now.elements[hidden.name]?.value ?? hidden.value;
			if (typed.length === 0) delete form.dataset.unsaved;
			replaceParts(fresh);
			status.textContent = "Saved.";
		} else {
			for (const { name, value } of typed) now.elements[name].value = value;
			document.querySelector("main").replaceWith(fresh.querySelector("main"));
		}
	} catch ({ message }) {
		status.textContent = `Not saved yet. ${message}`;
	}
}

/** Each event has the current versions. A page that carries other ones is out of date. */
function listen() {
	const events = new EventSource("/studio/events");
	events.addEventListener("open", () => showStatus("Live", true));
	events.addEventListener("error", () => {
		showStatus("Reconnecting…", false);
		if (events.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
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

const { issue, mail } = document.body.dataset;
if (issue || mail) listen();
renewSoon();
