import type { Command } from "commander";
import type { Worker } from "../../delivery/worker.ts";
import type { Clock } from "../../time/clock.ts";

/** The outside world of a command. The process passes the real one, tests their own. */
export interface Io {
	env: Record<string, string | undefined>;
	/** Standard input, from its beginning. */
	input(): AsyncIterable<Uint8Array>;
	/** Results, for people and scripts; pictures as bytes. */
	out(text: string | Uint8Array): void;
	/** The same for scripts: nothing in it is worded for the reader. Commands find it set. */
	data?(text: string): void;
	/** Resolves when `out` can take more. Commands that write without limit wait for it between batches. */
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

/**
 * Adds one command, or a group of them, to the program.
 *
 * @param exit sets the exit code of a command that prints its result and fails all the same
 */
export type Register = (
	program: Command,
	io: Io,
	exit: (code: number) => void,
) => void;
