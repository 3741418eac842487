import type { Reader } from "../src/issue/content/reader.ts";
import { sampleReader } from "./samples.ts";

/** Missed the last issue, in which two of the tools flipped and more did that are only linked. */
export const awayReader: Reader = {
	...sampleReader,
	name: "Ada",
	away: {
		flips: sampleReader.bookmarks
			.slice(1, 3)
			.map(({ headline: _, ...tool }) => ({
				...tool,
				change:
					tool.panel.verdict === "ship"
						? "now ship, was skip"
						: "now skip, was ship",
				news: null,
			})),
		more: 3,
		issuesUrl: "https://digest.example.com/issues",
	},
};
