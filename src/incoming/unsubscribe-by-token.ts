import type { Context } from "../context.ts";
import type { UnsubscribeMail } from "../mail/unsubscribe-mail.ts";
import { subscriberOfMail } from "../subscriber/leaving/mail-token.ts";
import { unsubscribe } from "../subscriber/leaving/unsubscribe.ts";
import type { SignUpWorker } from "../subscriber/sign-up/sign-up-worker.ts";

/** Why an automatic mail changes nothing. */
export const AUTOMATIC = "this mail is an automatic reply; nothing was changed";

/** Unsubscribes the subscriber of the first valid token. @returns a note for the log; null: done */
export async function unsubscribeByToken(
	{
		db,
		clock,
		tokens,
		signUps,
	}: Pick<Context, "db" | "clock" | "tokens"> & {
		signUps: Pick<SignUpWorker, "run">;
	},
	request: UnsubscribeMail,
): Promise<string | null> {
	// 0 is nobody's id: a wrong token takes the same query as that of an erased subscriber.
	const id = subscriberOfMail(tokens, request.tokens) ?? 0;
	const leaving = await unsubscribe(db, clock, id, "mail", { goodbye: true });
	if (leaving?.goodbye) await signUps.run();
	if (leaving !== null) return null;
	return request.automatic
		? AUTOMATIC
		: "this mail has no valid token of a subscriber; nothing was changed";
}
