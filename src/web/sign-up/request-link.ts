import type { Hono } from "hono";
import type { WebDeps } from "../http/deps.ts";
import { addressFormRoutes } from "./address-form.ts";
import { requestLinkForm } from "./sign-up-form.ts";
import type { SignUpIntake } from "./sign-up-intake.ts";

/** The page where a subscriber requests the link to their preferences. */
export function requestLinkRoutes(deps: WebDeps, intake: SignUpIntake): Hono {
	const { config } = deps;
	return addressFormRoutes(deps, intake, {
		path: "/preferences",
		request: () => ({
			kind: "preferences-link",
			formUrl: `${config.publicUrl}/preferences`,
			tools: [],
		}),
		ask: (words, state) => ({
			...words.signUp.requestLink,
			scripts: intake.proof ? ["proof"] : [],
			form: requestLinkForm(config, intake, words, state),
			note: "",
		}),
		sent({ signUp, links }) {
			const { title, what, next } = signUp.requestLinkSent;
			return { title, what, next: next(links.subscribe) };
		},
	});
}
