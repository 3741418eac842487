import type { Part } from "../mjml-component.ts";
import { shelf } from "./bookmarks.ts";
import { calls } from "./calls.ts";
import { decision } from "./decision.ts";
import { duel } from "./duel.ts";
import { gist } from "./gist.ts";
import { scorecard } from "./scorecard.ts";
import { each, reader, section, text, unlisted } from "./structure.ts";
import { tally } from "./tally.ts";
import { vote } from "./vote.ts";
import { voted } from "./voted.ts";

/** The template's whole vocabulary beside MJML's own. */
export const PARTS: readonly Part[] = [
	text,
	section,
	each,
	unlisted,
	reader,
	tally,
	calls,
	duel,
	decision,
	scorecard,
	gist,
	vote,
	voted,
	shelf,
];

const names = PARTS.map((part) => part.name);

/** Which element may stand in which, as MJML's validator wants it. */
export const NESTING: Record<string, string[]> = Object.fromEntries([
	["mj-body", names],
	...PARTS.filter((part) => part.holds === "parts").map((part) => [
		part.name,
		names,
	]),
]);
