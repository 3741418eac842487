/*
 * Keeps the page true: when the templates, the issue or the mailbox change, and
 * when a reader is chosen, it fetches its own address again and exchanges the
 * parts that differ. Without this script every page still works by links and forms.
 */

let loading = new AbortController();

/**
 * Fetches this address and takes over what differs. Scroll and focus stay.
 * @param {string} [keep] id of a part that the person is at work in
 */
async function refresh(keep) {
	loading.abort();
	loading = new AbortController();
	const { signal } = loading;
	try {
		const response = await fetch(location.href, { signal });
		const text = await response.text();
		if (signal.aborted) return;
		takeOver(new DOMParser().parseFromString(text, "text/html"), keep);
	} catch (error) {
		if (!signal.aborted) console.warn("The studio does not answer.", error);
	}
}

function takeOver(fresh, keep) {
	const scroll = [scrollX, scrollY];
	const focused = document.activeElement?.id;
	if (idsOf(fresh) === idsOf(document)) {
		for (const part of partsOf(document))
			if (part.id !== keep) exchange(part, fresh.getElementById(part.id));
		// The search fields are no parts: what is being typed stays.
		for (const field of document.querySelectorAll("input[type=search]"))
			if (field.id !== focused)
				field.value = fresh.getElementById(field.id).value;
	} else {
		document.querySelector("main").replaceWith(fresh.querySelector("main"));
	}
	document.title = fresh.title;
	Object.assign(document.body.dataset, fresh.body.dataset);
	if (focused && document.activeElement?.id !== focused)
		document.getElementById(focused)?.focus({ preventScroll: true });
	scrollTo(...scroll);
}

function partsOf(page) {
	return [...page.querySelectorAll("main [data-part]")];
}

function idsOf(page) {
	return partsOf(page)
		.map((part) => part.id)
		.join();
}

function exchange(part, fresh) {
	if (part.outerHTML === fresh.outerHTML) return;
	const frame = fresh.querySelector("iframe");
	if (frame && part.className === fresh.className) arrive(part, frame);
	else part.replaceWith(fresh);
}

/** The old frame stays in sight until the new one is there, so that nothing flashes. */
function arrive(part, frame) {
	for (const late of part.querySelectorAll(".arriving")) late.remove();
	const shown = part.querySelector("iframe");
	if (shown.getAttribute("src") === frame.getAttribute("src")) return;
	frame.classList.add("arriving");
	const show = () => {
		shown.remove();
		frame.removeAttribute("class");
	};
	frame.addEventListener("load", show);
	// A mail with frames that its own frame may not have is never done loading.
	setTimeout(show, 1000);
	part.append(frame);
}

function visit(url) {
	history.pushState(null, "", url);
	return refresh();
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

/** The events say what a page should show by now; one that shows something else is out of date. */
function follow() {
	const events = new EventSource("/studio/events");
	events.addEventListener("open", () => tell("Live", true));
	events.addEventListener("error", () => {
		tell("Reconnecting…", false);
		if (events.readyState === EventSource.CLOSED) setTimeout(follow, 2000);
	});
	events.addEventListener("change", (event) => {
		const now = JSON.parse(event.data);
		const { stamp, mail } = document.body.dataset;
		if ((stamp && stamp !== now.stamp) || (mail && mail !== now.mail))
			refresh();
	});
	addEventListener("pagehide", () => events.close());
}

function tell(text, connected) {
	const live = document.getElementById("live");
	live.hidden = false;
	live.textContent = text;
	live.classList.toggle("off", !connected);
}

const { stamp, mail } = document.body.dataset;
if (stamp || mail) follow();
