import { InvalidArgumentError } from "commander";
import type { NamedColumns } from "../../subscriber/csv/columns.ts";
import {
	CSV_FIELDS,
	type CsvField,
} from "../../subscriber/csv/header/known-headers.ts";

/**
 * The value of `--columns`: FIELD=COLUMN, separated by commas. A comma that no
 * FIELD= follows belongs to the header. A field may be named several times, and so
 * may the option.
 */
export function readColumns(
	text: string,
	before: NamedColumns = {},
): NamedColumns {
	const named: NamedColumns = { ...before };
	for (const part of text.split(/,(?=\s*[a-z_]+\s*=)/)) {
		const [field = "", ...rest] = part.split("=");
		const known = CSV_FIELDS.find((one) => one === field.trim());
		if (!known || rest.length === 0)
			throw new InvalidArgumentError(
				`“${part}” must be FIELD=COLUMN. FIELD is one of: ${CSV_FIELDS.join(", ")}`,
			);
		named[known] = [...titlesOf(named, known), unquoted(rest.join("="))];
	}
	return named;
}

/** The value of `--ignore`, which may be given several times. */
export function readIgnored(
	text: string,
	before: readonly string[] = [],
): readonly string[] {
	return [...before, unquoted(text)];
}

function titlesOf(named: NamedColumns, field: CsvField): readonly string[] {
	return [named[field] ?? []].flat();
}

/** Without the quotes in which our hints write a header, where a shell has left them. */
function unquoted(text: string): string {
	return text.trim().replace(/^"([^"]*)"$/, "$1");
}
