import { join } from "node:path";
import type { Clock } from "./clock.ts";
import type { Config } from "./config/config.ts";
import type { Dialect } from "./db/dialect.ts";
import {
	isEmptyDatabase,
	migrate,
	requireCurrentSchema,
} from "./db/migrate.ts";
import { type OpenDatabase, openDatabase } from "./db/open.ts";
import type { Db } from "./db/schema.ts";
import {
	type Installation,
	openInstallation,
} from "./delivery/installation.ts";
import { chargeLetter } from "./delivery/rates/count-letter.ts";
import type { Sender } from "./delivery/send.ts";
import type { Worker } from "./delivery/worker.ts";
import { describeError } from "./errors.ts";
import { latestIssue } from "./issue/content/latest.ts";
import type { Desk } from "./issue/context.ts";
import type { Log } from "./log.ts";
import type { CapturedMailer } from "./mail/builtin-mailbox-server.ts";
import { openSigner } from "./mail/dkim/probe.ts";
import type { Signer } from "./mail/dkim/signer.ts";
import type { Mailbox } from "./mail/mailbox.ts";
import type { Mailer } from "./mail/mailer.ts";
import { createSmtpMailer } from "./mail/smtp/smtp-mailer.ts";
import { openInstruments } from "./open-instruments.ts";
import { checkIssue, QUICK } from "./preflight/check-issue.ts";
import type { Instruments } from "./preflight/instruments.ts";
import { createRenderer, type MailRenderer } from "./render/create-renderer.ts";
import { createNotifier } from "./subscriber/letters/notify.ts";
import { postLetter } from "./subscriber/letters/post-letter.ts";
import type { PostOffice } from "./subscriber/letters/send-letter.ts";
import { openSecrets } from "./subscriber/secret.ts";
import {
	createErrands,
	type Errands,
} from "./subscriber/sign-up/sign-up-worker.ts";
import { createTokens, type Tokens } from "./subscriber/token.ts";

/** Where this version's own files lie. */
const PROJECT = join(import.meta.dirname, "..");
export const TEMPLATES = join(PROJECT, "templates");
export const SAMPLES = join(PROJECT, "data", "comparisons");

export interface App {
	readonly config: Config;
	readonly clock: Clock;
	readonly log: Log;
	readonly db: Db;
	readonly dialect: Dialect;
	readonly desk: Desk;
	readonly renderer: MailRenderer;
	readonly templatesDir: string;
	readonly tokens: Tokens;
	readonly worker: Worker;
	readonly installation: Installation;
	/** Opened at the first call: a command that mails nothing starts no mail server. */
	mailer(): Promise<Mailer>;
	/** The built-in mailbox; null when mail goes to an SMTP server. */
	mailbox(): Promise<Mailbox | null>;
	/** Null: messages go out unsigned. @throws Failure `bad-settings` when a key is no good */
	signer(): Promise<Signer | null>;
	sender(): Promise<Sender>;
	/** What preflight measures with. @throws Failure `bad-settings` when a DKIM key is no good */
	instruments(): Promise<Instruments>;
	/** Mails single letters: confirmations and welcomes. */
	office: PostOffice;
	/** Takes in sign-ups and mails the letters that are due. */
	errands: Errands;
	/** Mail first, then the database. Whoever uses the app has stopped by now. */
	close(): Promise<void>;
}

export interface AppOptions {
	config: Config;
	clock: Clock;
	log: Log;
	worker: Worker;
	/** Tests bring their own. */
	database?: OpenDatabase;
	templatesDir?: string;
}

/**
 * Wires everything. A database that is quite empty is set up; one with an
 * older schema is refused, because a migration wants a backup first.
 *
 * @throws Failure `stale-schema`
 */
export async function openApp(options: AppOptions): Promise<App> {
	const { config, clock, log, worker } = options;
	const { templatesDir = TEMPLATES } = options;
	const { db, dialect } = options.database ?? openDatabase(config.databaseUrl);
	try {
		if (await isEmptyDatabase(db, dialect)) await migrate(db, dialect);
		await requireCurrentSchema(db, dialect);
		const tokens = createTokens(await openSecrets(db, config));
		const renderer = createRenderer({
			templatesDir,
			editorsDir: config.templatesDir,
			themeFile: config.themeFile,
		});
		const base = { db, dialect, clock, config, tokens, renderer };
		const instruments = async () =>
			openInstruments(config, { ...base, errands }, await mail.signer());
		const desk: Desk = {
			db,
			dialect,
			clock,
			config,
			preflight: async (issue, rendered) =>
				checkIssue(
					{ desk, renderer, tokens },
					await instruments(),
					issue,
					rendered,
					null,
					QUICK,
				),
		};
		const installation = openInstallation(config.dataDir);
		const mail = mailOf(config, clock, log);
		const post: PostOffice["post"] = async (letter) => {
			const mailer = await mail.mailer();
			const signer = await mail.signer();
			const server = await postLetter(mailer, signer, config, letter);
			// It is on its way: that it could not be counted must not have it posted again.
			await chargeLetter(desk, mailer.servers, letter.to, server).catch(
				(error) =>
					log.error({ error: describeError(error) }, "letter not counted"),
			);
		};
		const office: PostOffice = {
			config,
			clock,
			renderer,
			tokens,
			latest: () => latestIssue(db),
			post,
		};
		const errands = createErrands({ db, dialect, office, worker, log });
		return {
			config,
			clock,
			log,
			db,
			dialect,
			desk,
			renderer,
			templatesDir,
			tokens,
			worker,
			installation,
			mailer: mail.mailer,
			mailbox: mail.mailbox,
			signer: mail.signer,
			instruments,
			sender: async () => ({
				desk,
				mailer: await mail.mailer(),
				signer: await mail.signer(),
				renderer,
				tokens,
				worker,
				installation,
				notify: createNotifier(config, clock, log, renderer, post),
				log,
			}),
			office,
			errands,
			close: async () => {
				await errands.stop();
				// A mailbox that would not open fails here once more, and the database is closed all the same.
				await mail.close().finally(() => db.destroy());
			},
		};
	} catch (error) {
		await db.destroy();
		throw error;
	}
}

function mailOf(config: Config, clock: Clock, log: Log) {
	const { smtpUrl, dkim } = config;
	let signing: Promise<Signer | null> | undefined;
	let captured: Promise<CapturedMailer> | undefined;
	let smtp: Mailer | undefined;
	const capture = () => {
		captured ??= startMailbox(config, clock);
		return captured;
	};
	const signer = () => {
		signing ??= dkim ? openSigner(dkim) : Promise.resolve(null);
		return signing;
	};
	return {
		signer,
		async mailer(): Promise<Mailer> {
			// Nobody gets to send anything before the keys are proven.
			await signer();
			if (smtpUrl === null) return capture();
			smtp ??= createSmtpMailer(smtpUrl, {
				clock,
				onTurn: (server, error) =>
					error === null
						? log.info({ server }, "SMTP server works again")
						: log.warn({ server, error }, "SMTP server set aside"),
			});
			return smtp;
		},
		async mailbox(): Promise<Mailbox | null> {
			return smtpUrl === null ? (await capture()).mailbox : null;
		},
		async close(): Promise<void> {
			await smtp?.close();
			await (await captured)?.close();
		},
	};
}

/** Its SMTP server is loaded where there is no other. */
async function startMailbox(
	config: Config,
	clock: Clock,
): Promise<CapturedMailer> {
	const { startCapturedMailer } = await import(
		"./mail/builtin-mailbox-server.ts"
	);
	return startCapturedMailer({
		path: join(config.dataDir, "mailbox.sqlite"),
		clock,
	});
}
