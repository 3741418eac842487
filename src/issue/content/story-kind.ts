/** What a comparison is about, the strongest kind first. */
export const STORY_KINDS = [
	/** A panel verdict changed since it was last mailed. */
	"flip",
	/** The readers are far on the other side of the panel. */
	"revolt",
	/** Two to two. */
	"split",
	/** An entry price changed since the last issue. */
	"price",
	/** 25 points or more are between the averages. */
	"gap",
	/** One reviewer disagrees with the other three. */
	"dissent",
	/** Nothing of these. */
	"agreed",
] as const;

export type StoryKind = (typeof STORY_KINDS)[number];
