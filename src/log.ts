import pino, { type Logger } from "pino";
import { masked } from "./text/mask-addresses.ts";
import { visibleJson } from "./text/visible-text.ts";

export type Log = Logger;

/** Of lines that wait for the reader of standard error. What exceeds it is dropped, and counted. */
const MAX_WAITING_BYTES = 4 * 1024 * 1024;

/** At the exit nothing else can be done meanwhile. Each try takes a tenth of a second. */
const TRIES_AT_EXIT = 20;

/**
 * JSON lines on standard error. Never pass tokens, addresses or secrets to it.
 * What a server or a database says may quote an address, so every text is masked.
 *
 * Writing waits for nobody: a terminal that was stopped, or a collector that is slow,
 * stops no message. Lines that wait are written before the process ends.
 *
 * @param destination where lines go instead
 */
export function createLog(
	level: string,
	destination: pino.DestinationStream = standardError(),
): Log {
	return pino(
		{
			level,
			base: null,
			timestamp: pino.stdTimeFunctions.isoTime,
			hooks: {
				logMethod(args, method) {
					method.apply(this, args.map(masked) as Parameters<typeof method>);
				},
				// JSON escapes only half of what a terminal obeys.
				streamWrite: visibleJson,
			},
		},
		destination,
	);
}

let ending = false;

/** Before an exit at once: lines that wait are given two seconds more, and no longer. */
export function endLog(): void {
	ending = true;
}

let opened: pino.DestinationStream | undefined;

/** One for the process: lines of two would be mixed. */
function standardError(): pino.DestinationStream {
	opened ??= openStandardError();
	return opened;
}

function openStandardError(): pino.DestinationStream {
	let tries = 0;
	const stream = pino.destination({
		fd: 2,
		sync: false,
		maxLength: MAX_WAITING_BYTES,
		retryEAGAIN: () => !ending || ++tries < TRIES_AT_EXIT,
	});
	// A disk that is full stops no message either. The next line tries again.
	stream.on("error", () => {
		// It would try for ever to write what waits.
		stream.flushSync = () => {};
	});
	let dropped = 0;
	stream.on("drop", () => {
		dropped++;
	});
	stream.on("drain", () => {
		if (dropped === 0) return;
		const lines = dropped;
		dropped = 0;
		createLog("warn", stream).warn(
			{ lines },
			"lines of the log were dropped: the reader of standard error was too slow",
		);
	});
	return stream;
}
