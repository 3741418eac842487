import type { Hono } from "hono";
import { scheduleLine } from "../../issue/week/schedule.ts";
import type { WebDeps } from "../http/deps.ts";
import { addressOf } from "../http/head.ts";
import { name } from "../http/name.ts";
import { addressFormRoutes } from "./address-form.ts";
import { signUpForm } from "./sign-up-form.ts";
import type { SignUpIntake } from "./sign-up-intake.ts";

/** The page to subscribe. */
export function subscribeRoutes(deps: WebDeps, intake: SignUpIntake): Hono {
	const { config } = deps;
	return addressFormRoutes(deps, intake, {
		path: "/subscribe",
		request: ({ from, tools, language }) => ({
			kind: "subscribe",
			formUrl: `${config.publicUrl}/${pathOf(from)}`,
			tools: tools.split(","),
			language: config.languages.find((tag) => tag === language) ?? null,
		}),
		ask(words, state) {
			const { title, description, heading, what, already } =
				words.signUp.subscribe;
			const schedule = scheduleLine(config, words.language);
			return {
				title,
				description: description(config.publication, schedule),
				address: addressOf(config, "subscribe"),
				place: "subscribe",
				scripts: intake.proof ? ["bookmarks", "proof"] : ["bookmarks"],
				heading: heading(name(config.publication)),
				what: what(schedule),
				form: signUpForm(config, intake, "subscribe", words, state),
				note: already(words.links.requestLink),
			};
		},
		sent: ({ signUp }) => signUp.subscribeSent,
	});
}

/** The path of a page that has the form. Slugs have letters of any script. @param from what the form was sent with */
function pathOf(from: string): string {
	if (from === "home") return "";
	return /^(?:c|tools)\/[\p{L}\p{M}\p{N}_%-]{1,300}$/u.test(from)
		? from
		: "subscribe";
}
