import type { Clock } from "../../clock.ts";
import type { Config } from "../../config/config.ts";
import { describeError } from "../../errors.ts";
import type { Log } from "../../log.ts";
import type {
	Letter,
	Letters,
	NoticeData,
} from "../../render/letters/letter-data.ts";
import { escapeHtml } from "../../render/mail-html.ts";
import type { PostOffice } from "./send-letter.ts";

/**
 * Tells the editor what happened and what to do, and which command shows more.
 * Never throws: what can't be mailed is in the log.
 */
export type Notify = (
	headline: string,
	message: string,
	command?: string | null,
) => Promise<void>;

/**
 * Tells the editor by the log and, with EDITOR_ADDRESS, by mail. The relay may
 * be the very thing that fails, so a notice that can't be mailed is logged and
 * nothing else; one whose template is broken goes out as bare text.
 */
export function createNotifier(
	config: Config,
	clock: Clock,
	log: Log,
	renderer: Pick<Letters, "notice">,
	post: PostOffice["post"],
): Notify {
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
				log.error({ error: describeError(error) }, "the notice is bare");
				return bare(notice);
			});
			const date = clock.now();
			await post({ ...letter, to: config.editorAddress, date });
		} catch (error) {
			log.error({ error: describeError(error) }, "the editor was not mailed");
		}
	};
}

function bare({ publication, headline, message, command }: NoticeData): Letter {
	const lines = command === null ? [message] : [message, command];
	return {
		subject: `${publication}: ${headline}`,
		text: `${lines.join("\n\n")}\n`,
		html: lines.map((line) => `<p>${escapeHtml(line)}</p>`).join(""),
	};
}
