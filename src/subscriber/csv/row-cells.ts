import { isIP } from "node:net";
import { Failure } from "../../errors.ts";
import type { Instant } from "../../time/clock.ts";
import { DAY } from "../../time/time-span.ts";
import { checkName } from "../sign-up/add-subscriber.ts";
import type { CsvColumns } from "./columns.ts";
import { unescapeFormula } from "./formula-injection.ts";
import { folded } from "./header/fold.ts";
import type { SingleField } from "./header/known-headers.ts";
import type { CellWarning } from "./row-context.ts";
import type { CsvRow } from "./rows.ts";
import {
	isNothing,
	type Meaning,
	meaningOf,
	yesOrNo,
} from "./state/sign-words.ts";
import { readInstant, shortened } from "./values.ts";

/* The cells of one row. */

export interface RowReader {
	/** The text of a cell, as `cellText` gives it. @throws Failure `bad-character` */
	cell(field: SingleField): string;
}

export function readRow(row: CsvRow, columns: CsvColumns): RowReader {
	return {
		cell: (field) => {
			const index = columns[field];
			return index === undefined ? "" : cellText(row, index);
		},
	};
}

/** The text of a cell, trimmed and without the apostrophe that an export added. */
export function cellText(row: CsvRow, index: number): string {
	return unescapeFormula((row.cells[index] ?? "").trim());
}

const CONTROL = /[^\P{Cc}\n\t]/u;

/** @throws Failure `bad-character` for a control in one of the cells that are used: a database or a header refuses it */
export function refuseControls(row: CsvRow, used: readonly number[]): void {
	for (const index of used) {
		const [found] = CONTROL.exec(row.cells[index] ?? "") ?? [];
		if (found === undefined) continue;
		const code = found.charCodeAt(0);
		const name = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
		throw new Failure(
			"bad-character",
			code >= 0x80
				? `Cell ${index + 1} of the row contains ${name}, which is no letter: the file is probably in another encoding. Save it as UTF-8, or name its encoding with --encoding.`
				: `Cell ${index + 1} of the row contains the control character ${name}. Remove it from the file.`,
		);
	}
}

/** The value; null, with a warning, when it can't be read. */
export function warned<T>(
	warnings: CellWarning[],
	read: () => T | null,
): T | null {
	try {
		return read();
	} catch (error) {
		if (!(error instanceof Failure)) throw error;
		warnings.push({ code: error.code, reason: error.message });
		return null;
	}
}

/** A time that can't be in the future. @throws Failure `bad-date` when it is */
export function readPast(
	reader: RowReader,
	field: "since" | "consent_at" | "optin_at",
	now: Instant,
	warnings: CellWarning[],
): Instant | null {
	const at = warned(warnings, () => readInstant(reader.cell(field), field));
	// A clock or a time zone may be off by a day.
	if (at !== null && Date.parse(at) > Date.parse(now) + DAY)
		throw new Failure(
			"bad-date",
			`The ${field} of the row is in the future: ${at}. Correct it, or to ignore the column: --columns ${field}=`,
		);
	return at;
}

export function readName({ cell }: RowReader): string | null {
	const whole = oneLine(cell("name"));
	if (whole !== "") return checkName(whole);
	return checkName(
		`${oneLine(cell("first_name"))} ${oneLine(cell("last_name"))}`,
	);
}

/** A spreadsheet's cell may contain line breaks. A name may not. */
function oneLine(text: string): string {
	if (!/[\n\t]/.test(text)) return text;
	const lines = text.split(/[\n\t]+/).map((line) => line.trim());
	return lines.filter(Boolean).join(" ");
}

const NO_PROOF =
	/^(?:|unknown|undefined|missing|notgiven|refused|declined|rejected|noconsent|unbekannt|verweigert|inconnu|refuse|desconocido|sconosciuto|onbekend|former)$/;

/** Words of a consent that is none, or none any more. */
const TAKEN_BACK =
	/withdr[ae]w|revok|opt(?:ed)?[- ]?out|unsubscri|did(?: not|n.t)|not (?:agree|given|granted)|no (?:consent|permission)|(?:keine|widerr?uf\w*|zurückgezog\w*).{0,20}(?:einwilligung|zustimmung)|widerruf|sans consentement|retir[ée]|révoqu|sin consentimiento|revocad/i;

/** The words of a consent; a cell that only says yes or no proves nothing, and no means that they did not agree. @throws Failure `bad-consent` */
export function readConsent(cell: string): {
	words: string | null;
	meaning: Meaning | null;
} {
	const text = oneLine(cell);
	if (text === "") return { words: null, meaning: null };
	const meaning =
		meaningOf(text) ??
		(TAKEN_BACK.test(text) ? "left" : null) ??
		(yesOrNo(text) === true
			? "active"
			: isNothing(text) || NO_PROOF.test(folded(text))
				? "never"
				: null);
	return { words: meaning === null ? checkConsent(text) : null, meaning };
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

/** Null, with a warning, for what is no IP address. */
export function readIp(text: string, warnings: CellWarning[]): string | null {
	if (text === "" || isIP(text) !== 0) return text || null;
	warnings.push({
		code: "bad-ip",
		reason: `“${shortened(text)}” in consent_ip is not an IP address. To ignore the column: --columns consent_ip=`,
	});
	return null;
}
