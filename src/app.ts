import { join } from "node:path";
import type { Config } from "./config/config.ts";
import type { Context } from "./context.ts";
import {
	isEmptyDatabase,
	migrate,
	requireCurrentSchema,
} from "./db/migrate.ts";
import { explainUnreachable, openDatabase } from "./db/open.ts";
import type { Db } from "./db/schema.ts";
import {
	type Installation,
	openInstallation,
} from "./delivery/installation.ts";
import type { Sender } from "./delivery/sender.ts";
import type { Worker } from "./delivery/worker.ts";
import type { Preflight } from "./issue/life/pass-preflight.ts";
import type { Log } from "./log.ts";
import type { Signer } from "./mail/dkim/signer.ts";
import type { Mailbox } from "./mail/mailbox.ts";
import type { Mailer } from "./mail/mailer.ts";
import type { Notify } from "./notify.ts";
import { openMail, sendAndCount } from "./open-mail.ts";
import type { Instruments } from "./preflight/instruments.ts";
import { createRenderer, type MailRenderer } from "./render/create-renderer.ts";
import { createNotifier } from "./subscriber/letters/notify.ts";
import type { LetterContext } from "./subscriber/letters/send-letter.ts";
import { openSecrets } from "./subscriber/secret.ts";
import {
	createSignUpWorker,
	type SignUpWorker,
} from "./subscriber/sign-up/sign-up-worker.ts";
import { createTokens } from "./subscriber/token.ts";
import type { Clock } from "./time/clock.ts";

/** The root folder of this project. */
const PROJECT = join(import.meta.dirname, "..");
export const TEMPLATES = join(PROJECT, "templates");
export const SAMPLES = join(PROJECT, "data", "comparisons");

export interface App extends Context {
	readonly renderer: MailRenderer;
	readonly templatesDir: string;
	readonly worker: Worker;
	readonly installation: Installation;
	/** The checks that an issue must pass before it is approved or sealed. */
	readonly preflight: Preflight;
	/** Sends single letters: confirmations, welcomes and so on. */
	readonly letters: LetterContext;
	/** Reports to the editor. */
	readonly notify: Notify;
	/** Processes sign-ups and sends the letters that are due. */
	readonly signUps: SignUpWorker;
	/** Opened at the first call: a command that sends no mail starts no mail server. */
	mailer(): Promise<Mailer>;
	/** The built-in mailbox; null when mail goes to an SMTP server. */
	mailbox(): Promise<Mailbox | null>;
	/** Null: messages go out unsigned. @throws Failure `bad-settings` when a key can't be used */
	signer(): Promise<Signer | null>;
	/** The external tools of preflight. @throws Failure `bad-settings` when a DKIM key can't be used */
	instruments(): Promise<Instruments>;
	sender(): Promise<Sender>;
	/** Closes mail first, then the database. The app must not be used after this. */
	close(): Promise<void>;
}

export interface AppOptions {
	config: Config;
	clock: Clock;
	log: Log;
	worker: Worker;
	/** Who acts, for the audit log. Absent: the program itself. */
	actor?: string;
	/** Tests pass their own. */
	database?: Db;
	templatesDir?: string;
}

/**
 * Connects all parts of the application. Creates the tables of an empty
 * database. Refuses a database with an older schema, because the operator must
 * make a backup before a migration.
 *
 * @throws Failure `stale-schema`, `newer-schema`, `bad-database`
 */
export async function openApp(options: AppOptions): Promise<App> {
	const { config, clock, log, worker, templatesDir = TEMPLATES } = options;
	const db = options.database ?? openDatabase(config.databaseUrl, { log });
	try {
		const isEmpty = await isEmptyDatabase(db).catch((error) => {
			throw explainUnreachable(error);
		});
		if (isEmpty) await migrate(db);
		await requireCurrentSchema(db);
		const tokens = createTokens(await openSecrets(db, config));
		const renderer = createRenderer({
			templatesDir,
			editorsDir: config.templatesDir,
			themeFile: config.themeFile,
			languages: config.languages,
		});
		const context = {
			db,
			clock,
			config,
			log,
			renderer,
			tokens,
			...(options.actor !== undefined && { actor: options.actor }),
		} satisfies Context;
		const mail = openMail(context);
		const stopping = new AbortController();
		const inHand = new Set<number>();
		const letters: LetterContext = {
			...context,
			sendLetter: (letter) =>
				sendAndCount(context, mail, letter, stopping.signal),
		};
		const notify = createNotifier({ ...letters, worker });
		const signUps = createSignUpWorker({ ...letters, worker }, stopping);
		// Loaded when something is checked: most commands check nothing.
		const instruments = async () =>
			(await import("./open-instruments.ts")).openInstruments(
				config,
				{ ...context, notify, signUps },
				await mail.signer(),
			);
		const preflight: Preflight = async (issue, rendered) => {
			const { checkIssue, QUICK } = await import("./preflight/check-issue.ts");
			const tools = await instruments();
			return checkIssue(context, tools, issue, rendered, null, QUICK);
		};
		const installation = openInstallation(config.dataDir);
		return {
			...context,
			templatesDir,
			worker,
			installation,
			preflight,
			letters,
			notify,
			signUps,
			mailer: mail.mailer,
			mailbox: mail.mailbox,
			signer: mail.signer,
			instruments,
			sender: async () => ({
				...context,
				preflight,
				mailer: await mail.mailer(),
				signer: await mail.signer(),
				worker,
				installation,
				notify,
				inHand,
			}),
			close: async () => {
				await signUps.stop();
				// A mailbox that failed to open rejects again here. The database must be closed all the same.
				await mail.close().finally(() => db.destroy());
			},
		};
	} catch (error) {
		await db.destroy();
		throw error;
	}
}
