import { Presets, SingleBar } from "cli-progress";
import type { Io } from "./io.ts";

/** A bar on a terminal, nothing elsewhere: it takes seconds. */
export function preflightProgress(io: Io) {
	if (!io.terminal.err) return { show() {}, end() {} };
	const drawn = new SingleBar(
		{
			format: " {bar} {percentage}% | {step}",
			stream: io.terminal.stream as NodeJS.WritableStream,
			hideCursor: true,
			clearOnComplete: true,
			gracefulExit: false,
		},
		Presets.shades_classic,
	);
	let started = false;
	return {
		show(step: string, share: number): void {
			if (!started) drawn.start(100, 0, { step });
			started = true;
			drawn.update(Math.round(100 * share), { step });
		},
		end(): void {
			if (started) drawn.stop();
		},
	};
}
