import {
	medianReader,
	outstandingReaders,
} from "../db/subscriber/reader-traits.ts";
import { subscriberById } from "../db/subscriber/subscribers.ts";
import type { Desk } from "../issue/context.ts";
import { messageIdOf } from "../reader/message-for.ts";
import { previewReader } from "../reader/preview-reader.ts";
import { readersOf } from "../reader/reader.ts";
import type { OpenIssue, Renderer } from "../render/renderer.ts";
import type { Tokens } from "../subscriber/token.ts";
import { chooseReaders } from "./choose-readers.ts";
import type { Specimen } from "./rendered-copy.ts";

/** What messages are made with. */
export interface Press {
	desk: Desk;
	renderer: Renderer;
	tokens: Tokens;
}

export interface ChosenCopy
	extends Pick<Specimen, "who" | "real" | "reader" | "raw"> {
	why: string;
}

/** The copies that stand for all: of readers chosen from the list or, where there is nobody, of made-up ones. */
export async function copiesOf(
	press: Press,
	open: OpenIssue,
	issueId: number,
): Promise<ChosenCopy[]> {
	const { db, config } = press.desk;
	const chosen = chooseReaders(
		await medianReader(db),
		await outstandingReaders(db),
	);
	if (chosen.length === 0) return sampleCopies(press, open);
	const copies: ChosenCopy[] = [];
	for (const { reader: traits, why } of chosen) {
		const subscriber = await subscriberById(db, traits.id);
		if (!subscriber) continue;
		const readers = await readersOf(
			{
				db,
				tokens: press.tokens,
				publicUrl: config.publicUrl,
				issueId,
			},
			[subscriber],
		);
		const reader = readers.get(traits.id);
		if (!reader) continue;
		copies.push({
			who: subscriber.email,
			why,
			real: true,
			reader,
			raw: open.message(reader, messageIdOf(press, issueId, subscriber.id)),
		});
	}
	return copies;
}

/** Nobody is subscribed yet: the message is looked at all the same. */
function sampleCopies(press: Press, open: OpenIssue): ChosenCopy[] {
	const base = previewReader(press.desk.config.publicUrl);
	const samples: [who: string, name: string | null][] = [
		["a newcomer (made up)", null],
		["a reader (made up)", "Ana"],
		["a strange name (made up)", 'فاطمة "Tim" <b>O’Neil</b> & 王小明 👩‍🚀'],
	];
	return samples.map(([who, name]) => {
		const reader = { ...base, name };
		return {
			who,
			why: "nobody is subscribed yet",
			real: false,
			reader,
			raw: open.message(reader, messageIdOf(press, 0, 0)),
		};
	});
}
