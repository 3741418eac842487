import pino, { type Logger } from "pino";

export type Log = Logger;

/** JSON lines on standard error. Never pass tokens, addresses or secrets to it. */
export function createLog(level: string): Log {
	return pino(
		{ level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
		pino.destination({ fd: 2, sync: true }),
	);
}
