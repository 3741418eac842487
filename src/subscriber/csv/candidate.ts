import type { Instant } from "../../clock.ts";
import type {
	Format,
	Reviewer,
	SubscriberState,
	SuppressionReason,
} from "../../db/schema.ts";
import { Failure } from "../../errors.ts";
import { checkName } from "../add.ts";
import { parseAddress } from "../address.ts";
import { unguard } from "./cell.ts";
import type { Columns, Field } from "./columns.ts";
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
export interface Candidate {
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

/** Who can't have asked for anything in the future; a clock may be a day off. */
const DAY = 24 * 60 * 60_000;

/** Pure: reads one row, or says what is wrong with it. */
export function readCandidate(
	row: CsvRow,
	columns: Columns,
	state: SubscriberState,
	now: Instant,
): Candidate | Refusal {
	const cell = (field: Field): string => {
		const place = columns[field];
		return place === undefined ? "" : unguard((row.cells[place] ?? "").trim());
	};
	try {
		return readCells(row, cell, state, now);
	} catch (error) {
		if (!(error instanceof Failure)) throw error;
		return {
			line: row.line,
			address: cell("email"),
			code: error.code,
			reason: error.message,
		};
	}
}

export function isRefusal(one: Candidate | Refusal): one is Refusal {
	return "reason" in one;
}

export function isCandidate(one: Candidate | Refusal): one is Candidate {
	return !isRefusal(one);
}

function readCells(
	row: CsvRow,
	cell: (field: Field) => string,
	fallback: SubscriberState,
	now: Instant,
): Candidate {
	if (row.broken)
		throw new Failure(
			"bad-quotes",
			row.lastLine > row.line
				? `Lines ${row.line} to ${row.lastLine} can't be told apart: a quote in them is not closed, or stands where none may.`
				: "A quote in it is not closed, or stands where none may.",
		);
	const text = row.cells.join("");
	if (text.includes("\uFFFD"))
		throw new Failure(
			"bad-encoding",
			"It holds bytes that are no text in this file's encoding. Save it as UTF-8, or say which it is with --encoding.",
		);
	if (cell("email") === "")
		throw new Failure("no-address", "There is no address in it.");
	const { email, key } = parseAddress(cell("email"));
	const told = readState(cell("state"), fallback);
	const disabled = cell("disabled") !== "" && readFlag(cell("disabled"));
	return {
		line: row.line,
		email,
		key,
		name: readName(cell),
		state: disabled ? "unsubscribed" : told.state,
		suppressed: readReason(cell("suppressed")) ?? told.suppressed,
		since: past(cell("since"), "since", now),
		left: past(cell("left"), "left", now),
		lens: readLens(cell("lens")),
		format: readFormat(cell("format")),
		categories: listOrNull(readList(cell("categories"))),
		timeZone: readZone(cell("time_zone")),
		pausedUntil: readInstant(cell("paused_until"), "paused_until"),
		bookmarks: readList(cell("bookmarks")),
		consent: checkConsent(oneLine(cell("consent"))),
		consentAt: past(cell("consent_at"), "consent_at", now),
		consentIp: cell("consent_ip").slice(0, 60) || null,
	};
}

function readName(cell: (field: Field) => string): string | null {
	const whole = oneLine(cell("name"));
	if (whole !== "") return checkName(whole);
	return checkName(
		`${oneLine(cell("first_name"))} ${oneLine(cell("last_name"))}`,
	);
}

/** Line breaks that a spreadsheet's cell has and a name has not. */
function oneLine(text: string): string {
	return /[\n\t]/.test(text) ? text.replace(/ *[\n\t]+ */g, " ").trim() : text;
}

function listOrNull(list: string[]): string | null {
	return list.length > 0 ? JSON.stringify(list) : null;
}

function past(text: string, field: Field, now: Instant): Instant | null {
	const at = readInstant(text, field);
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
