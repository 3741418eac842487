import type { Clock } from "../clock.ts";
import type { Config } from "../config.ts";
import { describeError } from "../errors.ts";
import type { Log } from "../log.ts";
import { escapeHtml } from "../render/html.ts";
import type { PostOffice } from "../subscriber/post.ts";

/**
 * Tells the editor by the log and, with EDITOR_ADDRESS, by mail. The relay may
 * be the very thing that fails, so a notice that can't be mailed is logged and
 * nothing else.
 */
export function createNotifier(
	config: Config,
	clock: Clock,
	log: Log,
	post: PostOffice["post"],
): (subject: string, text: string) => Promise<void> {
	return async (subject, text) => {
		log.error({ subject }, text);
		if (config.editorAddress === null) return;
		try {
			await post({
				to: config.editorAddress,
				subject: `${config.publication}: ${subject}`,
				text: `${text}\n`,
				html: `<p>${escapeHtml(text)}</p>`,
				date: clock.now(),
			});
		} catch (error) {
			log.error({ error: describeError(error) }, "the editor was not mailed");
		}
	};
}
