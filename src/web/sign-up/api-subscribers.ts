import { Hono } from "hono";
import { z } from "zod";
import { readAddress } from "../http/sent-form.ts";
import type { Door } from "./sign-up-intake.ts";

const request = z.object({
	email: z.string().max(1_000),
	/** Slugs of tools to save for them when they confirm. */
	bookmarks: z.array(z.string().max(100)).max(100).default([]),
	/** The page whose form this was, kept as a proof. */
	formUrl: z
		.url({ protocol: /^https?$/ })
		.max(500)
		.optional(),
	/** The solution of a challenge, where PROOF_OF_WORK asks for one. */
	altcha: z.string().max(4_000).default(""),
});

const ACCEPTED = {
	status: "check-your-mail",
	message:
		"If this address can get the digest, a mail is on its way with a link to confirm by.",
};

/** Signing up for programs: the same door as the form's, with the same one answer. */
export function subscriberApi(door: Door): Hono {
	return new Hono()
		.get("/api/v1/challenge", async (c) => {
			c.header("cache-control", "no-store");
			return door.proof ? c.json(await door.proof.challenge()) : c.notFound();
		})
		.post("/api/v1/subscribers", async (c) => {
			c.header("cache-control", "no-store");
			const refuse = (code: string, message: string) =>
				c.json({ error: { code, message } }, 422);
			const body = await c.req.json().catch(() => null);
			const parsed = request.safeParse(body);
			if (!parsed.success)
				return refuse(
					"bad-request",
					'Send JSON such as {"email": "ada@example.com"}.',
				);
			const { email, bookmarks, formUrl, altcha } = parsed.data;
			const address = readAddress(email.trim());
			if (typeof address === "string") return refuse("bad-address", address);
			if (door.proof && !(await door.proof.accepts(altcha)))
				return refuse(
					"no-proof-of-work",
					"Solve the challenge of GET /api/v1/challenge, and send the solution as `altcha`.",
				);
			await door.ask(c, {
				kind: "subscribe",
				source: "api",
				address,
				formUrl: formUrl ?? null,
				tools: bookmarks,
				trapped: false,
			});
			return c.json(ACCEPTED, 202);
		});
}
