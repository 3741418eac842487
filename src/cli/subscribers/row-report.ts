import { openSync, writeSync } from "node:fs";
import type { Refusal } from "../../subscriber/csv/csv-subscriber.ts";
import { describeChanges } from "../../subscriber/csv/decide-row.ts";
import type { ChangedSubscriber } from "../../subscriber/csv/import.ts";
import { writeCsv } from "../../subscriber/csv/write.ts";
import { visible } from "../../text/visible-text.ts";
import type { Io } from "../terminal/io.ts";

/** Writes each refused row and each change at once: there may be a million. */
export function openReport(path: string): {
	refusal(refusal: Refusal): void;
	change(changed: ChangedSubscriber): void;
} {
	const file = openSync(path, "w", 0o600);
	const write = (...cells: string[]) =>
		writeSync(file, writeCsv([cells.map(visible)]));
	write("line", "address", "code", "reason");
	return {
		refusal: ({ line, address, code, reason }) =>
			write(String(line), address, code, reason),
		change: ({ line, address, changes }) =>
			write(String(line), address, "updated", describeChanges(changes)),
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
