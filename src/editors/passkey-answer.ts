import { z } from "zod";
import type { Context } from "../context.ts";
import { insertChallenge } from "../db/studio/passkeys.ts";
import { describeError, Failure } from "../errors.ts";
import { shift } from "../time/clock.ts";
import { MINUTE } from "../time/time-span.ts";
import { hashOf } from "./secrets.ts";

/** How long the browser may take to answer. */
const CHALLENGE_MINUTES = 5;

/** What a browser answers, WebAuthn 5.1 (`toJSON`). The library checks what is in it. */
const answerSchema = z.looseObject({
	id: z.string().regex(/^[\w-]{1,2000}$/),
	rawId: z.string(),
	type: z.literal("public-key"),
	response: z.looseObject({ clientDataJSON: z.string() }),
	clientExtensionResults: z.looseObject({}),
});

/** Keeps a challenge for one answer of this browser. @param editorId null: it is for signing in */
export async function keepChallenge(
	{ db, clock }: Pick<Context, "db" | "clock">,
	challenge: string,
	browserHash: string,
	editorId: number | null,
): Promise<void> {
	await insertChallenge(db, {
		challenge_hash: hashOf(challenge),
		browser_hash: browserHash,
		editor_id: editorId,
		expires_at: shift(clock.now(), CHALLENGE_MINUTES * MINUTE),
	});
}

/** A passkey belongs to a host name, and answers pages of one origin. @throws Failure `no-studio-url` */
export function siteOf({ studioUrl }: Context["config"]): URL {
	if (studioUrl !== null) return new URL(studioUrl);
	throw new Failure("no-studio-url", "Passkeys need STUDIO_URL.");
}

export function readAnswer(json: string): z.infer<typeof answerSchema> {
	try {
		return answerSchema.parse(JSON.parse(json));
	} catch {
		throw refused();
	}
}

/** The library throws at whatever does not fit. */
export async function refusing<T>(verify: () => Promise<T>): Promise<T> {
	try {
		return await verify();
	} catch (error) {
		throw refused(describeError(error));
	}
}

export function refused(cause?: string): Failure {
	return new Failure(
		"passkey-refused",
		"This passkey was not accepted. Load the page again and try once more, or ask for a link.",
		{ cause },
	);
}
