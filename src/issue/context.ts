import type { Clock } from "../clock.ts";
import type { Config } from "../config/config.ts";
import type { Db } from "../db/schema.ts";
import type { Preflight } from "./life/pass-preflight.ts";

/** What every step of an issue's life works with. */
export interface Desk {
	db: Db;
	clock: Clock;
	config: Config;
	/** What an issue must pass before it is approved or sealed. */
	preflight: Preflight;
}
