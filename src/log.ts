import pino, { type Logger } from "pino";
import { masked } from "./text/mask-addresses.ts";

export type Log = Logger;

/**
 * JSON lines on standard error. Never pass tokens, addresses or secrets to it.
 * What a server or a database says may quote an address, so every text is masked.
 *
 * @param destination where lines go instead
 */
export function createLog(
	level: string,
	destination: pino.DestinationStream = pino.destination({ fd: 2, sync: true }),
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
			},
		},
		destination,
	);
}
