import { html } from "hono/html";
import type { Config } from "../../config/config.ts";
import { scheduleLine } from "../../issue/week/schedule.ts";
import { name } from "../http/name.ts";
import type { Html } from "../http/page.ts";
import { wordsIn } from "../language/words-for.ts";
import { type FormPlace, signUpForm } from "./sign-up-form.ts";
import type { SignUpIntake } from "./sign-up-intake.ts";

/** The form at the foot of a page, with what it is for. Whoever confirmed in this browser does not see it. */
export function invitation(
	config: Config,
	intake: SignUpIntake,
	from: FormPlace,
): Html {
	return html`<section class="invitation" aria-labelledby="invitation" data-invitation>
<div>
<p class="note">${name(config.publication)}</p>
<h2 id="invitation">Get the next comparison in your inbox</h2>
<p>New AI tools ship daily. One email a week, ${scheduleLine(config)}, says which of them to ship with, and which to skip.</p>
</div>
${signUpForm(config, intake, from, wordsIn("en"))}
</section>`;
}
