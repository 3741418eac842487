import type { Context } from "../../context.ts";
import { subscriberById } from "../../db/subscriber/subscribers.ts";
import type { CompiledIssue } from "../../issue/content/compiled-issue.ts";
import type { IssueContent } from "../../issue/content/content.ts";
import { type Envelope, envelopeOf } from "../../issue/content/envelope.ts";
import type { Reader } from "../../issue/content/reader.ts";
import type { LanguageTag } from "../../issue/words/language/tags.ts";
import { messageIdOf } from "../../reader/message-for.ts";
import { previewReader, returningReader } from "../../reader/preview-reader.ts";
import { readersOf } from "../../reader/reader.ts";
import type { PreviewQuery } from "./preview-query.ts";

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
 * @param id of a subscriber; null: a sample reader without bookmarks; "returning": one who was away
 * @param content the issue that they read
 * @param language in place of their own; null: their own
 * @param issueId the issue that they read; 0: there is no row of it yet
 * @returns null when there is no such subscriber
 */
export async function readerById(
	{ db, tokens, config }: Pick<Context, "db" | "tokens" | "config">,
	id: PreviewQuery["reader"],
	issueId: number,
	content: IssueContent,
	language: LanguageTag | null = null,
): Promise<Reader | null> {
	const chosen = language && { language };
	if (id === null) return { ...previewReader(config.publicUrl), ...chosen };
	if (id === "returning")
		return { ...returningReader(config.publicUrl, content), ...chosen };
	const subscriber = await subscriberById(db, id);
	if (!subscriber) return null;
	const readers = await readersOf({ db, tokens, config }, issueId, [
		{ ...subscriber, ...chosen },
	]);
	return readers.get(id) ?? null;
}

/** The message as this reader would get it now. @throws TemplateError */
export async function renderPreview(
	context: Pick<Context, "clock" | "config" | "renderer" | "tokens">,
	content: IssueContent,
	reader: Reader,
): Promise<Rendering> {
	const { clock, config, renderer } = context;
	return renderSealed(
		context,
		{
			compiled: await renderer.compile(content),
			envelope: envelopeOf(config, content.number, clock.now()),
		},
		reader,
	);
}

/** The message as this reader gets it of a sealed issue, with the bookmarks and votes that they have now. */
export function renderSealed(
	{ config, renderer, tokens }: Pick<Context, "config" | "renderer" | "tokens">,
	{ compiled, envelope }: { compiled: CompiledIssue; envelope: Envelope },
	reader: Reader,
): Rendering {
	const open = renderer.open(compiled, envelope);
	return {
		subject: open.subject(reader),
		html: open.html(reader),
		text: open.text(reader),
		raw: open.message(reader, messageIdOf({ config, tokens }, 0, 0)),
	};
}
