import type { Context } from "../context.ts";
import type { AudienceTerm } from "../db/subscriber/audience.ts";
import { medianReader, unusualReaders } from "../db/subscriber/readers.ts";
import { subscriberById } from "../db/subscriber/subscribers.ts";
import type { OpenIssue } from "../issue/renderer.ts";
import {
	LANGUAGE_NAMES,
	type LanguageTag,
} from "../issue/words/language/tags.ts";
import { messageIdOf } from "../reader/message-for.ts";
import { previewReader } from "../reader/preview-reader.ts";
import { readersOf } from "../reader/reader.ts";
import { chooseReaders } from "./choose-readers.ts";
import type { RenderedCopy } from "./rendered-copy.ts";

export interface ChosenCopy
	extends Pick<RenderedCopy, "who" | "real" | "reader" | "raw"> {
	/** Null for a sample reader. */
	subscriberId: number | null;
	/** Why this reader was chosen. */
	why: string;
}

/**
 * The copies to check in place of all: those of readers chosen from the audience
 * or, when nobody is in it, of sample readers.
 */
export async function chooseCopies(
	context: Context,
	open: OpenIssue,
	issueId: number,
	audience: readonly AudienceTerm[],
): Promise<ChosenCopy[]> {
	const { db } = context;
	const chosen = chooseReaders(
		await medianReader(db, audience),
		await unusualReaders(db, audience),
	);
	if (chosen.length === 0) return sampleCopies(context, open);
	const copies: ChosenCopy[] = [];
	for (const { reader: traits, why } of chosen) {
		const subscriber = await subscriberById(db, traits.id);
		if (!subscriber) continue;
		const readers = await readersOf(context, issueId, [subscriber]);
		const reader = readers.get(traits.id);
		if (!reader) continue;
		copies.push({
			who: subscriber.email,
			subscriberId: subscriber.id,
			why,
			real: true,
			reader,
			raw: open.message(reader, messageIdOf(context, issueId, subscriber.id)),
		});
	}
	return copies;
}

function sampleCopies(context: Context, open: OpenIssue): ChosenCopy[] {
	const base = previewReader(context.config.publicUrl);
	const [, ...others] = context.config.languages;
	const samples: [who: string, name: string | null, language?: LanguageTag][] =
		[
			["a new reader (sample)", null],
			["a reader (sample)", "Ana"],
			["an unusual name (sample)", 'فاطمة "Tim" <b>O’Neil</b> & 王小明 👩‍🚀'],
			...others.map((tag): [string, string, LanguageTag] => [
				`a reader in ${LANGUAGE_NAMES[tag]} (sample)`,
				"Ana",
				tag,
			]),
		];
	return samples.map(([who, name, language]) => {
		const reader = { ...base, name, ...(language && { language }) };
		return {
			who,
			subscriberId: null,
			why: "nobody is subscribed yet",
			real: false,
			reader,
			raw: open.message(reader, messageIdOf(context, 0, 0)),
		};
	});
}
