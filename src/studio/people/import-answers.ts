import { Failure } from "../../errors.ts";
import type { NamedColumns } from "../../subscriber/csv/columns.ts";
import { parseEncoding } from "../../subscriber/csv/decode.ts";
import {
	CSV_FIELDS,
	type CsvField,
} from "../../subscriber/csv/header/known-headers.ts";
import { checkConsent } from "../../subscriber/csv/row-cells.ts";
import { choiceOf, isTicked } from "../form-fields.ts";
import type { ImportAnswers } from "./import-runs.ts";

export const STATES = [
	"active",
	"pending",
	"unsubscribed",
	"suppressed",
] as const;

/** The name of the field that says what a column means, by its place from 0. */
export function columnField(index: number): string {
	return `column:${index}`;
}

/** What a column can be, beside what it is found to be. */
export const IGNORE = "ignore";

/**
 * What a form says of a file, as the options of `digest subscribers import`.
 *
 * @throws Failure `bad-consent`, `bad-encoding-name`, `bad-choice`
 */
export function readAnswers(form: URLSearchParams): ImportAnswers {
	const encoding = form.get("encoding")?.trim() ?? "";
	const known = choiceOf(form, "state", STATES);
	const columns: NamedColumns = {};
	const ignore: string[] = [];
	for (const [name, value] of form) {
		const index = /^column:(\d+)$/.exec(name)?.[1];
		if (index === undefined || value === "") continue;
		const column = `#${Number(index) + 1}`;
		const field = CSV_FIELDS.find((one) => one === value);
		if (field) columns[field] = [...titlesOf(columns, field), column];
		else if (value === IGNORE) ignore.push(column);
		else
			throw new Failure(
				"bad-choice",
				"There is no such field. Choose another for the column.",
			);
	}
	return {
		consent: checkConsent(form.get("consent")?.trim() ?? ""),
		update: isTicked(form, "update"),
		...(known ? { state: known } : {}),
		...(encoding ? { encoding: parseEncoding(encoding) } : {}),
		...(Object.keys(columns).length > 0 ? { columns } : {}),
		...(ignore.length > 0 ? { ignore } : {}),
	};
}

function titlesOf(columns: NamedColumns, field: CsvField): readonly string[] {
	return [columns[field] ?? []].flat();
}
