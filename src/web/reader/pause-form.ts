import { html } from "hono/html";
import { PAUSES } from "../../subscriber/choices.ts";
import type { Html } from "../http/page.ts";

/** One button for each length of a pause. */
export function pauseForm(action: string): Html {
	return html`<form method="post" action="${action}" class="row">
${PAUSES.map((weeks) => html`<button class="quiet" name="weeks" value="${weeks}">${weeks} weeks</button>`)}
</form>`;
}

/** Reads the weeks that a button sent: null for 0, which ends a pause, and undefined for anything else. */
export function readPause(
	body: string,
): (typeof PAUSES)[number] | null | undefined {
	const weeks = new URLSearchParams(body).get("weeks");
	return weeks === "0" ? null : PAUSES.find((one) => String(one) === weeks);
}
