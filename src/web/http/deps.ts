import type { Clock } from "../../clock.ts";
import type { Config } from "../../config/config.ts";
import type { Db } from "../../db/schema.ts";
import type { Renderer } from "../../issue/renderer.ts";
import type { Log } from "../../log.ts";
import type { SignUpWorker } from "../../subscriber/sign-up/sign-up-worker.ts";
import type { Tokens } from "../../subscriber/token.ts";

export interface WebDeps {
	db: Db;
	clock: Clock;
	config: Config;
	log: Log;
	renderer: Pick<Renderer, "open" | "compile">;
	tokens: Tokens;
	/** What follows a request and is not waited for. */
	signUps: Pick<SignUpWorker, "wake">;
}
