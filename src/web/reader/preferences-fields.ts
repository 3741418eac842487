import { html } from "hono/html";
import { REVIEWERS } from "../../catalog/panel.ts";
import type { SubscriberRow } from "../../db/subscriber-tables.ts";
import {
	LANGUAGE_NAMES,
	type LanguageTag,
	languageTag,
} from "../../issue/words/language/tags.ts";
import {
	type ChoicesInput,
	chosenCategories,
} from "../../subscriber/choices.ts";
import { langOf } from "../http/name.ts";
import type { Html } from "../http/page.ts";
import type { ChoiceWords } from "../language/reader-words.ts";
import type { Speech } from "../language/words-for.ts";

type FieldWords = Speech["preferences"]["fields"];

/** The form fields of a subscriber's preferences, with their current values. */
export function preferencesFields(
	subscriber: SubscriberRow,
	categories: readonly string[],
	timeZone: string,
	words: Speech,
	languages: readonly LanguageTag[],
): Html {
	const { fields } = words.preferences;
	const { labels } = words.language;
	const { format, lens, name, time_zone: zone, tracking } = subscriber;
	return html`${group(fields.format, [
		radio("format", "full", format, fields.full),
		radio("format", "brief", format, fields.brief),
	])}
${group(fields.lens, [
	radio("lens", "", lens ?? "", fields.panel),
	...REVIEWERS.map((reviewer) =>
		radio("lens", reviewer, lens ?? "", {
			name: labels.reviewers[reviewer],
			note: fields.reviewer,
		}),
	),
])}
${categoryFields(subscriber, categories, words)}
${languageFields(subscriber, languages, fields)}
<label for="name">${fields.name}</label>
<input id="name" name="name" autocomplete="name" maxlength="80" value="${name ?? ""}">
<label for="zone">${fields.zone.name} <span class="note">${fields.zone.note}</span></label>
<input id="zone" name="zone" list="zones" maxlength="60" value="${zone ?? ""}" placeholder="${timeZone}" autocomplete="off">
<datalist id="zones">${Intl.supportedValuesOf("timeZone").map((one) => html`<option value="${one}"></option>`)}</datalist>
<label class="check"><input type="checkbox" name="tracking" value="on"${tracking ? html` checked` : ""}> <span>${fields.tracking.name} <span class="note">${fields.tracking.note}</span></span></label>`;
}

/** Reads the form. Categories that no tool has are dropped. */
export function readPreferences(
	body: URLSearchParams,
	known: readonly string[],
): ChoicesInput {
	const chosen = body.getAll("category").filter((one) => known.includes(one));
	return {
		name: body.get("name") ?? "",
		format: (body.get("format") ?? "full") as ChoicesInput["format"],
		lens: (body.get("lens") || null) as ChoicesInput["lens"],
		// All ticked means the same as none: every category, also those added later.
		categories: chosen.length === known.length ? [] : chosen,
		timeZone: body.get("zone")?.trim() || null,
		...(languageTag(body.get("language")) && {
			language: languageTag(body.get("language")),
		}),
		tracking: body.has("tracking"),
	};
}

/** Only where there is a choice. */
function languageFields(
	{ language }: SubscriberRow,
	languages: readonly LanguageTag[],
	fields: FieldWords,
): Html | "" {
	if (languages.length < 2) return "";
	const chosen = languages.find((tag) => tag === language) ?? languages[0];
	return group(
		fields.language,
		languages.map((tag) =>
			radio("language", tag, chosen ?? "", {
				name: LANGUAGE_NAMES[tag],
				note: "",
			}),
		),
	);
}

function categoryFields(
	subscriber: SubscriberRow,
	categories: readonly string[],
	words: Speech,
): Html | "" {
	if (categories.length < 2) return "";
	const { fields } = words.preferences;
	const chosen = chosenCategories(subscriber) ?? categories;
	return html`${group(
		fields.categories,
		categories.map(
			(category) =>
				html`<label class="check"><input type="checkbox" name="category" value="${category}"${chosen.includes(category) ? html` checked` : ""}> <span${langOf(words.written, words)}>${category}</span></label>`,
		),
	)}
<p class="note">${fields.categoriesNote}</p>`;
}

function group(legend: string, fields: readonly Html[]): Html {
	return html`<fieldset><legend>${legend}</legend>${fields}</fieldset>`;
}

function radio(
	name: string,
	value: string,
	current: string,
	choice: ChoiceWords,
): Html {
	return html`<label class="check"><input type="radio" name="${name}" value="${value}"${value === current ? html` checked` : ""}> <span>${choice.name} <span class="note">${choice.note}</span></span></label>`;
}
