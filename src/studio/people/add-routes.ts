import { Hono } from "hono";
import { html } from "hono/html";
import { REVIEWERS } from "../../catalog/panel.ts";
import { Failure } from "../../errors.ts";
import {
	LANGUAGE_NAMES,
	LANGUAGE_TAGS,
} from "../../issue/words/language/tags.ts";
import {
	type AddedByEditor,
	addByEditor,
	givenChoices,
	type TypedChoices,
} from "../../subscriber/by-editor/add.ts";
import type { StudioDeps } from "../deps.ts";
import { choiceOf, isTicked } from "../form-fields.ts";
import { tokenField } from "../form-token.ts";
import { explained, formOf } from "../issue/issue-page.ts";
import type { Markup } from "../layout.ts";
import { alertLine, peoplePage, selectField } from "./people-page.ts";

const PATH = "/studio/people/add";

/** /studio/people/add: one subscriber, asked by mail to confirm unless their consent is known. */
export function addRoutes(deps: StudioDeps): Hono {
	const { formKey } = deps.tokens;
	const app = new Hono();
	app.get(PATH, (c) =>
		c.html(
			peoplePage(
				deps,
				"Add a subscriber",
				addMain(new URLSearchParams(), null, tokenField(c, formKey)),
			),
		),
	);
	app.post(PATH, async (c) => {
		const form = await formOf(c);
		try {
			const added = await addByEditor(
				deps,
				{
					email: (form.get("address") ?? "").trim(),
					confirmed: consentOf(form),
					again: isTicked(form, "again"),
					bookmarks: listOf(form.get("bookmarks")),
					source: "studio",
				},
				givenChoices(typedChoices(form)),
			);
			deps.signUps.wake();
			return c.redirect(
				`/studio/people/${added.subscriber.id}?done=${doneWord(added)}`,
				303,
			);
		} catch (error) {
			const page = addMain(form, explained(error), tokenField(c, formKey));
			return c.html(peoplePage(deps, "Add a subscriber", page), 400);
		}
	});
	return app;
}

/** Whether their consent is known: nobody is taken to have agreed by default. @throws Failure `no-answer` */
function consentOf(form: URLSearchParams): boolean {
	const answer = form.get("consent");
	if (answer === "known") return true;
	if (answer === "ask") return false;
	throw new Failure("no-answer", "Say whether their consent is known.");
}

function listOf(text: string | null): string[] {
	return (text ?? "")
		.split(/[;\n]/)
		.map((one) => one.trim())
		.filter(Boolean);
}

/** @throws Failure `bad-choice` for what no field of the page offers */
function typedChoices(form: URLSearchParams): TypedChoices {
	const lens = choiceOf(form, "lens", ["panel", ...REVIEWERS]);
	const format = choiceOf(form, "format", ["full", "brief"]);
	const language = choiceOf(form, "language", LANGUAGE_TAGS);
	return {
		name: form.get("name") ?? "",
		timeZone: (form.get("time-zone") ?? "").trim(),
		category: listOf(form.get("categories")),
		...(lens ? { lens } : {}),
		...(format ? { format } : {}),
		...(language ? { language } : {}),
	};
}

/** The word of `?done=` that says what became of it. */
function doneWord({ outcome, subscriber, notChanged }: AddedByEditor): string {
	if (outcome === "already") {
		if (subscriber.state !== "active") return "waiting";
		return notChanged.length > 0 ? "kept" : "already";
	}
	return subscriber.state === "active" ? outcome : "asked";
}

function addMain(
	form: URLSearchParams,
	failure: Failure | null,
	token: Markup,
): Markup {
	const kept = (name: string) => form.get(name) ?? "";
	const box = (name: string, value: string) =>
		kept(name) === value ? html` checked` : "";
	return html`<div class="stack slim">${alertLine(failure)}
<form method="post" action="${PATH}" class="card words">${token}
<h1>Add a subscriber</h1>
${textField("address", "Address", kept("address"), "", true)}
${textField("name", "Name, for the greeting", kept("name"))}
<fieldset class="question"><legend>Did they agree to get the digest?</legend>
<p class="check-line"><input type="radio" id="consent-ask" name="consent" value="ask" required${box("consent", "ask")}><label for="consent-ask">Ask them by mail to confirm</label></p>
<p class="check-line"><input type="radio" id="consent-known" name="consent" value="known" required${box("consent", "known")}><label for="consent-known">Their consent is known and can be proven; mail them a welcome</label></p>
<p class="check-line"><input type="checkbox" id="again" name="again" value="yes"${box("again", "yes")}><label for="again">They left, or did not confirm, and asked for the digest again</label></p></fieldset>
${selectField({ name: "format", label: "Format", chosen: kept("format") }, [
	["", "Not given: full"],
	["full", "Full"],
	["brief", "Brief"],
])}
${selectField({ name: "lens", label: "Whose view they read first", chosen: kept("lens") }, [["", "Not given: the whole panel"], ["panel", "The whole panel"], ...REVIEWERS.map((one) => [one, one] as const)])}
${selectField({ name: "language", label: "Language", chosen: kept("language") }, [["", "Not given: the publication’s first"], ...LANGUAGE_TAGS.map((tag) => [tag, LANGUAGE_NAMES[tag]] as const)])}
${textField("categories", "Categories", kept("categories"), "Semicolons between. Empty: all.")}
${textField("time-zone", "Time zone", kept("time-zone"), "Such as Europe/Berlin.")}
${textField("bookmarks", "Bookmarks", kept("bookmarks"), "Slugs of tools, semicolons between.")}
<p class="note">Who is here already keeps their name and choices. An address that must not be mailed is refused until mail to it is <a href="/studio/people/unsuppress">allowed again</a>.</p>
<p class="actions"><button class="button">Add them</button><a class="button quiet" href="/studio/people">Back</a></p></form></div>`;
}

export function textField(
	name: string,
	label: string,
	value: string,
	hint = "",
	isRequired = false,
): Markup {
	return html`<div class="field"><label for="${name}">${label}</label><input type="text" id="${name}" name="${name}" value="${value}" maxlength="1000" autocomplete="off" spellcheck="false"${hint ? html` aria-describedby="${name}-hint"` : ""}${isRequired ? html` required` : ""}>${hint ? html`<p class="note" id="${name}-hint">${hint}</p>` : ""}</div>`;
}
