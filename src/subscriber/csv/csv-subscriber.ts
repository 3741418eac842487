import type { Reviewer } from "../../db/catalog-tables.ts";
import type { SuppressionReason } from "../../db/sign-up-tables.ts";
import type {
	Format,
	SubscriberRow,
	SubscriberState,
} from "../../db/subscriber-tables.ts";
import { Failure } from "../../errors.ts";
import type { Instant } from "../../time/clock.ts";
import { parseAddress } from "../address.ts";
import { readCategories } from "./own-categories.ts";
import {
	type RowReader,
	readConsent,
	readIp,
	readName,
	readPast,
	readRow,
	warned,
} from "./row-cells.ts";
import type { CellWarning, RowContext } from "./row-context.ts";
import type { CsvRow } from "./rows.ts";
import { readRowState } from "./state/row-state.ts";
import {
	readFormat,
	readInstant,
	readLanguage,
	readLens,
	readList,
	readZone,
} from "./values.ts";

/** As the database keeps them. An import changes no pause of who is here. */
export type GivenChoices = Partial<
	Pick<
		SubscriberRow,
		| "name"
		| "lens"
		| "format"
		| "language"
		| "categories"
		| "time_zone"
		| "paused_until"
	>
>;

/** One subscriber, as a row describes them. */
export interface CsvSubscriber {
	line: number;
	email: string;
	key: string;
	name: string | null;
	state: SubscriberState;
	suppressed: SuppressionReason | null;
	since: Instant | null;
	left: Instant | null;
	lens: Reviewer | null;
	format: Format;
	/** Null: the publication's first. */
	language: string | null;
	/** JSON, as in the database; null: all categories. */
	categories: string | null;
	timeZone: string | null;
	pausedUntil: Instant | null;
	/** Slugs. */
	bookmarks: string[];
	/** How they agreed; null: the row does not say. */
	consent: string | null;
	consentAt: Instant | null;
	consentIp: string | null;
	/** When they asked for mail, where the row has it beside the time they confirmed. */
	optinAt: Instant | null;
	/** The name and the choices of the row whose cells are filled, for who is here already. */
	given: GivenChoices;
	/** What could not be used of the row. */
	warnings: CellWarning[];
}

/** A row that is not imported, and why. */
export interface Refusal {
	line: number;
	/** As in the file. */
	address: string;
	code: string;
	reason: string;
}

/** Pure: reads one row, or says why it can't be imported. */
export function readCsvSubscriber(
	row: CsvRow,
	context: RowContext,
): CsvSubscriber | Refusal {
	const reader = readRow(row, context.plan.fields);
	try {
		return readCells(row, reader, context);
	} catch (error) {
		if (!(error instanceof Failure)) throw error;
		return {
			line: row.line,
			address: reader.cell("email"),
			code: error.code,
			reason: error.message,
		};
	}
}

export function isRefusal(one: CsvSubscriber | Refusal): one is Refusal {
	return "reason" in one;
}

export function isCsvSubscriber(
	one: CsvSubscriber | Refusal,
): one is CsvSubscriber {
	return !isRefusal(one);
}

function readCells(
	row: CsvRow,
	reader: RowReader,
	context: RowContext,
): CsvSubscriber {
	if (row.broken !== null) throw brokenRow(row, row.broken);
	const { cell } = reader;
	const address = cell("email");
	if (address === "")
		throw new Failure("no-address", "The row has no address.");
	const { email, key } = parseAddress(address);
	const warnings: CellWarning[] = [];
	const optinAt = readPast(reader, "optin_at", context.now, warnings);
	const consentAt = readPast(reader, "consent_at", context.now, warnings);
	const own = readConsent(cell("consent"));
	const state = readRowState(row, context, own.meaning);
	const name = readName(reader);
	const lens = readLens(cell("lens"));
	const format = readFormat(cell("format"));
	const language = warned(warnings, () => readLanguage(cell("language")));
	const categories = readCategories(cell("categories"), context, warnings);
	const timeZone = warned(warnings, () => readZone(cell("time_zone")));
	return {
		line: row.line,
		email,
		key,
		name,
		...state,
		since:
			readPast(reader, "since", context.now, warnings) ?? optinAt ?? consentAt,
		lens,
		format,
		language,
		categories,
		timeZone,
		// A pause that is not understood would mail somebody who does not want it now.
		pausedUntil: readInstant(cell("paused_until"), "paused_until"),
		bookmarks: readList(cell("bookmarks")),
		consent: own.words ?? context.consent ?? proofOf(optinAt, context),
		consentAt,
		consentIp: readIp(cell("consent_ip"), warnings),
		optinAt,
		given: {
			...(name === null ? {} : { name }),
			...(cell("lens") === "" ? {} : { lens }),
			...(cell("format") === "" ? {} : { format }),
			...(language === null ? {} : { language }),
			...(categories === null ? {} : { categories }),
			...(timeZone === null ? {} : { time_zone: timeZone }),
		},
		warnings,
	};
}

/** Mailchimp has a time of confirmation also for whom somebody else imported there, but no time of opting in. */
function proofOf(optinAt: Instant | null, { plan }: RowContext): string | null {
	const title = plan.header[plan.fields.optin_at ?? -1];
	return optinAt === null || title === undefined
		? null
		: `opted in at the time that the imported file gives as “${title.trim()}”`;
}

function brokenRow(
	{ line, lastLine, cells }: CsvRow,
	by: "quotes" | "bytes",
): Failure {
	if (by === "bytes")
		return new Failure(
			"bad-encoding",
			"The row contains bytes that are not valid in the encoding of the file. Save the file as UTF-8, or name its encoding with --encoding.",
		);
	// A quoted cell alone can have line breaks, and its quote opens at its beginning.
	const long = cells.findIndex((cell) => cell.includes("\n"));
	return new Failure(
		"bad-quotes",
		lastLine > line
			? `Lines ${line} to ${lastLine} can't be read: the quote that opens in line ${line} in cell ${long + 1} is not closed, or a quote after it is in the wrong place.`
			: "A quote in the row is not closed, or is in the wrong place.",
	);
}
