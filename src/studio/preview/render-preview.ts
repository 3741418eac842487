import type { Context } from "../../context.ts";
import { openIssue } from "../../db/issue/issues.ts";
import { subscriberById } from "../../db/subscriber/subscribers.ts";
import type { IssueContent } from "../../issue/content/content.ts";
import { envelopeOf } from "../../issue/content/envelope.ts";
import type { Reader } from "../../issue/content/reader.ts";
import { messageIdOf } from "../../reader/message-for.ts";
import { previewReader } from "../../reader/preview-reader.ts";
import { readersOf } from "../../reader/reader.ts";

/** One reader's message, and its parts before they are encoded. */
export interface Rendering {
	subject: string;
	html: string;
	text: string;
	raw: Buffer;
}

/**
 * The reader to preview as.
 *
 * @param id of a subscriber; null: a sample reader without bookmarks
 * @returns null when there is no such subscriber
 */
export async function readerById(
	{ db, tokens, config }: Pick<Context, "db" | "tokens" | "config">,
	id: number | null,
): Promise<Reader | null> {
	if (id === null) return previewReader(config.publicUrl);
	const open = await openIssue(db);
	const subscriber = await subscriberById(db, id);
	if (!subscriber) return null;
	const readers = await readersOf({ db, tokens, config }, open?.id ?? 0, [
		subscriber,
	]);
	return readers.get(id) ?? null;
}

/** The message as this reader would get it now. @throws TemplateError */
export async function renderPreview(
	{
		clock,
		config,
		renderer,
		tokens,
	}: Pick<Context, "clock" | "config" | "renderer" | "tokens">,
	content: IssueContent,
	reader: Reader,
): Promise<Rendering> {
	const open = renderer.open(
		await renderer.compile(content),
		envelopeOf(config, content.number, clock.now()),
	);
	return {
		subject: open.subject(reader),
		html: open.html(reader),
		text: open.text(reader),
		raw: open.message(reader, messageIdOf({ config, tokens }, 0, 0)),
	};
}
