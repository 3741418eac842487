import type { App } from "../app.ts";
import { countByState } from "../db/delivery/deliveries.ts";
import { HOLDING, issuesInStates, openIssue } from "../db/issue/issues.ts";
import { findReaders } from "../db/subscriber/readers.ts";
import { subscriberById } from "../db/subscriber/subscribers.ts";
import { envelopeOf } from "../issue/content/envelope.ts";
import { sealedContent } from "../issue/content/sealed.ts";
import { comingIssue } from "../issue/content/upcoming.ts";
import { messageIdOf } from "../reader/message-for.ts";
import { previewReader } from "../reader/preview-reader.ts";
import { readersOf } from "../reader/reader.ts";
import type { Reader } from "../render/renderer.ts";
import { comingChecker } from "./check-upcoming.ts";
import type { PastIssue, StudioDeps } from "./deps.ts";
import { stampOf } from "./version.ts";

const PAST = 20;

/** What the editors' desk reads, taken from the running app. */
export async function studioDeps(
	app: App,
	closing: AbortSignal,
): Promise<StudioDeps> {
	const { desk, renderer, tokens } = app;
	return {
		clock: app.clock,
		config: app.config,
		templatesDir: app.templatesDir,
		mailbox: await app.mailbox(),
		coming: () => comingIssue(desk),
		pastIssues: () => pastIssues(app),
		readers: (query) => findReaders(app.db, query),
		reader: (id) => readerFor(app, id),
		async render(content, reader) {
			const compiled = await renderer.compile(content);
			const open = renderer.open(
				compiled,
				envelopeOf(app.config, content.number, app.clock.now()),
			);
			return {
				subject: open.subject(reader),
				html: open.html(reader),
				text: open.text(reader),
				raw: open.message(reader, messageIdOf({ desk, tokens }, 0, 0)),
			};
		},
		letters: renderer,
		check: comingChecker(app),
		stamp: async () =>
			stampOf(await comingIssue(desk), await renderer.templateHash()),
		closing,
	};
}

async function pastIssues({ db }: App): Promise<PastIssue[]> {
	const issues = await issuesInStates(
		db,
		[...HOLDING, "cancelled", "skipped"],
		PAST,
	);
	return Promise.all(
		issues.map(async (issue) => ({
			number: issue.number,
			state: issue.state,
			subject: (await sealedContent(db, issue.id))?.subject ?? "",
			sealedAt: issue.sealed_at,
			recipients: issue.recipients ?? 0,
			accepted: (await countByState(db, issue.id)).accepted ?? 0,
			note: issue.note,
		})),
	);
}

async function readerFor(app: App, id: number | null): Promise<Reader | null> {
	if (id === null) return previewReader(app.config.publicUrl);
	const open = await openIssue(app.db);
	const subscriber = await subscriberById(app.db, id);
	if (!subscriber) return null;
	const readers = await readersOf(
		{
			db: app.db,
			tokens: app.tokens,
			publicUrl: app.config.publicUrl,
			issueId: open?.id ?? 0,
		},
		[subscriber],
	);
	return readers.get(id) ?? null;
}
