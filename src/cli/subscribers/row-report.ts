import { openSync, writeSync } from "node:fs";
import type { Refusal } from "../../subscriber/csv/csv-subscriber.ts";
import { describeChanges } from "../../subscriber/csv/decide-row.ts";
import { REPORT_COLUMNS } from "../../subscriber/csv/header/known-headers.ts";
import { refusedForm } from "../../subscriber/csv/header/refused-form.ts";
import type { ChangedSubscriber } from "../../subscriber/csv/import.ts";
import { writeCsv } from "../../subscriber/csv/write.ts";
import { visible } from "../../text/visible-text.ts";
import type { Io } from "../terminal/io.ts";

/**
 * Writes each refused row and each change at once: there may be a million. Behind the
 * reason stand the cells of the row, so that the file can be corrected and imported again.
 */
export function openReport(path: string): {
	/** @param header of the file that is imported, once, before its rows */
	begin(header: readonly string[]): void;
	refusal(refusal: Refusal, cells: readonly string[]): void;
	change(changed: ChangedSubscriber, cells: readonly string[]): void;
} {
	const file = openSync(path, "w", 0o600);
	const write = (...cells: string[]) =>
		writeSync(file, writeCsv([cells.map(visible)]));
	let form = refusedForm([]);
	return {
		begin(header) {
			form = refusedForm(header);
			write(...REPORT_COLUMNS, ...form.titles);
		},
		refusal: ({ line, address, code, reason }, cells) =>
			write(String(line), address, code, reason, ...form.given(cells, code)),
		change: ({ line, address, changes }, cells) =>
			write(
				String(line),
				address,
				"updated",
				describeChanges(changes),
				...form.given(cells, null),
			),
	};
}

const EXAMPLES = 20;

/** The first changes, for the terminal. */
export function changedExamples() {
	const first: ChangedSubscriber[] = [];
	let count = 0;
	return {
		add(changed: ChangedSubscriber): void {
			if (count++ < EXAMPLES) first.push(changed);
		},
		list: (): readonly ChangedSubscriber[] => first,
		write({ out }: Io): void {
			for (const { line, address, changes } of first)
				out(`  line ${line}, ${address}: ${describeChanges(changes)}\n`);
			if (count > EXAMPLES)
				out(
					`  and ${(count - EXAMPLES).toLocaleString("en")} more; to list them all, add --report FILE\n`,
				);
		},
	};
}
