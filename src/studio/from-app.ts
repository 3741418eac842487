import type { App } from "../app.ts";
import { countByState } from "../db/deliveries.ts";
import { HOLDING, issuesInStates } from "../db/issues.ts";
import { findReaders } from "../db/readers.ts";
import { subscriberById } from "../db/subscribers.ts";
import { messageIdOf } from "../delivery/message-for.ts";
import { readersOf } from "../delivery/reader.ts";
import { comingIssue } from "../issue/coming.ts";
import { envelopeOf } from "../issue/envelope.ts";
import { siteLinks } from "../issue/links.ts";
import { sealedContent } from "../issue/sealed.ts";
import { anonymousReader, type Reader } from "../render/renderer.ts";
import type { PastIssue, StudioDeps } from "./deps.ts";
import { stampOf } from "./stamp.ts";

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
				html: open.html(reader),
				text: open.text(reader),
				raw: open.message(reader, messageIdOf({ desk, tokens }, 0, 0)),
			};
		},
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
	if (id === null) return madeUp(app);
	const subscriber = await subscriberById(app.db, id);
	if (!subscriber) return null;
	const readers = await readersOf(
		{
			db: app.db,
			dialect: app.dialect,
			tokens: app.tokens,
			publicUrl: app.config.publicUrl,
			issueId: 0,
		},
		[subscriber],
	);
	return readers.get(id) ?? null;
}

/** A newcomer without a name or bookmarks, whose link out leads nowhere. */
function madeUp({ config }: App): Reader {
	const links = siteLinks(config.publicUrl);
	return {
		...anonymousReader,
		address: "reader@example.com",
		unsubscribeUrl: links.unsubscribe("preview"),
		voteUrl: links.vote("preview"),
		bookmarksUrl: links.bookmarks("preview"),
		preferencesUrl: links.preferences("preview"),
	};
}
