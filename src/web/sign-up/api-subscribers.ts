import { Hono } from "hono";
import { z } from "zod";
import type { Config } from "../../config/config.ts";
import { LANGUAGE_TAGS } from "../../issue/words/language/tags.ts";
import { readerWords, visitorWords } from "../language/words-for.ts";
import { readAddress } from "./address-form.ts";
import type { SignUpIntake } from "./sign-up-intake.ts";

const request = z.object({
	email: z.string().max(1_000),
	/** Slugs of tools to save for them when they confirm. */
	bookmarks: z.array(z.string().max(100)).max(100).default([]),
	/** Of their mail: one of PUBLICATION_LANGUAGE. */
	language: z.enum(LANGUAGE_TAGS).optional(),
	/** The page with the form, kept as part of the proof of consent. */
	formUrl: z
		.url({ protocol: /^https?$/ })
		.max(500)
		// The text as sent may hold white space and more that a URL drops.
		.transform((url) => new URL(url).href)
		.pipe(z.string().max(1_000))
		.optional(),
	/** The solution of a challenge; required if PROOF_OF_WORK is on. */
	altcha: z.string().max(4_000).default(""),
});

/** Signing up by a program: the same intake as the form's, and the same answer for every address. */
export function subscriberApi(
	config: Pick<Config, "languages" | "catalogLanguage" | "publicUrl">,
	intake: SignUpIntake,
): Hono {
	return new Hono()
		.get("/api/v1/challenge", async (c) => {
			c.header("cache-control", "no-store");
			return intake.proof
				? c.json(await intake.proof.challenge())
				: c.notFound();
		})
		.post("/api/v1/subscribers", async (c) => {
			c.header("cache-control", "no-store");
			const refuse = (code: string, message: string) =>
				c.json({ error: { code, message } }, 422);
			const body = await c.req.json().catch(() => null);
			const parsed = request.safeParse(body);
			if (!parsed.success)
				return refuse("bad-request", visitorWords(config, c).api.notJson);
			const {
				email,
				bookmarks,
				formUrl,
				altcha,
				language = null,
			} = parsed.data;
			// Its caller can show it to the person, whose language it may have named.
			const { api, signUp } =
				language === null
					? visitorWords(config, c)
					: readerWords(config, { language });
			const address = readAddress(email.trim());
			if (typeof address === "string")
				return refuse("bad-address", signUp.badAddress[address]);
			if (intake.proof && !(await intake.proof.accepts(altcha)))
				return refuse("no-proof-of-work", api.noProof);
			await intake.submit(c, {
				kind: "subscribe",
				source: "api",
				address,
				formUrl: formUrl ?? null,
				formLanguage: language ?? config.languages[0],
				tools: bookmarks,
				language,
				honeypotFilled: false,
			});
			return c.json({ status: "check-your-mail", message: api.accepted }, 202);
		});
}
