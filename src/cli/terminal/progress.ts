import { Presets, SingleBar } from "cli-progress";
import type { ImportProgress } from "../../catalog/import/import.ts";
import type { DeliveryCounts } from "../../delivery/progress.ts";
import { visible } from "../../text/visible-text.ts";
import type { Io } from "./io.ts";

/*
 * Progress of long work, on standard error: a bar on a terminal, a plain line
 * now and then elsewhere. Each function returns what shows it and what ends it.
 */

/** Milliseconds between two plain lines. */
const LINE_EVERY_MS = 5_000;
/** Milliseconds between two updates while comparisons are imported. */
const IMPORT_EVERY_MS = 1_000;

const CLEAR_LINE = "\r\u001b[K";

/** How many of an issue's recipients are done. */
export function sendProgress(io: Io) {
	const bar = io.terminal.err
		? createBar(io, "{value}/{total} | {duration_formatted} | {left}", false)
		: null;
	const isTime = every(io, LINE_EVERY_MS);
	let began: { at: number; final: number } | null = null;
	return {
		show({ recipients, final }: DeliveryCounts): void {
			if (!bar) {
				if (isTime())
					io.err(
						`${final.toLocaleString("en")} of ${recipients.toLocaleString("en")} recipients done\n`,
					);
				return;
			}
			const now = Date.parse(io.clock.now());
			if (!began) bar.start(recipients, final, { left: "" });
			began ??= { at: now, final };
			bar.update(final, {
				left: timeLeft(recipients - final, final - began.final, now - began.at),
			});
		},
		/** What the rows say at the end: the bar must not stand at an earlier count. */
		last({ final }: DeliveryCounts): void {
			if (began) bar?.update(final, { left: "" });
		},
		end(): void {
			if (began) bar?.stop();
		},
	};
}

/** "3 min left"; empty until the first seconds have shown a pace. */
export function timeLeft(open: number, done: number, ms: number): string {
	if (ms < 2_000 || done === 0 || open === 0) return "";
	const seconds = Math.ceil(((ms / done) * open) / 1_000);
	return seconds < 90
		? `${seconds} s left`
		: `${Math.round(seconds / 60)} min left`;
}

/**
 * How much of a CSV file of subscribers has been read. A bar needs its length.
 *
 * @param length of the whole file in bytes; null: not known
 */
export function csvProgress(io: Io, length: number | null) {
	const bar =
		io.terminal.err && length !== null
			? createBar(io, "{rows} rows | {duration_formatted}", true)
			: null;
	const isTime = every(io, LINE_EVERY_MS);
	let read = 0;
	bar?.start(length ?? 0, 0, { rows: "0" });
	return {
		/** @param count bytes that were read since the last call */
		bytes(count: number): void {
			read += count;
		},
		/** @param count all rows so far */
		rows(count: number): void {
			const rows = count.toLocaleString("en");
			bar?.update(read, { rows });
			if (bar || !isTime()) return;
			const share =
				length === null ? "" : `, ${Math.floor((100 * read) / length)}%`;
			io.err(`${rows} rows read${share}\n`);
		},
		end(): void {
			bar?.stop();
		},
	};
}

/** How many comparisons were imported. Their total is not known, so there is no bar: one line that is overwritten. */
export function comparisonsProgress(io: Io) {
	const isTime = every(io, IMPORT_EVERY_MS);
	let drawn = false;
	return {
		show({ file, fileNumber, files, comparisons }: ImportProgress): void {
			if (!isTime()) return;
			const line = `${comparisons.toLocaleString("en")} comparisons read, file ${fileNumber} of ${files}: ${file}`;
			if (io.terminal.err)
				io.terminal.stream.write(`${CLEAR_LINE}${visible(line)}`);
			else io.err(`${line}\n`);
			drawn = io.terminal.err;
		},
		end(): void {
			if (drawn) io.terminal.stream.write(CLEAR_LINE);
		},
	};
}

/** Which check of a preflight is running. Nothing without a terminal: it takes only seconds. */
export function preflightProgress(io: Io) {
	if (!io.terminal.err) return { show() {}, end() {} };
	const bar = createBar(io, "{step}", true);
	let started = false;
	return {
		/** @param share of the checks that are done, 0 to 1 */
		show(step: string, share: number): void {
			if (!started) bar.start(100, 0, { step });
			started = true;
			bar.update(Math.round(100 * share), { step });
		},
		end(): void {
			if (started) bar.stop();
		},
	};
}

function createBar(io: Io, format: string, clearOnComplete: boolean) {
	return new SingleBar(
		{
			format: ` {bar} {percentage}% | ${format}`,
			stream: io.terminal.stream,
			hideCursor: true,
			clearOnComplete,
			gracefulExit: false,
		},
		Presets.shades_classic,
	);
}

/** True at most once in `ms` milliseconds, the first time after as many. */
function every(io: Io, ms: number): () => boolean {
	let last = Date.parse(io.clock.now());
	return () => {
		const now = Date.parse(io.clock.now());
		if (now - last < ms) return false;
		last = now;
		return true;
	};
}
