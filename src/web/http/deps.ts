import type { Config } from "../../config/config.ts";
import type { Db } from "../../db/schema.ts";
import type { Renderer } from "../../issue/renderer.ts";
import type { Log } from "../../log.ts";
import type { Notify } from "../../notify.ts";
import type { SignUpWorker } from "../../subscriber/sign-up/sign-up-worker.ts";
import type { Tokens } from "../../subscriber/token.ts";
import type { Clock } from "../../time/clock.ts";

/** What the public pages (`createWeb`) need. The whole `App` fits. */
export interface WebDeps {
	db: Db;
	clock: Clock;
	config: Config;
	log: Log;
	renderer: Pick<Renderer, "open" | "compile" | "templateHash">;
	tokens: Tokens;
	/** Reports to the editor. */
	notify: Notify;
	/** Processes sign-ups and mails letters after the response. */
	signUps: Pick<SignUpWorker, "wake">;
}
