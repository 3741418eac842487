import type { Part } from "../part.ts";
import { calls } from "./calls.ts";
import { decision } from "./decision.ts";
import { duel } from "./duel.ts";
import { scorecard } from "./scorecard.ts";
import { shelf } from "./shelf.ts";
import { each, reader, section, text, unlisted } from "./structure.ts";
import { verdicts } from "./verdicts.ts";
import { vote } from "./vote.ts";

/** The template's whole vocabulary beside MJML's own. */
export const PARTS: readonly Part[] = [
	text,
	section,
	each,
	unlisted,
	reader,
	calls,
	duel,
	decision,
	scorecard,
	verdicts,
	vote,
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
