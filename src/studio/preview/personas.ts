import type { Context } from "../../context.ts";
import {
	activeReadersAfter,
	mostBookmarks,
	type ReaderRowTraits,
} from "../../db/subscriber/readers.ts";
import { characterCount } from "../../issue/words/phrases.ts";
import { turn } from "../../time/turn.ts";
import type { PersonaId } from "./persona-ids.ts";

/** Rows that are read at a time: the loop turns between. */
const PIECE = 2_000;
/** How many of those who may have the largest message are rendered. */
const RENDERED = 20;

const RIGHT_TO_LEFT =
	/[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u;

/** Which subscriber stands for which persona; who is not there has no such subscriber. */
export interface FoundPersonas {
	ids: ReadonlyMap<PersonaId, number>;
	/** Those of whom one has the largest message: it depends on the issue. */
	large: readonly number[];
}

/** Looks at each active subscriber once, a piece at a time. */
export async function findPersonas({
	db,
}: Pick<Context, "db">): Promise<FoundPersonas> {
	const ids = new Map<PersonaId, number>();
	const longest: { id: number; length: number }[] = [];
	for (let after = 0; ; ) {
		const piece = await activeReadersAfter(db, after, PIECE);
		for (const row of piece) {
			for (const persona of kindsOf(row))
				if (!ids.has(persona)) ids.set(persona, row.id);
			longest.push({ id: row.id, length: characterCount(row.name ?? "") });
		}
		longest.sort((a, b) => b.length - a.length || a.id - b.id);
		longest.length = Math.min(longest.length, RENDERED);
		const last = piece.at(-1);
		if (!last) break;
		after = last.id;
		await turn();
	}
	const [name] = longest;
	if (name && name.length > 0) ids.set("longest-name", name.id);
	const most = await mostBookmarks(db, RENDERED);
	if (most[0]) ids.set("most-bookmarks", most[0].id);
	return {
		ids,
		large: [
			...new Set([...most.map(({ id }) => id), ...longest.map(({ id }) => id)]),
		],
	};
}

function kindsOf({
	name,
	lens,
	format,
	language,
}: ReaderRowTraits): PersonaId[] {
	return [
		...(name !== null && RIGHT_TO_LEFT.test(name)
			? (["right-to-left"] as const)
			: []),
		...(format === "brief" ? (["in-brief"] as const) : []),
		// A lens shows in the whole digest.
		...(lens !== null && format === "full" ? ([`lens-${lens}`] as const) : []),
		...(language !== null ? [`language-${language}` as PersonaId] : []),
	];
}
