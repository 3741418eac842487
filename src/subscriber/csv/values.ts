import type { Reviewer } from "../../db/catalog-tables.ts";
import type { Format } from "../../db/subscriber-tables.ts";
import { Failure } from "../../errors.ts";
import {
	LANGUAGE_TAGS,
	type LanguageTag,
	languageTag,
} from "../../issue/words/language/tags.ts";
import { visible } from "../../text/visible-text.ts";
import { type Instant, instantOf } from "../../time/clock.ts";
import { isTimeZone } from "../../time/time-zone.ts";

/* One pure function for each kind of cell. It throws a Failure for text that it does not know. */

export function readFormat(text: string): Format {
	const format = text.toLowerCase();
	if (format === "") return "full";
	if (format === "full" || format === "brief") return format;
	throw new Failure(
		"bad-format",
		`“${shortened(text)}” is not a format. There are: full, brief. To ignore the column: --columns format=`,
	);
}

const LENSES: readonly Reviewer[] = [
	"builder",
	"skeptic",
	"founder",
	"futurist",
];

/** Null: the whole panel. */
export function readLens(text: string): Reviewer | null {
	const name = text.toLowerCase();
	if (name === "" || name === "panel") return null;
	const lens = LENSES.find((one) => one === name);
	if (lens) return lens;
	throw new Failure(
		"bad-lens",
		`“${shortened(text)}” is not a reviewer. There are: ${LENSES.join(", ")}, and panel for all of them. To ignore the column: --columns lens=`,
	);
}

/** "de", "de-AT" and "de_AT" are German. Null: none is given. */
export function readLanguage(text: string): LanguageTag | null {
	if (text === "") return null;
	const language = languageTag(text.split(/[-_]/)[0]?.toLowerCase() ?? "");
	if (language) return language;
	throw new Failure(
		"bad-language",
		`“${shortened(text)}” is not a language of the digest. There are: ${LANGUAGE_TAGS.join(", ")}. To ignore the column: --columns language=`,
	);
}

/** A list separated by `;`. When an entry contains a `;`, the list is JSON. */
export function readList(text: string): string[] {
	if (text === "") return [];
	if (text.startsWith("["))
		try {
			const list: unknown = JSON.parse(text);
			if (Array.isArray(list) && list.every((one) => typeof one === "string"))
				return list;
		} catch {
			throw new Failure(
				"bad-list",
				`“${shortened(text)}” begins like a JSON list but is not valid JSON. To ignore the column: --columns FIELD= with its field, such as bookmarks=`,
			);
		}
	return text
		.split(";")
		.map((one) => one.trim())
		.filter((one) => one !== "");
}

/** The reverse of `readList`. */
export function writeList(list: readonly string[]): string {
	const plain = list.every(
		(one) => one !== "" && one === one.trim() && !/[;[\n]/.test(one),
	);
	return plain ? list.join("; ") : JSON.stringify(list);
}

const knownZones = new Map<string, boolean>();

export function readZone(text: string): string | null {
	if (text === "") return null;
	// Checking a zone takes a hundred times as long as the rest of a row.
	const known = knownZones.get(text) ?? isTimeZone(text);
	if (knownZones.size < 1_000) knownZones.set(text, known);
	if (known) return text;
	throw new Failure(
		"bad-zone",
		`“${shortened(text)}” is not a time zone, such as Europe/Berlin. To ignore the column: --columns time_zone=`,
	);
}

const INSTANT =
	/^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?\s*(Z|UTC|[+-]\d\d:?\d\d)?)?$/i;

/** ISO 8601, also with a space for the T. Without a zone it is UTC. 3/4/2026 is refused, because it is ambiguous. @param field for the error */
export function readInstant(text: string, field: string): Instant | null {
	// MySQL writes zeros for no time.
	if (text === "" || /^0000-00-00/.test(text)) return null;
	const at = parsedInstant(text);
	if (at !== null) return at;
	throw new Failure(
		"bad-date",
		`“${shortened(text)}” in ${field} is not a date, such as 2026-10-03 or 2026-10-03 14:00. To ignore the column: --columns ${field}=`,
	);
}

/** Null for what is no time. */
export function parsedInstant(text: string): Instant | null {
	const match = INSTANT.exec(text);
	if (!match) return null;
	const [, year, month, day, hour = "00", minute = "00", second = "00"] = match;
	const zone = (match[8] ?? "Z").toUpperCase().replace("UTC", "Z");
	return instantOf(
		`${year}-${month}-${day}T${hour}:${minute}:${second}${(match[7] ?? "").slice(0, 4)}${zone.replace(/^([+-]\d\d)(\d\d)$/, "$1:$2")}`,
	);
}

/** A value of the file, for a message: short, and safe for a terminal. */
export function shortened(text: string): string {
	return visible(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
