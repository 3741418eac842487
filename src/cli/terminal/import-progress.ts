import type { ImportProgress } from "../../catalog/import/import.ts";
import type { Io } from "./io.ts";

/** Milliseconds between two signs of life. */
const EVERY = 1_000;

/** One line that is written over on a terminal, a line now and then elsewhere; silent for quick ones. */
export function importProgress(io: Io) {
	let last = Date.parse(io.clock.now());
	let drawn = false;
	return {
		show({ file, fileNumber, files, comparisons }: ImportProgress): void {
			const now = Date.parse(io.clock.now());
			if (now - last < EVERY) return;
			last = now;
			const line = `${comparisons.toLocaleString("en")} comparisons read, file ${fileNumber} of ${files}: ${file}`;
			if (!io.terminal.err) io.err(`${line}\n`);
			else io.err(`\r\u001b[K${line}`);
			drawn = io.terminal.err;
		},
		end(): void {
			if (drawn) io.err("\r\u001b[K");
		},
	};
}
