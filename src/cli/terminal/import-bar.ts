import { Presets, SingleBar } from "cli-progress";
import type { Io } from "./io.ts";

/** Milliseconds between two lines where there is no terminal to draw on. */
const EVERY = 5_000;

/**
 * How far reading a file has come: a bar on a terminal where its length is
 * known, a plain line now and then elsewhere.
 *
 * @param bytes of the whole file; null: not known
 */
export function importBar(io: Io, bytes: number | null) {
	const drawn =
		io.terminal.err && bytes !== null
			? new SingleBar(
					{
						format: " {bar} {percentage}% | {rows} rows | {duration_formatted}",
						stream: io.terminal.stream as NodeJS.WritableStream,
						hideCursor: true,
						clearOnComplete: true,
						gracefulExit: false,
					},
					Presets.shades_classic,
				)
			: null;
	let read = 0;
	let last = Date.parse(io.clock.now());
	drawn?.start(bytes ?? 0, 0, { rows: "0" });
	return {
		bytes(count: number): void {
			read += count;
		},
		rows(count: number): void {
			const rows = count.toLocaleString("en");
			drawn?.update(read, { rows });
			const now = Date.parse(io.clock.now());
			if (drawn || now - last < EVERY) return;
			last = now;
			const share =
				bytes === null ? "" : `, ${Math.floor((100 * read) / bytes)}%`;
			io.err(`${rows} rows${share}\n`);
		},
		end(): void {
			drawn?.stop();
		},
	};
}
