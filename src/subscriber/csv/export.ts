import type { Db } from "../../db/schema.ts";
import type { AudienceTerm } from "../../db/subscriber/audience.ts";
import { nextSubscribers } from "../../db/subscriber/id-range.ts";
import {
	audienceInRange,
	bookmarkedSlugs,
	newestConsents,
	type ProvenConsent,
} from "../../db/subscriber/subscriber-export.ts";
import type { SubscriberRow } from "../../db/subscriber-tables.ts";
import { CSV_FIELDS, type CsvField } from "./header/known-headers.ts";
import { writeList } from "./values.ts";
import { writeCsv } from "./write.ts";

/** Fields of other services, which an export writes as `name` and `state`. */
const IMPORT_ONLY = [
	"first_name",
	"last_name",
	"disabled",
	"bounced",
	"complained",
	"optin_at",
] as const;

/** The columns of an export. An import accepts all of them. */
const EXPORTED = CSV_FIELDS.filter(
	(field): field is ExportedField =>
		!(IMPORT_ONLY as readonly CsvField[]).includes(field),
);
type ExportedField = Exclude<CsvField, (typeof IMPORT_ONLY)[number]>;

/** Subscribers that one query looks at: a rare filter would read everybody at one go. */
const LOOKED_AT = 1_000;

interface ExportPieces {
	/** Subscribers that one piece looks at; a thousand by default. */
	rows?: number;
	/** Called before each piece of rows, with how many it has. */
	onRows?: (count: number) => void;
}

/**
 * The subscribers that match a filter as CSV, piece by piece: the header, then some
 * rows at a time, or none where nobody in a piece matches. Erased subscribers are
 * left out.
 */
export async function* exportSubscribers(
	db: Db,
	terms: readonly AudienceTerm[],
	{ rows: width = LOOKED_AT, onRows }: ExportPieces = {},
): AsyncGenerator<string> {
	yield writeCsv([EXPORTED]);
	for (let after = 0; ; ) {
		const range = await nextSubscribers(db, after, width);
		if (range === null) return;
		after = range.to;
		const rows = await audienceInRange(db, terms, range);
		if (rows.length === 0) {
			yield "";
			continue;
		}
		const ids = rows.map((row) => row.id);
		const consents = await newestConsents(db, ids);
		const saved = await bookmarkedSlugs(db, ids);
		onRows?.(rows.length);
		yield writeCsv(
			rows.map((row) => {
				const cells = cellsOf(row, consents.get(row.id), saved.get(row.id));
				return EXPORTED.map((field) => cells[field] ?? "");
			}),
		);
	}
}

function cellsOf(
	row: SubscriberRow,
	consent: ProvenConsent | undefined,
	saved: readonly string[] = [],
): Record<ExportedField, string | null> {
	return {
		email: row.email,
		name: row.name,
		state: row.state,
		since: row.created_at,
		left: row.unsubscribed_at,
		suppressed: row.suppressed,
		format: row.format,
		lens: row.lens,
		language: row.language,
		categories: writeList(
			row.categories === null ? [] : (JSON.parse(row.categories) as string[]),
		),
		time_zone: row.time_zone,
		paused_until: row.paused_until,
		bookmarks: writeList(saved),
		consent: consent ? consentCell(consent) : null,
		consent_at: consent?.confirmed_at ?? null,
		consent_ip: consent?.ip ?? null,
	};
}

/** An imported consent is exported word for word, so that an import restores it. */
function consentCell({ source, form_url, text }: ProvenConsent): string {
	const words = text ?? "their words are not known";
	if (source === "import") return words;
	return `${source}${form_url ? ` ${form_url}` : ""}: ${words}`;
}
