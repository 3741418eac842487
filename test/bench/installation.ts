import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import pino from "pino";
import { readConfig } from "../../src/config/config.ts";
import type { Context } from "../../src/context.ts";
import { freezeRecipients } from "../../src/db/delivery/recipients.ts";
import { insertIssue, updateIssue } from "../../src/db/issue/issue-changes.ts";
import { migrate } from "../../src/db/migrate.ts";
import { openDatabase } from "../../src/db/open.ts";
import type { Db } from "../../src/db/schema.ts";
import { openInstallation } from "../../src/delivery/installation.ts";
import type { Sender } from "../../src/delivery/sender.ts";
import { createWorker } from "../../src/delivery/worker.ts";
import type { CompiledIssue } from "../../src/issue/content/compiled-issue.ts";
import type { Envelope } from "../../src/issue/content/envelope.ts";
import { createSmtpMailer } from "../../src/mail/smtp/smtp-mailer.ts";
import { createTokens } from "../../src/subscriber/token.ts";
import { systemClock } from "../../src/time/clock.ts";
import { sampleEnvelope } from "../../templates/samples.ts";
import { issueOf } from "../render/issues.ts";
import { renderer } from "../render/sample.ts";
import { nothingFound } from "../support/context.ts";
import { seedTool } from "../support/seed.ts";

/** An installation in a temporary folder, on a database file opened as the product opens it. */
export interface BenchInstallation {
	folder: string;
	context: Context;
	/** Seals one more issue of the same content for everybody and returns its id. */
	seal(): Promise<number>;
	/** A sender to this SMTP server. */
	sender(smtpUrl: string): Sender;
	close(): Promise<void>;
}

/** One reader in this many has saved two tools. */
const READERS_PER_BOOKMARK = 10;

/** @param env settings, in addition to the place of the database */
export async function openBenchInstallation(
	subscribers: number,
	env: Record<string, string> = {},
): Promise<BenchInstallation> {
	const folder = mkdtempSync(join(tmpdir(), "bench-send-"));
	const config = readConfig({
		DATA_DIR: folder,
		PUBLIC_URL: "https://digest.example.com",
		MAIL_FROM: "Verdicts <digest@example.com>",
		...env,
	});
	const db = openDatabase(config.databaseUrl);
	await migrate(db);
	await subscribe(db, subscribers);
	const context = {
		db,
		clock: systemClock,
		config,
		log: pino({ level: "silent" }),
		renderer,
		tokens: createTokens("a secret that only benchmarks know, 40 long"),
	};
	const compiled = await compileIssue();
	let number = 0;
	return {
		folder,
		context,
		seal: () => seal(db, ++number, compiled),
		sender: (smtpUrl) => ({
			...context,
			preflight: nothingFound,
			mailer: createSmtpMailer(smtpUrl),
			signer: null,
			installation: openInstallation(folder),
			worker: createWorker({
				host: "bench",
				pid: 1,
				nonce: "n",
				isRunning: () => true,
			}),
			notify: async () => {},
			inHand: new Set(),
		}),
		close: async () => {
			await db.destroy();
			rmSync(folder, { recursive: true });
		},
	};
}

/** Active subscribers `reader1@example.com` and so on, whose ids are these numbers. */
async function subscribe(db: Db, count: number): Promise<void> {
	const at = "2026-11-01T00:00:00.000Z";
	await sql`
		with recursive number (n) as (
			select 1 union all select n + 1 from number where n < ${count}
		)
		insert into subscribers
			(id, email, email_key, name, state, created_at, confirmed_at, updated_at)
		select n, 'reader' || n || '@example.com', 'reader' || n || '@example.com',
			'Reader ' || n, 'active', ${at}, ${at}, ${at}
		from number`.execute(db);
	for (const name of ["Switchyard", "Pebble"]) {
		const tool = await seedTool(db, name);
		await sql`
			insert into bookmarks (subscriber_id, tool_id, created_at)
			select id, ${tool}, ${at} from subscribers
			where id % ${READERS_PER_BOOKMARK} = 0`.execute(db);
	}
}

/** 58 KB of HTML and 16 KB of text: four comparisons in full and some in brief. */
export function compileIssue(): Promise<CompiledIssue> {
	const issue = issueOf({ words: 90, briefs: 9 });
	const [first] = issue.leads;
	if (!first) throw new Error("the sample has a lead");
	const again = { ...first, slug: `${first.slug}-2`, url: `${first.url}-2` };
	return renderer.compile({ ...issue, leads: [...issue.leads, again] });
}

async function seal(
	db: Db,
	number: number,
	compiled: CompiledIssue,
): Promise<number> {
	const now = systemClock.now();
	const envelope: Envelope = { ...sampleEnvelope, issueNumber: number };
	return db.transaction().execute(async (trx) => {
		const id = await insertIssue(trx, {
			number,
			state: "sealed",
			slot: null,
			window_start: now,
			window_end: now,
			send_at: null,
			subject: compiled.cohorts.full.subject,
			preheader: null,
			intro: null,
			note: null,
			approved_at: now,
			approved_by: "editor",
			approved_hash: "bench",
			content_hash: "bench",
			template_hash: "bench",
			content: "{}",
			compiled: JSON.stringify(compiled),
			envelope: JSON.stringify(envelope),
			recipients: null,
			sealed_at: now,
			completed_at: null,
			created_at: now,
			updated_at: now,
		});
		const recipients = await freezeRecipients(trx, id, now);
		await updateIssue(trx, id, ["sealed"], { recipients, updated_at: now });
		return id;
	});
}
