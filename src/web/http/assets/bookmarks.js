/*
 * What a visitor saves is kept in their own browser, until they subscribe and
 * it comes along. A subscriber who said so is remembered by the two links that
 * save and vote for them. Every page works without this.
 */

const SHELF = "shelf";
const READER = "reader";

const all = (selector) => [...document.querySelectorAll(selector)];
const one = (selector) => document.querySelector(selector);

/** Null where there is nothing, or the browser keeps nothing for anyone. */
function kept(key) {
	try {
		return JSON.parse(localStorage.getItem(key) ?? "null");
	} catch {
		return null;
	}
}

function keep(key, value) {
	try {
		if (value === null) localStorage.removeItem(key);
		else localStorage.setItem(key, JSON.stringify(value));
		return true;
	} catch {
		return false;
	}
}

const shelf = () => {
	const list = kept(SHELF);
	return Array.isArray(list) ? list.filter((each) => each?.slug) : [];
};
const isSaved = (slug) => shelf().some((each) => each.slug === slug);

function toggle({ slug, verdict }) {
	const others = shelf().filter((each) => each.slug !== slug);
	keep(SHELF, isSaved(slug) ? others : [{ slug, verdict }, ...others]);
}

/** Tells the server, as the subscriber that this browser remembers. */
async function send(path, fields) {
	const body = new URLSearchParams(fields);
	const response = await fetch(path, { method: "POST", body });
	if (response.status === 404) keep(READER, null);
	return response.ok;
}

for (const button of all("[data-shelf=save]")) {
	const { slug, verdict } = button.dataset;
	const show = () => {
		const saved = isSaved(slug);
		button.textContent = saved ? "Saved" : "Save";
		button.setAttribute("aria-pressed", String(saved));
	};
	button.addEventListener("click", async () => {
		const reader = kept(READER);
		const field = isSaved(slug) ? "remove" : "save";
		if (reader && !(await send(reader.bookmarks, { [field]: slug }))) return;
		toggle({ slug, verdict });
		show();
	});
	button.hidden = false;
	show();
}

for (const form of all("form[data-vote]")) {
	const reader = kept(READER);
	if (!reader) continue;
	form.hidden = false;
	form.parentElement.querySelector("[data-vote-hint]").hidden = true;
	form.addEventListener("submit", async (event) => {
		event.preventDefault();
		const vote = event.submitter.value;
		const { tool } = form.dataset;
		const done = await send(reader.vote, { tool, vote, from: "site" });
		form.querySelector("[role=status]").textContent = done
			? `Thank you. You voted ${vote}.`
			: "That did not work. Please vote by the link in your mail.";
	});
}

for (const field of all("[data-shelf=bring]"))
	field.value = shelf()
		.map((each) => each.slug)
		.join(",");

const remembering = one("[data-reader]");
if (remembering) {
	const { bookmarks, vote } = remembering.dataset;
	const [remember, forget] = remembering.querySelectorAll("button");
	const show = () => {
		const known = kept(READER) !== null;
		remember.hidden = known;
		forget.hidden = !known;
	};
	remember.addEventListener("click", () => {
		keep(READER, { bookmarks, vote });
		show();
	});
	forget.addEventListener("click", () => {
		keep(READER, null);
		show();
	});
	remembering.hidden = false;
	show();
}

const list = one("[data-shelf=list]");
if (list) {
	one("[data-shelf=loading]").hidden = false;
	await fill(list);
}

async function fill(place) {
	const saved = shelf();
	const facts = await factsOf(place.dataset.facts, saved);
	place.replaceChildren();
	if (facts === null) {
		place.append(
			element("p", "Your bookmarks could not be loaded. Please try again."),
		);
		return;
	}
	const items = saved.flatMap((each) => {
		const tool = facts.find(({ slug }) => slug === each.slug);
		return tool ? [item(tool, each.verdict, place)] : [];
	});
	one("[data-shelf=empty]").hidden = items.length > 0;
	if (items.length === 0) return;
	const shown = element("ul");
	shown.className = "shelf";
	shown.append(...items);
	place.append(shown);
}

async function factsOf(path, saved) {
	if (saved.length === 0) return [];
	const query = new URLSearchParams(
		saved.slice(0, 100).map(({ slug }) => ["slug", slug]),
	);
	try {
		const response = await fetch(`${path}?${query}`);
		return response.ok ? (await response.json()).tools : null;
	} catch {
		return null;
	}
}

function item(tool, before, place) {
	const heading = element("h2");
	const link = element("a", tool.name);
	link.href = tool.url;
	heading.append(link);
	const panel = element("p", tool.panel);
	panel.className = `panel ${tool.verdict ?? "unknown"}`;
	const community = element("p", `Community: ${tool.community}`);
	community.className = "note";
	const remove = element("button", "Remove");
	remove.className = "quiet";
	remove.type = "button";
	remove.setAttribute("aria-label", `Remove ${tool.name}`);
	remove.addEventListener("click", () => {
		toggle({ slug: tool.slug });
		fill(place);
	});
	const entry = element("li");
	entry.append(heading);
	if (before && tool.verdict && before !== tool.verdict) {
		const change = element("p", `Changed: now ${tool.verdict}, was ${before}`);
		change.className = "change";
		entry.append(change);
	}
	entry.append(panel, community, remove);
	return entry;
}

/** Text is set, never markup. */
function element(name, text = "") {
	const made = document.createElement(name);
	made.textContent = text;
	return made;
}
