import { adoptCommand } from "./adopt.ts";
import type { Register } from "./command.ts";
import { demo } from "./demo.ts";
import { explain } from "./explain.ts";
import { importCommand } from "./import.ts";
import { issue } from "./issue.ts";
import { job } from "./job.ts";
import { migrateCommand } from "./migrate.ts";
import { preview } from "./preview.ts";
import { render } from "./render.ts";
import { schema } from "./schema.ts";
import { send } from "./send.ts";
import { serve } from "./serve.ts";
import { subscribers } from "./subscribers.ts";

/** Every command, in the order in which `--help` tells them. */
export const COMMANDS: readonly Register[] = [
	demo,
	serve,
	importCommand,
	schema,
	issue,
	render,
	preview,
	send,
	explain,
	subscribers,
	job,
	migrateCommand,
	adoptCommand,
];
