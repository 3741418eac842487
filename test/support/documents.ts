import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { REVIEWERS } from "../../src/catalog/panel.ts";

/** A comparison as `digest import` takes it; votes as in "+++-". */
export function document(
	left: [name: string, votes: string],
	right: [name: string, votes: string],
) {
	return {
		tools: [left, right].map(([name, votes]) => toolDocument(name, votes)),
	};
}

function toolDocument(name: string, votes: string) {
	return {
		name,
		tagline: `${name} in one line`,
		category: "Developer Tools",
		pricing: "Free, then $10 a month",
		entryPrice: "Free",
		bestFor: "People who try things",
		description: `${name} does one thing and does it well.`,
		reviews: REVIEWERS.map((reviewer, index) => ({
			reviewer,
			score: 70 + index,
			verdict: votes[index] === "+" ? "ship" : "skip",
			body: `The ${reviewer} has a view on ${name} and gives a reason for it.`,
		})),
	};
}

/** Writes documents as one JSON file and returns its path. */
export function writeDocuments(
	folder: string,
	name: string,
	documents: readonly unknown[],
): string {
	const path = join(folder, name);
	writeFileSync(path, JSON.stringify(documents));
	return path;
}
