/*
 * Keeps a visitor's bookmarks in their own browser, and sends them along when
 * they subscribe. If a subscriber asks for it, it also remembers the two links
 * that save and vote for them. Every page works without this script.
 */

/* Keys in localStorage. */
const BOOKMARKS = "bookmarks";
const OLD_BOOKMARKS = "shelf";
const READER = "reader";
const SUBSCRIBED = "subscribed";

const all = (selector) => [...document.querySelectorAll(selector)];
const one = (selector) => document.querySelector(selector);

/** What to say, in the language of the page. {tool} stands for a name. */
const words = JSON.parse(one("[data-words]").dataset.words);

/** Null if there is nothing, or the browser has no storage. */
function load(key) {
	try {
		return JSON.parse(localStorage.getItem(key) ?? "null");
	} catch {
		return null;
	}
}

/** Null removes the key. Returns false if the browser has no storage. */
function store(key, value) {
	try {
		if (value === null) localStorage.removeItem(key);
		else localStorage.setItem(key, JSON.stringify(value));
		return true;
	} catch {
		return false;
	}
}

function listOf(key) {
	const list = load(key);
	return Array.isArray(list) ? list.filter((each) => each?.slug) : [];
}

/** [{slug, verdict}], newest first. The verdict is the one from when it was saved. */
function bookmarks() {
	const list = listOf(BOOKMARKS);
	const slugs = new Set(list.map(({ slug }) => slug));
	const old = listOf(OLD_BOOKMARKS).filter(({ slug }) => !slugs.has(slug));
	return [...list, ...old];
}

const isSaved = (slug) => bookmarks().some((each) => each.slug === slug);

// Deletes the old list only once the new one is stored.
if (load(OLD_BOOKMARKS) !== null && store(BOOKMARKS, bookmarks()))
	store(OLD_BOOKMARKS, null);

function toggle({ slug, verdict }) {
	const others = bookmarks().filter((each) => each.slug !== slug);
	store(BOOKMARKS, isSaved(slug) ? others : [{ slug, verdict }, ...others]);
}

/** Saves or votes as the subscriber that this browser remembers. A 404 means that their links no longer work. */
async function send(path, fields) {
	const body = new URLSearchParams(fields);
	const response = await fetch(path, { method: "POST", body });
	if (response.status === 404) store(READER, null);
	return response.ok;
}

for (const button of all("[data-bookmarks=toggle]")) {
	const { slug, verdict } = button.dataset;
	const show = () => {
		const saved = isSaved(slug);
		button.textContent = saved ? words.saved : words.save;
		button.setAttribute("aria-pressed", String(saved));
	};
	button.addEventListener("click", async () => {
		const reader = load(READER);
		const field = isSaved(slug) ? "remove" : "save";
		if (reader && !(await send(reader.bookmarks, { [field]: slug }))) return;
		toggle({ slug, verdict });
		show();
	});
	button.hidden = false;
	show();
}

for (const form of all("form[data-vote]")) {
	const reader = load(READER);
	if (!reader) continue;
	form.hidden = false;
	form.parentElement.querySelector("[data-vote-hint]").hidden = true;
	form.addEventListener("submit", async (event) => {
		event.preventDefault();
		const vote = event.submitter.value;
		const { tool } = form.dataset;
		const done = await send(reader.vote, { tool, vote, from: "site" });
		form.querySelector("[role=status]").textContent = done
			? words.voted[vote]
			: words.notVoted;
	});
}

for (const field of all("[data-bookmarks=send]"))
	field.value = bookmarks()
		.map((each) => each.slug)
		.join(",");

const remembering = one("[data-reader]");
if (remembering) {
	const { bookmarksPath, votePath } = remembering.dataset;
	const [remember, stop] = remembering.querySelectorAll("button");
	const show = () => {
		const isRemembered = load(READER) !== null;
		remember.hidden = isRemembered;
		stop.hidden = !isRemembered;
	};
	remember.addEventListener("click", () => {
		store(READER, { bookmarks: bookmarksPath, vote: votePath });
		show();
	});
	stop.addEventListener("click", () => {
		store(READER, null);
		show();
	});
	remembering.hidden = false;
	show();
}

// Only that somebody confirmed here: who they are is not kept.
const subscribed = one("[data-subscribed]");
if (subscribed) {
	const isSubscribed = subscribed.dataset.subscribed === "yes";
	store(SUBSCRIBED, isSubscribed || null);
}
if (load(SUBSCRIBED) === true)
	for (const invitation of all("[data-invitation]")) invitation.hidden = true;

const list = one("[data-bookmarks=list]");
if (list) {
	one("[data-bookmarks=loading]").hidden = false;
	await fill(list);
}

async function fill(place) {
	const saved = bookmarks();
	const facts = await factsOf(place.dataset.facts, saved);
	place.replaceChildren();
	if (facts === null) {
		place.append(element("p", words.notLoaded));
		return;
	}
	const items = saved.flatMap((each) => {
		const tool = facts.find(({ slug }) => slug === each.slug);
		return tool ? [item(tool, each.verdict, place)] : [];
	});
	one("[data-bookmarks=empty]").hidden = items.length > 0;
	if (items.length === 0) return;
	const shown = element("ul");
	shown.className = "bookmarks";
	shown.append(...items);
	place.append(shown);
}

async function factsOf(path, saved) {
	if (saved.length === 0) return [];
	const query = new URLSearchParams(
		saved.slice(0, 100).map(({ slug }) => ["slug", slug]),
	);
	try {
		const response = await fetch(
			`${path}${path.includes("?") ? "&" : "?"}${query}`,
		);
		return response.ok ? (await response.json()).tools : null;
	} catch {
		return null;
	}
}

function item(tool, before, place) {
	const heading = element("h2");
	const link = element("a", tool.name);
	link.href = tool.url;
	if (place.dataset.written) link.lang = place.dataset.written;
	heading.append(link);
	const panel = element("p", tool.panel);
	panel.className = `panel ${tool.verdict ?? "unknown"}`;
	const community = element("p", filled(words.community, tool));
	community.className = "note";
	const remove = element("button", words.remove);
	remove.className = "quiet";
	remove.type = "button";
	remove.setAttribute(
		"aria-label",
		filled(words.removeTool, { tool: tool.name }),
	);
	remove.addEventListener("click", () => {
		toggle({ slug: tool.slug });
		fill(place);
	});
	const entry = element("li");
	entry.append(heading);
	if (before && tool.verdict && before !== tool.verdict) {
		const change = element("p", words.changed[tool.verdict]);
		change.className = "change";
		entry.append(change);
	}
	entry.append(panel, community, remove);
	return entry;
}

/** A sentence with what its marks stand for. */
function filled(sentence, facts) {
	return sentence.replace(/\{(\w+)\}/g, (_, mark) => facts[mark]);
}

/** @param text is never read as markup */
function element(name, text = "") {
	const made = document.createElement(name);
	made.textContent = text;
	return made;
}
