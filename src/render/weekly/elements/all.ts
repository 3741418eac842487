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

/** The template's whole vocabulary beside MJML's own. */
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

const names = DIGEST_ELEMENTS.map((part) => part.name);

/** Which element may stand in which, as MJML's validator wants it. */
export const NESTING: Record<string, string[]> = Object.fromEntries([
	["mj-body", names],
	...DIGEST_ELEMENTS.filter((part) => part.holds === "parts").map((part) => [
		part.name,
		names,
	]),
]);
