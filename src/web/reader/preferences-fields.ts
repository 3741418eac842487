import { html } from "hono/html";
import { REVIEWERS } from "../../catalog/panel.ts";
import type { SubscriberRow } from "../../db/subscriber-tables.ts";
import {
	LANGUAGE_NAMES,
	type LanguageTag,
	languageTag,
} from "../../issue/words/language/tags.ts";
import { reviewerTitles } from "../../render/labels.ts";
import {
	type ChoicesInput,
	chosenCategories,
} from "../../subscriber/choices.ts";
import type { Html } from "../http/page.ts";

/** The form fields of a subscriber's preferences, with their current values. */
export function preferencesFields(
	subscriber: SubscriberRow,
	categories: readonly string[],
	timeZone: string,
	languages: readonly LanguageTag[],
): Html {
	const { format, lens, name, time_zone: zone, tracking } = subscriber;
	return html`${group("How much you get", [
		radio(
			"format",
			"full",
			format,
			"The whole digest",
			"every comparison with verdicts, costs and reviews",
		),
		radio(
			"format",
			"brief",
			format,
			"In brief",
			"the week’s verdicts, one sentence each",
		),
	])}
${group("Whose view comes first", [
	radio("lens", "", lens ?? "", "The whole panel", "all four reviewers"),
	...REVIEWERS.map((reviewer) =>
		radio(
			"lens",
			reviewer,
			lens ?? "",
			reviewerTitles[reviewer],
			"their verdict and words come first",
		),
	),
])}
${categoryFields(subscriber, categories)}
${languageFields(subscriber, languages)}
<label for="name">Your name, for the greeting in mails</label>
<input id="name" name="name" autocomplete="name" maxlength="80" value="${name ?? ""}">
<label for="zone">Your time zone <span class="note">for the dates on your own pages</span></label>
<input id="zone" name="zone" list="zones" maxlength="60" value="${zone ?? ""}" placeholder="${timeZone}" autocomplete="off">
<datalist id="zones">${Intl.supportedValuesOf("timeZone").map((one) => html`<option value="${one}"></option>`)}</datalist>
<label class="check"><input type="checkbox" name="tracking" value="on"${tracking ? html` checked` : ""}> <span>Count which links I follow. <span class="note">Off unless you turn it on. We never check whether you open a mail.</span></span></label>`;
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
): Html | "" {
	if (languages.length < 2) return "";
	const chosen = languages.find((tag) => tag === language) ?? languages[0];
	return group(
		"In which language",
		languages.map((tag) =>
			radio("language", tag, chosen ?? "", LANGUAGE_NAMES[tag], ""),
		),
	);
}

function categoryFields(
	subscriber: SubscriberRow,
	categories: readonly string[],
): Html | "" {
	if (categories.length < 2) return "";
	const chosen = chosenCategories(subscriber) ?? categories;
	return html`${group(
		"Send me an issue only if it covers",
		categories.map(
			(category) =>
				html`<label class="check"><input type="checkbox" name="category" value="${category}"${chosen.includes(category) ? html` checked` : ""}> <span>${category}</span></label>`,
		),
	)}
<p class="note">You get an issue only if it covers one of these, and then you get all of it. Tick all or none to get every issue.</p>`;
}

function group(legend: string, fields: readonly Html[]): Html {
	return html`<fieldset><legend>${legend}</legend>${fields}</fieldset>`;
}

function radio(
	name: string,
	value: string,
	current: string,
	label: string,
	note: string,
): Html {
	return html`<label class="check"><input type="radio" name="${name}" value="${value}"${value === current ? html` checked` : ""}> <span>${label} <span class="note">${note}</span></span></label>`;
}
