import type { DigestElement } from "../mjml-component.ts";
import { bookmarks } from "./bookmarks.ts";
import { calls } from "./calls.ts";
import { decision } from "./decision.ts";
import { duel } from "./duel.ts";
import { gist } from "./gist.ts";
import { scorecard } from "./scorecard.ts";
import { each, reader, section, text, unlisted } from "./structure.ts";
import { verdictCounts } from "./verdict-counts.ts";
import { vote } from "./vote.ts";
import { voted } from "./voted.ts";

/** All the elements that weekly.mjml may have next to MJML's own. */
export const DIGEST_ELEMENTS: readonly DigestElement[] = [
	text,
	section,
	each,
	unlisted,
	reader,
	verdictCounts,
	calls,
	duel,
	decision,
	scorecard,
	gist,
	vote,
	voted,
	bookmarks,
];

const names = DIGEST_ELEMENTS.map((element) => element.name);

/** Which element may be in which, for MJML's validator. */
export const NESTING: Record<string, string[]> = Object.fromEntries([
	["mj-body", names],
	...DIGEST_ELEMENTS.filter((element) => element.holds === "elements").map(
		(element) => [element.name, names],
	),
]);
