import { createHash } from "node:crypto";
import { type Feedback, readFeedback } from "../../feedback/feedback.ts";
import type { RecipientFeedback } from "../../feedback/recipients.ts";
import { sameAddress } from "../../feedback/report/addresses.ts";
import { readOwnAddresses } from "../../feedback/report/own-addresses.ts";
import { findBounceToken } from "./find-bounce-token.ts";
import type { Came } from "./record-return.ts";
import {
	messageOfAddress,
	messageOfToken,
	type ReturnedMessage,
} from "./returned-message.ts";
import { hashOf, type ReportContext, takeCame } from "./take-came.ts";

/** What became of a message that came in. */
export interface TakenReport {
	kind: Feedback["kind"] | "no message";
	/** One sentence for each recipient, their addresses masked. */
	lines: string[];
	/** It names one of our messages by a token, right or wrong. No person writes to such an address. */
	hasToken: boolean;
}

/** More recipients of one report are not looked at. */
const MAX_RECIPIENTS = 50;

/**
 * Takes in one message that came back: records it once, however often it comes,
 * and does what follows. A token of ours says whom it is about; only without one
 * its words do. A message to a bounce address whose token is not valid, or too
 * old, changes nothing.
 *
 * @param raw the bytes of the message; of more than 2 MB only the beginning is read
 * @throws what the database throws; then nothing was changed
 */
export async function takeReport(
	context: ReportContext,
	raw: Uint8Array,
): Promise<TakenReport> {
	const own = readOwnAddresses(raw);
	if (!own.isMessage) return { kind: "no message", lines: [], hasToken: false };
	const feedback = readFeedback(raw);
	const { kind } = feedback;
	const token = findBounceToken(context, own, kind);
	if (token === "invalid")
		return {
			kind,
			lines: ["its token is not ours; nothing was changed"],
			hasToken: true,
		};
	const about = token
		? await aboutToken(context, feedback, token)
		: await aboutWords(context, feedback);
	if (about === null)
		return {
			kind,
			lines: ["its token is too old; nothing was changed"],
			hasToken: true,
		};
	const digest = createHash("sha256").update(raw).digest("hex");
	const notices: (() => Promise<void>)[] = [];
	const lines = await context.db.transaction().execute(async (trx) => {
		const said: string[] = [];
		for (const one of about)
			said.push(
				await takeCame(context, trx, cameOf(feedback, one, digest), (notice) =>
					notices.push(notice),
				),
			);
		return said;
	});
	for (const notice of notices) await notice();
	return { kind, lines, hasToken: token !== null };
}

interface About {
	message: ReturnedMessage | null;
	/** What the report says of this recipient; null: it names none. */
	said: RecipientFeedback | null;
}

async function aboutToken(
	{ db, clock }: ReportContext,
	{ recipients }: Feedback,
	token: Parameters<typeof messageOfToken>[1],
): Promise<About[] | null> {
	const message = await messageOfToken(db, token, clock.now());
	if (message === null) return null;
	const { email } = message.subscriber;
	const said =
		recipients.find(
			({ address, finalAddress }) =>
				sameAddress(address, email) || sameAddress(finalAddress ?? "", email),
		) ??
		// The mail was forwarded: the report names where to.
		recipients.find(({ action }) => action === "failed") ??
		recipients[0] ??
		null;
	return [{ message, said }];
}

async function aboutWords(
	context: ReportContext,
	{ kind, recipients, originalMessageId }: Feedback,
): Promise<About[]> {
	const about: About[] = [];
	for (const said of recipients.slice(0, MAX_RECIPIENTS))
		about.push({
			said,
			message: await messageOfAddress(context, said.address, originalMessageId),
		});
	// What a person wrote is not kept.
	return about.length > 0 || kind === "other"
		? about
		: [{ message: null, said: null }];
}

/** What one recipient of a report is recorded as. */
function cameOf(
	{ kind, feedbackType }: Feedback,
	{ message, said }: About,
	digest: string,
): Came {
	return {
		hash: hashOf(
			`${digest} ${message?.subscriber.id ?? said?.address.toLowerCase() ?? ""}`,
		),
		source: "mail",
		kind: kind === "bounce" && said?.action === "delayed" ? "delay" : kind,
		cause: said?.cause ?? causeOfKind(kind),
		feedbackType,
		address: said?.address ?? null,
		words: said?.reply ?? "",
		message,
	};
}

function causeOfKind(kind: Feedback["kind"]): Came["cause"] {
	return kind === "vacation" || kind === "auto-reply"
		? kind
		: kind === "complaint"
			? "complaint"
			: "unknown";
}
