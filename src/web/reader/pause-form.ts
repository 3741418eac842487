import { html } from "hono/html";
import { PAUSE_WEEKS } from "../../subscriber/choices.ts";
import type { Html } from "../http/page.ts";

/** One button for each length of a pause. */
export function pauseForm(action: string): Html {
	return html`<form method="post" action="${action}" class="row">
${PAUSE_WEEKS.map((weeks) => html`<button class="quiet" name="weeks" value="${weeks}">${weeks} weeks</button>`)}
</form>`;
}

/** What a button of it sends; `weeks=0` ends a pause. Undefined for anything else. */
export function readWeeks(
	body: string,
): (typeof PAUSE_WEEKS)[number] | null | undefined {
	const weeks = new URLSearchParams(body).get("weeks");
	return weeks === "0"
		? null
		: PAUSE_WEEKS.find((one) => String(one) === weeks);
}
