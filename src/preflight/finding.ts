/** block: the issue must not go out so; warn: somebody should look; hint: good to know. */
export type Level = "block" | "warn" | "hint";

/** Something that a check found in a message, where, and how to mend it. */
export interface Finding {
	level: Level;
	/** For machines: `link-dead`, `price-differs`; rules of other checkers as `axe:…` and `html:…`. */
	code: string;
	/** Where in the message, for people: "HTML, under “A vs B”", "header List-Id". */
	place: string;
	/** What is wrong, in a sentence. */
	what: string;
	/** What to do about it, in a sentence. */
	mend: string;
}

/** A finding, its parts in order. */
export function finding(
	level: Level,
	code: string,
	place: string,
	what: string,
	mend: string,
): Finding {
	return { level, code, place, what, mend };
}

/** A finding and whose copies of the issue it is in. */
export interface ReportedFinding extends Finding {
	readers: string[];
}

const ORDER: readonly Level[] = ["block", "warn", "hint"];

/** What was found in several copies, each finding once, the gravest first. */
export function mergeFindings(
	found: readonly { reader: string; findings: readonly Finding[] }[],
): ReportedFinding[] {
	const merged = new Map<string, ReportedFinding>();
	for (const { reader, findings } of found)
		for (const finding of findings) {
			const key = JSON.stringify([finding.code, finding.place, finding.what]);
			const known = merged.get(key);
			if (!known) merged.set(key, { ...finding, readers: [reader] });
			else if (!known.readers.includes(reader)) known.readers.push(reader);
		}
	return [...merged.values()].sort(
		(a, b) => ORDER.indexOf(a.level) - ORDER.indexOf(b.level),
	);
}

/** Whether an issue with these findings must not be sealed. */
export function blocks(findings: readonly Pick<Finding, "level">[]): boolean {
	return findings.some(({ level }) => level === "block");
}

/** "“a”, “b” and 3 more" */
export function some(things: readonly string[], limit = 3): string {
	const shown = [...new Set(things)];
	const rest = shown.length - limit;
	const quoted = shown.slice(0, limit).map((thing) => `“${clip(thing)}”`);
	return rest > 0 ? `${quoted.join(", ")} and ${rest} more` : quoted.join(", ");
}

function clip(text: string): string {
	const characters = [...text];
	return characters.length > 80 ? `${characters.slice(0, 79).join("")}…` : text;
}
