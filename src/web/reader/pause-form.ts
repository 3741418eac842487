import { html } from "hono/html";
import { PAUSE_WEEKS } from "../../subscriber/choices.ts";
import type { Html } from "../http/page.ts";
import type { Speech } from "../language/words-for.ts";

/** One button for each length of a pause. */
export function pauseForm(action: string, { pause }: Speech): Html {
	return html`<form method="post" action="${action}" class="row">
${PAUSE_WEEKS.map((weeks) => html`<button class="quiet" name="weeks" value="${weeks}">${pause.weeks(weeks)}</button>`)}
</form>`;
}

/** Reads the weeks that a button sent: null for 0, which ends a pause, and undefined for anything else. */
export function readPause(
	body: string,
): (typeof PAUSE_WEEKS)[number] | null | undefined {
	const weeks = new URLSearchParams(body).get("weeks");
	return weeks === "0"
		? null
		: PAUSE_WEEKS.find((one) => String(one) === weeks);
}
