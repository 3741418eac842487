import { html } from "hono/html";
import { reviewField, TOOL_LABELS } from "../../catalog/fact-fields.ts";
import { REVIEWERS } from "../../catalog/panel.ts";
import type { Markup } from "../layout.ts";
import {
	type FactsView,
	factField,
	factsHead,
	manyLines,
	oneLine,
	verdictChoice,
} from "./correct-form.ts";

const NUMBERS = /^(?:panelShare|community\.)/;
const LONG = new Set(["description", "bestFor", "pricing"]);

/** The facts of a tool, to be corrected. */
export function toolForm(view: FactsView): Markup {
	const [numbers = [], words = []] = [true, false].map((is) =>
		Object.keys(TOOL_LABELS).filter((field) => NUMBERS.test(field) === is),
	);
	return html`<form class="facts-form" id="correct" method="post" action="${view.action}">
${factsHead(view)}
<section class="card words all-facts"><h2>Correct its facts</h2>
<p class="note">A correction holds from now on. Importing the same file again changes nothing, an older one only fills what is empty here. A document that is dated later, or that has no date, is newer: it is right again, and the dry run shows what it would change. What was mailed stays as it was mailed, and the public page says what changed since.</p>
${words.map((field) => factField(view, field, LONG.has(field) ? manyLines : oneLine))}
<div class="side-by-side">${numbers.map((field) => factField(view, field, oneLine))}</div>
</section>
${REVIEWERS.map((reviewer) => {
	const field = (part: "score" | "verdict" | "body" | "quote") =>
		reviewField(reviewer, part);
	return html`<section class="card words"><h2>Review by the ${reviewer}</h2>
<div class="side-by-side">${factField(view, field("score"), oneLine)}
${factField(view, field("verdict"), verdictChoice)}</div>
${factField(view, field("body"), manyLines)}
${factField(view, field("quote"), manyLines)}
</section>`;
})}
<p class="save"><button class="button">Save the corrections</button></p>
</form>`;
}
