import type { Context } from "../../context.ts";
import { subscriberById } from "../../db/subscriber/subscribers.ts";
import type { CompiledIssue } from "../../issue/content/compiled-issue.ts";
import type { IssueContent } from "../../issue/content/content.ts";
import { type Envelope, envelopeOf } from "../../issue/content/envelope.ts";
import type { Reader } from "../../issue/content/reader.ts";
import type { LanguageTag } from "../../issue/words/language/tags.ts";
import { messageIdOf, readerFor } from "../../reader/message-for.ts";
import { previewReader } from "../../reader/preview-reader.ts";
import { readersOf } from "../../reader/reader.ts";

/** One reader's message, and its parts before they are encoded. */
export interface Rendering {
	subject: string;
	html: string;
	text: string;
	/** Unsigned. */
	raw: Buffer;
}

/** Whose message it is in the issue: a Message-ID is made from both ids. 0: a sample reader, or no row yet. */
export interface Whose {
	issueId: number;
	subscriberId: number;
}

/** An issue that can be opened for any reader. */
export interface Compiled {
	compiled: CompiledIssue;
	envelope: Envelope;
	/** Absent: it is not sealed. */
	isSealed?: boolean;
}

/**
 * The reader to preview as: what was merged into their copy, if that is still
 * stored, else what would be merged now, as `digest render` has it.
 *
 * @param id of a subscriber; null: a sample reader without bookmarks
 * @param issueId the issue that they read; 0: there is no row of it yet
 * @param language in place of their own; null: their own
 * @returns null when there is no such subscriber
 */
export async function readerById(
	{ db, tokens, config }: Pick<Context, "db" | "tokens" | "config">,
	id: number | null,
	issueId: number,
	language: LanguageTag | null = null,
): Promise<Reader | null> {
	const chosen = language && { language };
	if (id === null) return { ...previewReader(config.publicUrl), ...chosen };
	const subscriber = await subscriberById(db, id);
	if (!subscriber) return null;
	if (chosen === null)
		return readerFor({ db, tokens, config }, issueId, subscriber);
	const readers = await readersOf({ db, tokens, config }, issueId, [
		{ ...subscriber, ...chosen },
	]);
	return readers.get(id) ?? null;
}

/** An issue as it would be sealed now. @throws TemplateError */
export async function compiledNow(
	{ config, renderer }: Pick<Context, "config" | "renderer">,
	content: IssueContent,
): Promise<Compiled> {
	return {
		compiled: await renderer.compile(content),
		envelope: envelopeOf(config, content.number, content.windowEnd),
	};
}

/** One reader's message. */
export function renderFor(
	{ config, renderer, tokens }: Pick<Context, "config" | "renderer" | "tokens">,
	{ compiled, envelope, isSealed = false }: Compiled,
	reader: Reader,
	{ issueId, subscriberId }: Whose = { issueId: 0, subscriberId: 0 },
): Rendering {
	const open = renderer.open(compiled, envelope);
	const id = messageIdOf(
		{ config, tokens },
		issueId,
		subscriberId,
		isSealed ? envelope : undefined,
	);
	return {
		subject: open.subject(reader),
		html: open.html(reader),
		text: open.text(reader),
		raw: open.message(reader, id),
	};
}
