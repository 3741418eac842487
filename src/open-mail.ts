import { join } from "node:path";
import type { Config } from "./config/config.ts";
import type { Context } from "./context.ts";
import { countLetter } from "./delivery/rates/count-letter.ts";
import { recordLetterRefusal } from "./delivery/returns/record-refusals.ts";
import { describeError } from "./errors.ts";
import type { BuiltInMailbox } from "./mail/builtin-mailbox-server.ts";
import type { Signer } from "./mail/dkim/signer.ts";
import { openSigner } from "./mail/dkim/verify.ts";
import { sendLetter } from "./mail/letter.ts";
import type { Mailbox } from "./mail/mailbox.ts";
import type { HandoverResult, Mailer } from "./mail/mailer.ts";
import { createSmtpMailer } from "./mail/smtp/smtp-mailer.ts";
import { listUnsubscribe } from "./render/merge/headers.ts";
import type { AddressedLetter } from "./subscriber/letters/send-letter.ts";
import type { Clock } from "./time/clock.ts";

/** Sends a letter and counts it in the rate limits. What a server said of its recipient is recorded. */
export async function sendAndCount(
	context: Context,
	mail: Pick<ReturnType<typeof openMail>, "mailer" | "signer">,
	letter: AddressedLetter,
	stopping: AbortSignal,
): Promise<void> {
	const mailer = await mail.mailer();
	const { config } = context;
	const server = await sendLetter(
		{
			mailer,
			signer: await mail.signer(),
			config,
			listUnsubscribe: listUnsubscribe(config.unsubscribeMailbox),
		},
		letter,
		stopping,
	).catch(async (error: unknown) => {
		await recordRefusal(context, letter, error);
		throw error;
	});
	// The letter is sent. A thrown error would make the caller send it again.
	await countLetter(context, mailer.servers, letter.to, server).catch((error) =>
		context.log.error({ error: describeError(error) }, "letter not counted"),
	);
}

async function recordRefusal(
	context: Context,
	{ letterId }: AddressedLetter,
	error: unknown,
): Promise<void> {
	const result = (error as { cause?: HandoverResult } | null)?.cause;
	if (
		letterId === undefined ||
		result?.kind !== "rejected" ||
		result.code < 500 ||
		result.about !== undefined
	)
		return;
	// The letter's own row says what happened, too.
	await recordLetterRefusal(context, letterId, result.reply).catch((fault) =>
		context.log.error({ error: describeError(fault) }, "refusal not recorded"),
	);
}

/** Opens the mailer, the signer and the built-in mailbox when they are first needed. */
export function openMail({ config, clock, log }: Context) {
	const { smtpUrl, dkim } = config;
	let openedSigner: Promise<Signer | null> | undefined;
	let builtInMailbox: Promise<BuiltInMailbox> | undefined;
	let smtpMailer: Mailer | undefined;
	const signer = () => {
		openedSigner ??= dkim ? openSigner(dkim) : Promise.resolve(null);
		return openedSigner;
	};
	const openBuiltInMailbox = () => {
		builtInMailbox ??= startMailbox(config, clock);
		return builtInMailbox;
	};
	return {
		signer,
		async mailer(): Promise<Mailer> {
			// No mail may be sent before the DKIM keys are checked.
			await signer();
			if (smtpUrl === null) return openBuiltInMailbox();
			smtpMailer ??= createSmtpMailer(smtpUrl, {
				clock,
				onServerChange: (server, error) =>
					error === null
						? log.info({ server }, "SMTP server works again")
						: log.warn({ server, error }, "SMTP server is down"),
			});
			return smtpMailer;
		},
		async mailbox(): Promise<Mailbox | null> {
			return smtpUrl === null ? (await openBuiltInMailbox()).mailbox : null;
		},
		async close(): Promise<void> {
			await smtpMailer?.close();
			await (await builtInMailbox)?.close();
		},
	};
}

/** Starts the built-in mailbox. Its SMTP server is loaded only when it is used. */
async function startMailbox(
	config: Config,
	clock: Clock,
): Promise<BuiltInMailbox> {
	const { startBuiltInMailbox } = await import(
		"./mail/builtin-mailbox-server.ts"
	);
	return startBuiltInMailbox({
		path: join(config.dataDir, "mailbox.sqlite"),
		clock,
	});
}
