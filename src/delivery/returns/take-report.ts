import { createHash } from "node:crypto";
import type { Context } from "../../context.ts";
import type { Trx } from "../../db/schema.ts";
import { type Feedback, readFeedback } from "../../feedback/feedback.ts";
import type { RecipientFeedback } from "../../feedback/recipients.ts";
import { sameAddress } from "../../feedback/report/addresses.ts";
import { readOwnAddresses } from "../../feedback/report/own-addresses.ts";
import type { Notify } from "../../notify.ts";
import { maskAddress } from "../../subscriber/address.ts";
import { domainGroups } from "../rates/domain-groups.ts";
import { maskReply } from "../reply-causes.ts";
import { brakeOn } from "./brake.ts";
import { DONE } from "./consequence-words.ts";
import { findBounceToken } from "./find-bounce-token.ts";
import { type Came, recordReturn } from "./record-return.ts";
import {
	messageOfAddress,
	messageOfToken,
	type ReturnedMessage,
} from "./returned-message.ts";

/** What taking a message in needs. */
export type ReportContext = Pick<
	Context,
	"db" | "clock" | "config" | "tokens"
> & { readonly notify: Notify };

/** What became of a message that came in. */
export interface TakenReport {
	kind: Feedback["kind"] | "no message";
	/** One sentence for each recipient, their addresses masked. */
	lines: string[];
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
	if (!own.isMessage) return { kind: "no message", lines: [] };
	const feedback = readFeedback(raw);
	const { kind } = feedback;
	const token = findBounceToken(context, own, kind);
	if (token === "invalid")
		return { kind, lines: ["its token is not ours; nothing was changed"] };
	const about = token
		? await aboutToken(context, feedback, token)
		: await aboutWords(context, feedback);
	if (about === null)
		return { kind, lines: ["its token is too old; nothing was changed"] };
	const digest = createHash("sha256").update(raw).digest("hex");
	const notices: (() => Promise<void>)[] = [];
	const lines = await context.db.transaction().execute(async (trx) => {
		const said: string[] = [];
		for (const one of about)
			said.push(
				await takeOne(context, trx, feedback, one, digest, (notice) =>
					notices.push(notice),
				),
			);
		return said;
	});
	for (const notice of notices) await notice();
	return { kind, lines };
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

async function takeOne(
	{ clock, config, notify }: ReportContext,
	trx: Trx,
	{ kind, feedbackType }: Feedback,
	{ message, said }: About,
	digest: string,
	later: (notice: () => Promise<void>) => void,
): Promise<string> {
	const came: Came = {
		hash: `${digest} ${message?.subscriber.id ?? said?.address.toLowerCase() ?? ""}`,
		source: "mail",
		kind: kind === "bounce" && said?.action === "delayed" ? "delay" : kind,
		cause: said?.cause ?? causeOfKind(kind),
		feedbackType,
		address: said?.address ?? null,
		words: said?.reply ?? "",
		message,
	};
	came.hash = createHash("sha256").update(came.hash).digest("hex");
	const whom = message
		? `subscriber ${message.subscriber.id}${message.issueId === null ? "" : `, issue id:${message.issueId}`}`
		: said
			? `${maskAddress(said.address)}, who is no subscriber`
			: "nobody that it names";
	const consequence = await recordReturn(trx, clock, came);
	if (consequence === null)
		return `${came.kind} (${came.cause}) for ${whom}: it came before; nothing was changed`;
	if (consequence === "tell" && message) {
		const { issueId } = message;
		const groups = domainGroups(config.domainGroups);
		// What anybody could have written stops nothing.
		const note = message.isProven
			? await brakeOn(trx, message, came.words, groups, clock.now())
			: null;
		later(() => tell(notify, issueId, came.words, note, clock.now()));
	}
	return `${came.kind} (${came.cause}) for ${whom}: ${DONE[consequence]}`;
}

function causeOfKind(kind: Feedback["kind"]): Came["cause"] {
	return kind === "vacation" || kind === "auto-reply"
		? kind
		: kind === "complaint"
			? "complaint"
			: "unknown";
}

/** Tells the editor once an issue, and once more when it is paused. */
async function tell(
	notify: Notify,
	issueId: number | null,
	words: string,
	note: string | null,
	now: string,
): Promise<void> {
	const which = issueId === null ? "a letter" : `issue id:${issueId}`;
	const command = issueId === null ? null : `digest issue show id:${issueId}`;
	if (note !== null)
		return notify(`Issue id:${issueId} is paused`, note, command, {
			key: `paused ${issueId} ${now}`,
		});
	await notify(
		"A server refuses us",
		`A message of ${which} came back for a reason that is ours: “${maskReply(words)}”. Nobody is suppressed for it. All that came back is counted by the command below.`,
		command,
		{ key: `returned ${issueId ?? now.slice(0, 10)}` },
	);
}
