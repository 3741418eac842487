import type { Clock } from "../clock.ts";
import type { Config } from "../config.ts";
import type { Dialect } from "../db/dialect.ts";
import type { Db, SubscriberRow } from "../db/schema.ts";
import type { Log } from "../log.ts";
import type { Renderer } from "../render/renderer.ts";
import type { Tokens } from "../subscriber/token.ts";

export interface WebDeps {
	db: Db;
	dialect: Dialect;
	clock: Clock;
	config: Config;
	log: Log;
	renderer: Pick<Renderer, "open">;
	tokens: Tokens;
	/** Called once for each confirmation; the page does not wait for it, and its failure is logged. */
	onConfirmed(subscriber: SubscriberRow): Promise<void>;
}
