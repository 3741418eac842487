import { randomUUID } from "node:crypto";
import { inLocalForm } from "../../command-form.ts";
import type { NoticeRow } from "../../db/installation-tables.ts";
import {
	claimNotices,
	insertNotice,
	recordNoticeOutcome,
} from "../../db/notices.ts";
import { describeError } from "../../errors.ts";
import type { Notify } from "../../notify.ts";
import type { Letter, NoticeData } from "../../render/letters/letter-data.ts";
import { shift } from "../../time/clock.ts";
import { LEASE_MS, nextTry } from "./retry.ts";
import type { LetterContext } from "./send-letter.ts";

/** What reporting to the editor needs. */
export interface NoticeContext
	extends Pick<
		LetterContext,
		"db" | "config" | "clock" | "log" | "renderer" | "sendLetter"
	> {
	/** The name of this process, which claims notices. */
	readonly worker: { readonly name: string };
}

/** Notices that are mailed at once. */
const BATCH = 4;

/**
 * Every notice is a row first, by its key: so it is reported once, whatever is
 * started again. It is mailed at once, and tried again like any other letter by
 * the job `take-sign-ups`.
 */
export function createNotifier(context: NoticeContext): Notify {
	const { db, clock, log, config } = context;
	return async (headline, message, command = null, options = {}) => {
		const { key = randomUUID(), level = "error" } = options;
		const now = clock.now();
		try {
			const isNew = await insertNotice(db, {
				key,
				headline,
				message,
				command,
				created_at: now,
				due_at: config.editorAddress === null ? null : now,
			});
			if (!isNew) return;
			log[level]({ subject: headline }, inLocalForm(message));
			await sendDueNotices(context);
		} catch (error) {
			log.error(
				{ subject: headline, error: describeError(error) },
				`the notice could not be kept or mailed: ${message}`,
			);
		}
	};
}

/**
 * Mails the notices that are due. One whose template is broken is mailed without
 * a layout. A crash after the server accepted one sends a second copy.
 *
 * @returns how many were tried
 */
export async function sendDueNotices(context: NoticeContext): Promise<number> {
	const now = context.clock.now();
	if (context.config.editorAddress === null) return 0;
	const claimed = await claimNotices(context.db, {
		worker: context.worker.name,
		now,
		until: shift(now, LEASE_MS),
		limit: BATCH,
	});
	for (const notice of claimed) await sendOne(context, notice);
	return claimed.length;
}

async function sendOne(
	context: NoticeContext,
	notice: NoticeRow,
): Promise<void> {
	const { db, clock, log } = context;
	try {
		await mail(context, notice);
		await recordNoticeOutcome(db, notice, {
			sent_at: clock.now(),
			due_at: null,
			failure: null,
		});
	} catch (error) {
		const failure = describeError(error);
		log.error(
			{ subject: notice.headline, error: failure },
			"the notice could not be mailed to the editor",
		);
		await recordNoticeOutcome(db, notice, {
			sent_at: null,
			due_at: nextTry(notice.attempts, clock.now()),
			failure,
		});
	}
}

async function mail(
	{ config, clock, log, renderer, sendLetter }: NoticeContext,
	{ headline, message, command }: NoticeRow,
): Promise<void> {
	if (config.editorAddress === null) return;
	const notice: NoticeData = {
		publication: config.publication,
		homeUrl: `${config.publicUrl}/`,
		postalAddress: config.postalAddress,
		// What happened is told in English.
		language: "en",
		headline,
		message: inLocalForm(message),
		command: command && inLocalForm(command),
		studioUrl: `${config.studioUrl ?? `http://localhost:${config.studioPort}`}/studio`,
	};
	const letter = await renderer.notice(notice).catch((error: unknown) => {
		log.error(
			{ error: describeError(error) },
			"the template of the notice is broken; it is mailed without a layout",
		);
		return withoutLayout(notice);
	});
	await sendLetter({ ...letter, to: config.editorAddress, date: clock.now() });
}

/** Needs no renderer, because that has just failed. */
function withoutLayout({
	publication,
	headline,
	message,
	command,
}: NoticeData): Letter {
	const lines = command === null ? [message] : [message, command];
	return {
		subject: `${publication}: ${headline}`,
		text: `${lines.join("\n\n")}\n`,
		html: lines.map(htmlParagraph).join(""),
	};
}

function htmlParagraph(text: string): string {
	const escaped = text
		.replaceAll("&", "&amp;")
		.replaceAll("<", "&lt;")
		.replaceAll(">", "&gt;");
	return `<p>${escaped}</p>`;
}
