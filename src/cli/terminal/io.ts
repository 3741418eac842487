import type { Clock } from "../../clock.ts";
import type { Worker } from "../../delivery/worker.ts";

/** The outside world of a command; the process gives the real one, tests their own. */
export interface Io {
	env: Record<string, string | undefined>;
	/** Standard input, from its beginning. */
	input(): AsyncIterable<Uint8Array>;
	/** Results, for people and scripts; pictures as bytes. */
	out(text: string | Uint8Array): void;
	/** Resolves when `out` has room again: who writes a million lines waits for it now and then. */
	drained(): Promise<void>;
	/** Progress, warnings and errors. */
	err(text: string): void;
	terminal: {
		/** Is standard output a terminal? */
		out: boolean;
		/** Is standard error a terminal, so that a progress bar can be drawn? */
		err: boolean;
		/** Where the bar is drawn. */
		stream: NodeJS.WritableStream;
	};
	/** Aborted by the first Ctrl-C or SIGTERM. */
	signal: AbortSignal;
	clock: Clock;
	worker: Worker;
}
