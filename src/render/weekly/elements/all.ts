import type { DigestElement } from "../mjml-component.ts";
import { bookmarksElement } from "./bookmarks.ts";
import { callsElement } from "./calls.ts";
import { decisionElement } from "./decision.ts";
import { duelElement } from "./duel.ts";
import { gistElement } from "./gist.ts";
import { noteElement } from "./note.ts";
import { othersElement } from "./others.ts";
import { awayElement, bookmarkNewsElement } from "./own-news.ts";
import { partsElement } from "./parts.ts";
import { scorecardElement } from "./scorecard.ts";
import {
	eachElement,
	readerElement,
	sectionElement,
	textElement,
	unlistedElement,
} from "./structure.ts";
import { verdictCountsElement } from "./verdict-counts.ts";
import { voteElement } from "./vote.ts";
import { votedElement } from "./voted.ts";

/** All the elements that weekly.mjml may have next to MJML's own. */
export const DIGEST_ELEMENTS: readonly DigestElement[] = [
	textElement,
	sectionElement,
	eachElement,
	unlistedElement,
	readerElement,
	verdictCountsElement,
	partsElement,
	callsElement,
	duelElement,
	decisionElement,
	scorecardElement,
	othersElement,
	gistElement,
	voteElement,
	votedElement,
	bookmarksElement,
	bookmarkNewsElement,
	awayElement,
	noteElement,
];

const names = DIGEST_ELEMENTS.map((element) => element.name);

/** Which element may be in which, for MJML's validator. */
export const NESTING: Record<string, string[]> = Object.fromEntries([
	["mj-body", names],
	...DIGEST_ELEMENTS.filter((element) => element.holds === "elements").map(
		(element) => [element.name, names],
	),
]);
