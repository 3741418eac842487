import { describeError } from "../../errors.ts";
import type { Letter, NoticeData } from "../../render/letters/letter-data.ts";
import type { LetterContext } from "./send-letter.ts";

/**
 * Reports to the editor what happened and what to do, with the command that shows more.
 * Never throws: a notice that can't be mailed is in the log.
 */
export type Notify = (
	headline: string,
	message: string,
	command?: string | null,
) => Promise<void>;

/**
 * Notifies by the log and, when EDITOR_ADDRESS is set, by mail. The SMTP server may be what
 * failed, so a notice that can't be mailed is not tried again. A notice whose template is
 * broken is mailed without a layout.
 *
 * @param sendLetter hands one letter over; may throw
 */
export function createNotifier({
	config,
	clock,
	log,
	renderer,
	sendLetter,
}: Pick<
	LetterContext,
	"config" | "clock" | "log" | "renderer" | "sendLetter"
>): Notify {
	return async (headline, message, command = null) => {
		log.error({ subject: headline }, message);
		if (config.editorAddress === null) return;
		const notice: NoticeData = {
			publication: config.publication,
			homeUrl: `${config.publicUrl}/`,
			postalAddress: config.postalAddress,
			headline,
			message,
			command,
			studioUrl: `http://localhost:${config.studioPort}/studio`,
		};
		try {
			const letter = await renderer.notice(notice).catch((error: unknown) => {
				log.error(
					{ error: describeError(error) },
					"the template of the notice is broken; it is mailed without a layout",
				);
				return withoutLayout(notice);
			});
			const date = clock.now();
			await sendLetter({ ...letter, to: config.editorAddress, date });
		} catch (error) {
			log.error(
				{ error: describeError(error) },
				"the notice could not be mailed to the editor",
			);
		}
	};
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
