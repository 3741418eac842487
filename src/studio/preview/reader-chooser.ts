import { html } from "hono/html";
import type { ReaderOption } from "../../db/subscriber/readers.ts";
import type { Reader } from "../../issue/content/reader.ts";
import { isolate } from "../../issue/words/isolate.ts";
import {
	LANGUAGE_NAMES,
	type LanguageTag,
} from "../../issue/words/language/tags.ts";
import { maySeeReaders } from "../access/shown-readers.ts";
import type { Markup } from "../layout.ts";
import { personaIds, personaLabel } from "./persona-ids.ts";
import {
	FORMATS,
	LENS_CHOICES,
	type PreviewQuery,
	previewPath,
} from "./preview-query.ts";

/** Who stands for the kind of reader that was chosen. */
export interface ShownPersona {
	label: string;
	/** Null: no subscriber is of the kind, and a sample reader is shown. */
	who: string | null;
}

/** Chooses whose copy is shown. It works without the script, and without a button with it. */
export function readerChooser(
	query: PreviewQuery,
	reader: Reader,
	found: readonly ReaderOption[],
	languages: readonly LanguageTag[],
	persona: ShownPersona | null,
): Markup {
	const seesReaders = maySeeReaders();
	const listed = found.some(({ id }) => id === query.reader);
	return html`<form class="card readers" action="${previewPath(query)}" data-live-form>
<h2>Read as</h2>
${
	seesReaders
		? html`<label class="sr" for="q">Search readers by address or name</label>
<input type="search" id="q" name="q" value="${query.search}" placeholder="Search address or name" autocomplete="off" spellcheck="false">`
		: ""
}
<div id="found" data-part>
<label class="sr" for="reader">Reader</label>
<select id="reader" name="reader" size="7">
${option("", "A new reader, no bookmarks", query.reader === null)}
<optgroup label="Kinds of readers">
${personaIds(languages.slice(1)).map((persona) => option(persona, personaLabel(persona), query.reader === persona))}
</optgroup>
${
	seesReaders
		? html`<optgroup label="Readers">
${typeof query.reader === "number" && !listed ? option(String(query.reader), labelOf(reader.name, reader.bookmarksTotal, reader.address ?? ""), true) : ""}
${found.map((choice) =>
	option(
		String(choice.id),
		labelOf(choice.name, choice.bookmarks, choice.email),
		choice.id === query.reader,
	),
)}
</optgroup>`
		: ""
}
</select>
<p class="note">${hint(query, found, persona)}</p>
</div>
<div id="kept" data-part>
<input type="hidden" name="view" value="${query.view}">
${query.scheme === "auto" ? "" : html`<input type="hidden" name="look" value="${query.scheme}">`}
</div>
<div class="cohort">
${choice("lens", "Lens", query.lens, LENS_CHOICES, "Their own lens")}
${choice("format", "Format", query.format, FORMATS, "Their own format")}
${languages.length > 1 ? choice("language", "Language", query.language, languages, "Their own language") : ""}
</div>
<noscript><button>Show</button></noscript>
</form>`;
}

/** A list to choose a value in place of the reader's own. */
function choice(
	name: string,
	label: string,
	chosen: string | null,
	options: readonly string[],
	own: string,
): Markup {
	return html`<label class="sr" for="${name}">${label}</label>
<select id="${name}" name="${name}">
${option("", own, chosen === null)}
${options.map((one) => option(one, NAMES[one] ?? one, one === chosen))}
</select>`;
}

const NAMES: Record<string, string> = {
	panel: "The whole panel",
	builder: "The Builder",
	skeptic: "The Skeptic",
	founder: "The Founder",
	futurist: "The Futurist",
	full: "Full digest",
	brief: "In brief",
	...LANGUAGE_NAMES,
};

function option(value: string, label: string, selected: boolean): Markup {
	return selected
		? html`<option value="${value}" title="${label}" selected>${label}</option>`
		: html`<option value="${value}" title="${label}">${label}</option>`;
}

/** The address is first, because a narrow list cuts off the end, and it says who it is. */
function labelOf(
	name: string | null,
	bookmarks: number,
	address: string,
): string {
	const saved = bookmarks === 1 ? "1 bookmark" : `${bookmarks} bookmarks`;
	const at = isolate(address);
	return name ? `${at} · ${isolate(name)}, ${saved}` : `${at}, ${saved}`;
}

function hint(
	query: PreviewQuery,
	found: readonly ReaderOption[],
	persona: ShownPersona | null,
): string {
	if (!maySeeReaders())
		return `${persona ? `${persona.label}: a` : "A"} sample reader. A publisher sees the copies of subscribers.`;
	if (persona)
		return persona.who === null
			? `${persona.label}: no subscriber is like this, so it is a sample reader.`
			: `${persona.label}: ${isolate(persona.who)}.`;
	if (found.length >= 50)
		return "Only the first 50 are listed: search for others.";
	if (query.search && found.length === 0)
		return `No address or name contains “${isolate(query.search)}”.`;
	if (found.length === 0) return "There are no subscribers yet.";
	return "The preview is the copy of the chosen reader.";
}
