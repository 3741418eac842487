import type { Instant } from "../../clock.ts";
import type { Reviewer } from "../../db/catalog-tables.ts";
import type { SuppressionReason } from "../../db/sign-up-tables.ts";
import type { Format, SubscriberState } from "../../db/subscriber-tables.ts";
import { Failure } from "../../errors.ts";
import { DAY } from "../../time-span.ts";
import { parseAddress } from "../address.ts";
import { checkName } from "../sign-up/add-subscriber.ts";
import type { CsvColumns, CsvField } from "./columns.ts";
import { unescapeFormula } from "./formula-injection.ts";
import type { CsvRow } from "./rows.ts";
import {
	readFlag,
	readFormat,
	readInstant,
	readLens,
	readList,
	readReason,
	readState,
	readZone,
} from "./values.ts";

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
}

/** A row that is not imported, and why. */
export interface Refusal {
	line: number;
	/** As in the file. */
	address: string;
	code: string;
	reason: string;
}

/** Pure: reads one row, or says why it can't be imported. @param state of a row that does not say */
export function readCsvSubscriber(
	row: CsvRow,
	columns: CsvColumns,
	state: SubscriberState,
	now: Instant,
): CsvSubscriber | Refusal {
	try {
		return readCells(row, columns, state, now);
	} catch (error) {
		if (!(error instanceof Failure)) throw error;
		return {
			line: row.line,
			address: cell(row, columns, "email"),
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
	columns: CsvColumns,
	fallback: SubscriberState,
	now: Instant,
): CsvSubscriber {
	if (row.broken !== null) throw brokenRow(row, row.broken);
	const address = cell(row, columns, "email");
	if (address === "")
		throw new Failure("no-address", "The row has no address.");
	const { email, key } = parseAddress(address);
	const stated = readState(cell(row, columns, "state"), fallback);
	const disabled = cell(row, columns, "disabled");
	const suppressed = readReason(cell(row, columns, "suppressed"));
	return {
		line: row.line,
		email,
		key,
		name: readName(row, columns),
		state:
			disabled !== "" && readFlag(disabled) ? "unsubscribed" : stated.state,
		suppressed: suppressed ?? stated.suppressed,
		since: readPast(row, columns, "since", now),
		left: readPast(row, columns, "left", now),
		lens: readLens(cell(row, columns, "lens")),
		format: readFormat(cell(row, columns, "format")),
		categories: listOrNull(readList(cell(row, columns, "categories"))),
		timeZone: readZone(cell(row, columns, "time_zone")),
		pausedUntil: readInstant(
			cell(row, columns, "paused_until"),
			"paused_until",
		),
		bookmarks: readList(cell(row, columns, "bookmarks")),
		consent: checkConsent(oneLine(cell(row, columns, "consent"))),
		consentAt: readPast(row, columns, "consent_at", now),
		consentIp: cell(row, columns, "consent_ip").slice(0, 60) || null,
	};
}

/** The text of a cell, trimmed and without the apostrophe that an export added. */
function cell(row: CsvRow, columns: CsvColumns, field: CsvField): string {
	const index = columns[field];
	return index === undefined
		? ""
		: unescapeFormula((row.cells[index] ?? "").trim());
}

function brokenRow(
	{ line, lastLine }: CsvRow,
	by: "quotes" | "bytes",
): Failure {
	if (by === "bytes")
		return new Failure(
			"bad-encoding",
			"The row contains bytes that are not valid in the encoding of the file. Save the file as UTF-8, or name its encoding with --encoding.",
		);
	return new Failure(
		"bad-quotes",
		lastLine > line
			? `Lines ${line} to ${lastLine} can't be read: a quote in them is not closed, or is in the wrong place.`
			: "A quote in the row is not closed, or is in the wrong place.",
	);
}

function readName(row: CsvRow, columns: CsvColumns): string | null {
	const whole = oneLine(cell(row, columns, "name"));
	if (whole !== "") return checkName(whole);
	const first = oneLine(cell(row, columns, "first_name"));
	return checkName(`${first} ${oneLine(cell(row, columns, "last_name"))}`);
}

/** A spreadsheet's cell may contain line breaks. A name may not. */
function oneLine(text: string): string {
	return /[\n\t]/.test(text) ? text.replace(/ *[\n\t]+ */g, " ").trim() : text;
}

function listOrNull(list: string[]): string | null {
	return list.length > 0 ? JSON.stringify(list) : null;
}

function readPast(
	row: CsvRow,
	columns: CsvColumns,
	field: CsvField,
	now: Instant,
): Instant | null {
	const at = readInstant(cell(row, columns, field), field);
	// A clock or a time zone may be off by a day.
	if (at !== null && Date.parse(at) > Date.parse(now) + DAY)
		throw new Failure(
			"bad-date",
			`The ${field} of the row is in the future: ${at}.`,
		);
	return at;
}

/** The words of a consent; null when there are none. @throws Failure `bad-consent` */
export function checkConsent(text: string): string | null {
	if ([...text].length > 1_000)
		throw new Failure(
			"bad-consent",
			"The consent is longer than 1,000 characters.",
		);
	return text || null;
}
