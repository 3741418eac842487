import type { Config } from "./config/config.ts";
import type { Db } from "./db/schema.ts";
import type { Renderer } from "./issue/renderer.ts";
import type { Log } from "./log.ts";
import type { Tokens } from "./subscriber/token.ts";
import type { Clock } from "./time/clock.ts";

/**
 * The dependencies that all use cases share. A function that needs only some of
 * them takes a `Pick`. Inside a transaction it gets `{ ...context, db: trx }`.
 */
export interface Context {
	readonly db: Db;
	readonly clock: Clock;
	readonly config: Config;
	readonly log: Log;
	readonly renderer: Renderer;
	readonly tokens: Tokens;
	/** Who acts, for the audit log. Absent: the program itself. */
	readonly actor?: string;
	/** The editor who acts. Absent: whoever is at this machine, or the program itself. */
	readonly editorId?: number | undefined;
}
