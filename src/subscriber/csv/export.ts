import type { Db, SubscriberRow } from "../../db/schema.ts";
import type { AudienceTerm } from "../../db/subscriber/audience.ts";
import {
	newestConsents,
	type ProvenConsent,
	savedSlugs,
	subscribersWhere,
} from "../../db/subscriber/subscriber-export.ts";
import { CSV_FIELDS, type CsvField } from "./columns.ts";
import { writeList } from "./values.ts";
import { writeCsv } from "./write.ts";

/** Other services' ways to say what an export says by `name` and `state`. */
const ONLY_READ = ["first_name", "last_name", "disabled"] as const;

/** What an export has of each, and an import takes again. */
const EXPORTED = CSV_FIELDS.filter(
	(field): field is ExportedField =>
		!(ONLY_READ as readonly CsvField[]).includes(field),
);
type ExportedField = Exclude<CsvField, (typeof ONLY_READ)[number]>;

const PAGE = 1_000;

/**
 * Those whom a filter means as CSV, piece by piece: a header, then some
 * thousand rows at a time. Whoever was erased is not among them.
 */
export async function* exportSubscribers(
	db: Db,
	terms: readonly AudienceTerm[],
): AsyncGenerator<string> {
	yield writeCsv([EXPORTED]);
	for (let after = 0; ; ) {
		const rows = await subscribersWhere(db, terms, { after, limit: PAGE });
		const last = rows.at(-1);
		if (!last) return;
		after = last.id;
		const ids = rows.map((row) => row.id);
		const consents = await newestConsents(db, ids);
		const saved = await savedSlugs(db, ids);
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
		categories: writeList(
			row.categories === null ? [] : (JSON.parse(row.categories) as string[]),
		),
		time_zone: row.time_zone,
		paused_until: row.paused_until,
		bookmarks: writeList(saved),
		consent: consent ? proof(consent) : null,
		consent_at: consent?.confirmed_at ?? null,
		consent_ip: consent?.ip ?? null,
	};
}

/** An imported one in its own words, so that it comes back as it was. */
function proof({ source, form_url, text }: ProvenConsent): string {
	const words = text ?? "their words are not known";
	if (source === "import") return words;
	return `${source}${form_url ? ` ${form_url}` : ""}: ${words}`;
}
