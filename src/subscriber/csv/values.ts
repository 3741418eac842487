import type { Instant } from "../../clock.ts";
import type { Reviewer } from "../../db/catalog-tables.ts";
import type { SuppressionReason } from "../../db/sign-up-tables.ts";
import type { Format, SubscriberState } from "../../db/subscriber-tables.ts";
import { Failure } from "../../errors.ts";
import { isTimeZone } from "../../time-zone.ts";

/* One pure function for each kind of cell. It throws a Failure for text that it does not know. */

interface CsvState {
	state: SubscriberState;
	suppressed: SuppressionReason | null;
}

const ACTIVE: CsvState = { state: "active", suppressed: null };
const UNSUBSCRIBED: CsvState = { state: "unsubscribed", suppressed: null };
const PENDING: CsvState = { state: "pending", suppressed: null };
const BOUNCED: CsvState = { state: "unsubscribed", suppressed: "bounce" };
const COMPLAINED: CsvState = {
	state: "unsubscribed",
	suppressed: "complaint",
};

/** The words of other services for a state. */
const STATES = new Map<string, CsvState>([
	...words(
		ACTIVE,
		"active subscribed enabled regular premium gifted trialed comped free paid confirmed true yes 1",
	),
	...words(
		UNSUBSCRIBED,
		"unsubscribed removed disabled inactive cancelled canceled left false no 0",
	),
	...words(PENDING, "pending unconfirmed unactivated nonsubscribed"),
	...words(BOUNCED, "cleaned bounced undeliverable"),
	...words(COMPLAINED, "complained complaint spammy spam blocklisted blocked"),
]);

function words(state: CsvState, list: string): [string, CsvState][] {
	return list.split(" ").map((word) => [word, state]);
}

export function readState(text: string, fallback: SubscriberState): CsvState {
	if (text === "") return { state: fallback, suppressed: null };
	const known = STATES.get(text.toLowerCase());
	if (known) return known;
	throw new Failure(
		"bad-state",
		`“${shortened(text)}” is not a known state, such as active, unsubscribed or cleaned.`,
	);
}

const REASONS: readonly SuppressionReason[] = [
	"never",
	"erased",
	"bounce",
	"complaint",
	"operator",
];

export function readReason(text: string): SuppressionReason | null {
	if (text === "") return null;
	const reason = REASONS.find((one) => one === text.toLowerCase());
	if (reason) return reason;
	throw new Failure(
		"bad-suppression",
		`“${shortened(text)}” is not a known reason for a suppression. There are: ${REASONS.join(", ")}.`,
	);
}

export function readFlag(text: string): boolean {
	if (/^(true|yes|1)$/i.test(text)) return true;
	if (/^(false|no|0)$/i.test(text)) return false;
	throw new Failure(
		"bad-flag",
		`“${shortened(text)}” is neither true nor false.`,
	);
}

export function readFormat(text: string): Format {
	const format = text.toLowerCase();
	if (format === "") return "full";
	if (format === "full" || format === "brief") return format;
	throw new Failure(
		"bad-format",
		`“${shortened(text)}” is not a format. There are: full, brief.`,
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
		`“${shortened(text)}” is not a reviewer. There are: ${LENSES.join(", ")}, and panel for all of them.`,
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
				`“${shortened(text)}” begins like a JSON list but is not valid JSON.`,
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
		`“${shortened(text)}” is not a time zone, such as Europe/Berlin.`,
	);
}

const INSTANT =
	/^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?\s*(Z|UTC|[+-]\d\d:?\d\d)?)?$/i;

/** ISO 8601, also with a space for the T. Without a zone it is UTC. 3/4/2026 is refused, because it is ambiguous. @param field for the error */
export function readInstant(text: string, field: string): Instant | null {
	if (text === "") return null;
	const match = INSTANT.exec(text);
	if (match) {
		const [, year, month, day, hour = "00", minute = "00", second = "00"] =
			match;
		const zone = (match[8] ?? "Z").toUpperCase().replace("UTC", "Z");
		const at = new Date(
			`${year}-${month}-${day}T${hour}:${minute}:${second}${(match[7] ?? "").slice(0, 4)}${zone.replace(/^([+-]\d\d)(\d\d)$/, "$1:$2")}`,
		);
		if (!Number.isNaN(at.getTime())) return at.toISOString();
	}
	throw new Failure(
		"bad-date",
		`“${shortened(text)}” in ${field} is not a date, such as 2026-10-03 or 2026-10-03 14:00. To ignore the column: --columns ${field}=`,
	);
}

function shortened(text: string): string {
	return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
