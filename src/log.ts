import pino, { type Logger } from "pino";
import { masked } from "./text/mask-addresses.ts";

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
	destination?: pino.DestinationStream,
): Log {
	if (destination) return logTo(level, destination);
	const stderr = standardError();
	const log = logTo(level, stderr);
	let dropped = 0;
	stderr.on("drop", () => {
		dropped++;
	});
	stderr.on("drain", () => {
		if (dropped === 0) return;
		const lines = dropped;
		dropped = 0;
		log.warn(
			{ lines },
			"Lines of the log were dropped: the reader of standard error was too slow",
		);
	});
	return log;
}

function logTo(level: string, destination: pino.DestinationStream): Log {
	return pino(
		{
			level,
			base: null,
			timestamp: pino.stdTimeFunctions.isoTime,
			hooks: {
				logMethod(args, method) {
					method.apply(this, args.map(masked) as Parameters<typeof method>);
				},
			},
		},
		destination,
	);
}

let exiting = false;

/** The process exits: what still waits is written within two seconds, or never. */
export function hurryLog(): void {
	exiting = true;
}

function standardError() {
	let tries = 0;
	return pino.destination({
		fd: 2,
		sync: false,
		maxLength: MAX_WAITING_BYTES,
		retryEAGAIN: () => !exiting || ++tries < TRIES_AT_EXIT,
	});
}
