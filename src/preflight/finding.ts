import type {
	Finding,
	Level,
	ReportedFinding,
} from "../issue/preflight-report.ts";
import type { RenderedCopy } from "./rendered-copy.ts";

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

const ORDER: readonly Level[] = ["block", "warn", "hint"];

/** The findings of several copies, each once, the most severe first. */
export function mergeFindings(
	found: readonly { reader: string; findings: readonly Finding[] }[],
): ReportedFinding[] {
	return mergeReported(
		found.flatMap(({ reader, findings }) =>
			findings.map((finding) => ({ ...finding, readers: [reader] })),
		),
	);
}

/** The findings of several runs or copies, each once with all its readers, the most severe first. */
export function mergeReported(
	found: readonly ReportedFinding[],
): ReportedFinding[] {
	const merged = new Map<string, ReportedFinding>();
	for (const one of found) {
		const { code, place, what, size } = one;
		const key = JSON.stringify([code, place, size === undefined ? what : null]);
		const known = merged.get(key);
		const larger = known && (known.size ?? 0) >= (size ?? 0) ? known : one;
		const readers = new Set([...(known?.readers ?? []), ...one.readers]);
		merged.set(key, { ...larger, readers: [...readers] });
	}
	return [...merged.values()].sort(
		(a, b) => ORDER.indexOf(a.level) - ORDER.indexOf(b.level),
	);
}

/** Findings quote the message. They are kept, and the reader may be erased one day. */
export function withoutPerson(
	{ place, what, ...rest }: Finding,
	{ real, who, reader }: Pick<RenderedCopy, "real" | "who" | "reader">,
): Finding {
	const hide = (text: string) => {
		const named = text.replaceAll(who, "[address]");
		// A shorter name would be found within other words.
		return reader.name !== null && reader.name.length >= 3
			? named.replaceAll(reader.name, "[name]")
			: named;
	};
	return real
		? { ...rest, place: hide(place), what: hide(what) }
		: { ...rest, place, what };
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
