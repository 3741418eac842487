import { Presets, SingleBar } from "cli-progress";
import type { DeliveryCounts } from "../../delivery/progress.ts";
import type { Io } from "./io.ts";

export interface Progress {
	show(counts: DeliveryCounts): void;
	end(): void;
}

/** Seconds between two lines where there is no terminal to draw on. */
const LINE_EVERY = 5;

/** A bar on a terminal, a plain line now and then elsewhere. */
export function sendProgress(io: Io): Progress {
	return io.terminal.err ? bar(io) : lines(io);
}

function bar(io: Io): Progress {
	const drawn = new SingleBar(
		{
			format:
				" {bar} {percentage}% | {value}/{total} | {duration_formatted} | {left}",
			stream: io.terminal.stream as NodeJS.WritableStream,
			hideCursor: true,
			clearOnComplete: false,
			gracefulExit: false,
		},
		Presets.shades_classic,
	);
	let started = false;
	let began = { at: 0, final: 0 };
	return {
		show({ recipients, final }) {
			const now = Date.parse(io.clock.now());
			if (!started) {
				drawn.start(recipients, final, { left: "" });
				began = { at: now, final };
			}
			started = true;
			drawn.update(final, {
				left: timeLeft(recipients - final, final - began.final, now - began.at),
			});
		},
		end: () => {
			if (started) drawn.stop();
		},
	};
}

function lines(io: Io): Progress {
	let last = Date.parse(io.clock.now());
	return {
		show({ recipients, final }) {
			const now = Date.parse(io.clock.now());
			if (now - last < LINE_EVERY * 1_000) return;
			last = now;
			io.err(`${final} of ${recipients} done\n`);
		},
		end() {},
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
