/** block: the issue must not be sent like this; warn: somebody should look; hint: good to know. */
export type Level = "block" | "warn" | "hint";

/** Something that a check found in a message, where it is, and how to fix it. */
export interface Finding {
	level: Level;
	/** For programs: `link-dead`, `price-differs`; `axe:…` and `html:…` for rules of axe and html-validate. */
	code: string;
	/** Where in the message, for people: "HTML, under “A vs B”", "header List-Id". */
	place: string;
	/** What is wrong, in a sentence. */
	what: string;
	/** What to do about it, in a sentence. */
	fix: string;
}

/** A finding, its parts in order. */
export function finding(
	level: Level,
	code: string,
	place: string,
	what: string,
	fix: string,
): Finding {
	return { level, code, place, what, fix };
}

/** A finding, and the readers whose copies have it. */
export interface ReportedFinding extends Finding {
	readers: string[];
}

const ORDER: readonly Level[] = ["block", "warn", "hint"];

/** The findings of several copies, each once, the most severe first. */
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
export function quoteList(items: readonly string[], limit = 3): string {
	const unique = [...new Set(items)];
	const rest = unique.length - limit;
	const quoted = unique.slice(0, limit).map((item) => `“${shorten(item)}”`);
	return rest > 0 ? `${quoted.join(", ")} and ${rest} more` : quoted.join(", ");
}

function shorten(text: string): string {
	const characters = [...text];
	return characters.length > 80 ? `${characters.slice(0, 79).join("")}…` : text;
}
