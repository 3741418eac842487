import type { Instant } from "../../clock.ts";
import type {
	Format,
	Reviewer,
	SubscriberState,
	SuppressionReason,
} from "../../db/schema.ts";
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

/** What a row says of one person. */
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
	/** JSON, as the row in the database keeps it. */
	categories: string | null;
	timeZone: string | null;
	pausedUntil: Instant | null;
	/** Slugs. */
	bookmarks: string[];
	/** Null: the row tells nothing of it. */
	consent: string | null;
	consentAt: Instant | null;
	consentIp: string | null;
}

/** A row that is not taken in, and why. */
export interface Refusal {
	line: number;
	/** As it stands in the file. */
	address: string;
	code: string;
	reason: string;
}

/** Milliseconds. Nobody agreed in the future; a clock or a time zone may be a day off. */

/** Pure: reads one row, or says what is wrong with it. */
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
		throw new Failure("no-address", "There is no address in it.");
	const { email, key } = parseAddress(address);
	const told = readState(cell(row, columns, "state"), fallback);
	const disabled = cell(row, columns, "disabled");
	const suppressed = readReason(cell(row, columns, "suppressed"));
	return {
		line: row.line,
		email,
		key,
		name: readName(row, columns),
		state: disabled !== "" && readFlag(disabled) ? "unsubscribed" : told.state,
		suppressed: suppressed ?? told.suppressed,
		since: past(row, columns, "since", now),
		left: past(row, columns, "left", now),
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
		consentAt: past(row, columns, "consent_at", now),
		consentIp: cell(row, columns, "consent_ip").slice(0, 60) || null,
	};
}

/** Trimmed, and without the apostrophe that an export put there. */
function cell(row: CsvRow, columns: CsvColumns, field: CsvField): string {
	const place = columns[field];
	return place === undefined
		? ""
		: unescapeFormula((row.cells[place] ?? "").trim());
}

function brokenRow(
	{ line, lastLine }: CsvRow,
	by: "quotes" | "bytes",
): Failure {
	if (by === "bytes")
		return new Failure(
			"bad-encoding",
			"It holds bytes that are no text in this file's encoding. Save it as UTF-8, or say which it is with --encoding.",
		);
	return new Failure(
		"bad-quotes",
		lastLine > line
			? `Lines ${line} to ${lastLine} can't be told apart: a quote in them is not closed, or stands where none may.`
			: "A quote in it is not closed, or stands where none may.",
	);
}

function readName(row: CsvRow, columns: CsvColumns): string | null {
	const whole = oneLine(cell(row, columns, "name"));
	if (whole !== "") return checkName(whole);
	const first = oneLine(cell(row, columns, "first_name"));
	return checkName(`${first} ${oneLine(cell(row, columns, "last_name"))}`);
}

/** Line breaks that a spreadsheet's cell has and a name has not. */
function oneLine(text: string): string {
	return /[\n\t]/.test(text) ? text.replace(/ *[\n\t]+ */g, " ").trim() : text;
}

function listOrNull(list: string[]): string | null {
	return list.length > 0 ? JSON.stringify(list) : null;
}

function past(
	row: CsvRow,
	columns: CsvColumns,
	field: CsvField,
	now: Instant,
): Instant | null {
	const at = readInstant(cell(row, columns, field), field);
	if (at !== null && Date.parse(at) > Date.parse(now) + DAY)
		throw new Failure("bad-date", `Its ${field} lies in the future: ${at}.`);
	return at;
}

/** @throws Failure `bad-consent` */
export function checkConsent(text: string): string | null {
	if ([...text].length > 1_000)
		throw new Failure(
			"bad-consent",
			"What it says of the consent is longer than 1,000 characters.",
		);
	return text || null;
}
