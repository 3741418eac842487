import { metaOf, setMeta } from "../db/meta.ts";
import { hashOf } from "../delivery/returns/take-came.ts";
import { Failure } from "../errors.ts";
import { ensureFolder, findFolders } from "../mail/imap/folders.ts";
import { readImapUrl } from "../mail/imap/imap-url.ts";
import { type FolderState, readFolder } from "../mail/imap/read-folder.ts";
import { whatServerSaid } from "../mail/imap/what-server-said.ts";
import { startOfUtcDay } from "../time/clock.ts";
import type { IncomingContext } from "./incoming-context.ts";
import { takeMail } from "./take-mail.ts";

/** What reading the mailbox did. */
export interface MailboxResult {
	/** Messages that were taken in. */
	taken: number;
	/** One sentence for each of them, and for what went wrong. */
	lines: string[];
	/** What went wrong with single messages or folders. */
	faults: string[];
}

/**
 * Reads what is new in the mailbox of FEEDBACK_IMAP_URL and takes each message in.
 * What could not be read is told to the editor once a day, and tried again.
 *
 * @throws Failure `no-imap` when the connection breaks: the next time goes on from there
 */
export async function readMailbox(
	context: IncomingContext,
	signal: AbortSignal,
): Promise<MailboxResult> {
	const { db, clock, config, notify } = context;
	const { feedbackImapUrl, feedbackImapMoveTo: moveTo } = config;
	if (feedbackImapUrl === null)
		throw new Failure(
			"no-imap",
			"There is no mailbox to read. Set FEEDBACK_IMAP_URL, see docs/bounces.md.",
		);
	const server = readImapUrl(feedbackImapUrl);
	// Loaded when it is used: most commands read no mailbox.
	const { openImap } = await import("../mail/imap/open-imap.ts");
	const imap = await openImap(server, config.feedbackImapTokenCommand);
	const result: MailboxResult = { taken: 0, lines: [], faults: [] };
	try {
		const folders = await findFolders(imap, config.feedbackImapFolders);
		if (moveTo !== null) await ensureFolder(imap, moveTo);
		for (const name of folders.missing)
			result.faults.push(`the mailbox has no folder ${name}`);
		for (const { path, isJunk } of folders.found) {
			if (signal.aborted || path === moveTo) continue;
			const key = `imap ${hashOf(`${server.description} ${server.user} ${path}`)}`;
			const known = await metaOf(db, key);
			const read = await readFolder(imap, path, {
				state: known === null ? null : (JSON.parse(known) as FolderState),
				save: (state) => setMeta(db, key, JSON.stringify(state)),
				take: async ({ raw, isOld }) => {
					const { lines, isDone } = await takeMail(context, raw, {
						isForNobody: isJunk || isOld,
					});
					result.lines.push(...lines);
					return isDone;
				},
				moveTo,
				now: clock.now(),
				signal,
			});
			result.taken += read.taken;
			result.faults.push(...read.faults);
		}
		await imap.logout();
	} catch (error) {
		if (error instanceof Failure) throw error;
		throw new Failure(
			"no-imap",
			`The mailbox at ${server.description} could not be read to its end: ${whatServerSaid(error)}. The next time goes on from there.`,
			{ cause: error },
		);
	} finally {
		imap.close();
		if (result.faults.length > 0)
			await notify(
				"Mail that came back could not be read",
				`${result.faults.slice(0, 5).join(". ")}. It is tried again for a day; the others were taken in.`,
				"digest feedback --imap",
				{ key: `imap faults ${startOfUtcDay(clock.now())}` },
			);
	}
	return { ...result, lines: [...result.lines, ...result.faults] };
}
