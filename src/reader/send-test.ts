import type { Context } from "../context.ts";
import { insertAuditEntry } from "../db/issue/audit-log.ts";
import { type IssueHead, sealedDocuments } from "../db/issue/issues.ts";
import { subscriberByKey } from "../db/subscriber/subscribers.ts";
import { Failure } from "../errors.ts";
import type { CompiledIssue } from "../issue/content/compiled-issue.ts";
import { type Envelope, envelopeOf } from "../issue/content/envelope.ts";
import type { Reader } from "../issue/content/reader.ts";
import { auditName } from "../issue/life/audit.ts";
import { renderDraft } from "../issue/life/render-draft.ts";
import { parseAddress } from "../subscriber/address.ts";
import { refuseSuppressed } from "../subscriber/leaving/suppression.ts";
import type { LetterContext } from "../subscriber/letters/send-letter.ts";
import { previewReader } from "./preview-reader.ts";
import { readersOf } from "./reader.ts";

/** Addresses of one test. A list gets an issue, not a test. */
const MAX_ADDRESSES = 10;

export interface TestSend {
	/** Who gets it. */
	to: readonly string[];
	/** The address of the subscriber whose copy it is; null: a new reader's. */
	as: string | null;
}

export interface TestReport {
	accepted: string[];
	failed: { to: string; why: string }[];
}

/**
 * Sends one reader's copy of an issue to a few addresses, to look at it where it
 * arrives. The subject says that it is a test. It counts as nobody's copy, and the
 * personal links in it lead nowhere, so that no test unsubscribes a reader.
 *
 * @throws Failure `bad-address`, `too-many-addresses`, `no-such-subscriber`; TemplateError
 */
export async function sendTest(
	context: Context,
	sendLetter: LetterContext["sendLetter"],
	issue: IssueHead,
	{ to, as }: TestSend,
): Promise<TestReport> {
	const addresses = new Map(
		to.map((one) => parseAddress(one)).map(({ email, key }) => [email, key]),
	);
	if (addresses.size === 0 || addresses.size > MAX_ADDRESSES)
		throw new Failure(
			"too-many-addresses",
			`A test goes to between one and ${MAX_ADDRESSES} addresses. These are ${addresses.size}.`,
		);
	const reader = await inertReader(context, issue, as);
	const { compiled, envelope } = await documentsOf(context, issue);
	const open = context.renderer.open(compiled, envelope);
	const letter = {
		subject: `[Test] ${open.subject(reader)}`,
		html: open.html(reader),
		text: open.text(reader),
		date: context.clock.now(),
	};
	const report: TestReport = { accepted: [], failed: [] };
	for (const [address, key] of addresses)
		try {
			await refuseSuppressed(context.db, key);
			await sendLetter({ ...letter, to: address });
			report.accepted.push(address);
		} catch (error) {
			if (!(error instanceof Failure)) throw error;
			report.failed.push({ to: address, why: error.message });
		}
	await context.db.transaction().execute((trx) =>
		insertAuditEntry(trx, {
			at: context.clock.now(),
			who: context.actor ?? "schedule",
			action: "test",
			what: auditName(issue),
			before: null,
			after: { accepted: report.accepted, failed: report.failed.length },
		}),
	);
	return report;
}

/** @param as null: a new reader */
async function inertReader(
	context: Context,
	issue: IssueHead,
	as: string | null,
): Promise<Reader> {
	const inert = previewReader(context.config.publicUrl);
	if (as === null) return inert;
	const subscriber = await subscriberByKey(context.db, parseAddress(as).key);
	const reader =
		subscriber &&
		(await readersOf(context, issue.id, [subscriber])).get(subscriber.id);
	if (!reader)
		throw new Failure(
			"no-such-subscriber",
			`${as} is not a subscriber. Choose another reader, or none for a new one.`,
		);
	const { unsubscribeUrl, voteUrl, bookmarksUrl, preferencesUrl } = inert;
	return { ...reader, unsubscribeUrl, voteUrl, bookmarksUrl, preferencesUrl };
}

async function documentsOf(
	context: Context,
	issue: IssueHead,
): Promise<{ compiled: CompiledIssue; envelope: Envelope }> {
	const sealed = await sealedDocuments(context.db, issue.id);
	if (sealed)
		return {
			compiled: JSON.parse(sealed.compiled) as CompiledIssue,
			envelope: JSON.parse(sealed.envelope) as Envelope,
		};
	const { compiled } = await renderDraft(context, issue);
	return {
		compiled,
		envelope: envelopeOf(context.config, issue.number ?? 0, issue.window_end),
	};
}
