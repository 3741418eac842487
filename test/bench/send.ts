import { sealedDocuments } from "../../src/db/issue/issues.ts";
import { sendIssue } from "../../src/delivery/send.ts";
import type { CompiledIssue } from "../../src/issue/content/compiled-issue.ts";
import type { Envelope } from "../../src/issue/content/envelope.ts";
import type { OpenIssue } from "../../src/issue/renderer.ts";
import { newReader } from "../../templates/samples.ts";
import { renderer } from "../render/sample.ts";
import { type Measurement, median } from "./measurement.ts";
import { perSecond, rateMeasurement } from "./rate.ts";
import {
	composingPool,
	type Run,
	rawPool,
	smtpSource,
	timed,
} from "./send-peers.ts";
import { type Office, openOffice } from "./sending.ts";
import { type BenchSink, startOwnSink, startSmtpSink } from "./sink.ts";

const MESSAGES = 10_000;
const CONNECTIONS = 32;
/** The peers send fewer, so that every round takes about as long. */
const COMPOSED = 1_000;
const READY = 5_000;
/** As often V8 has to see all of it before it stays as fast as it gets. */
const WARM_UP = 3;
const ROUNDS = 3;

/**
 * Messages a second for an issue of 58 KB of HTML and 16 KB of text, with
 * ledger and merge, beside senders with neither, to the same server in another
 * process. In turns; the medians of three rounds, once everybody is warm.
 *
 * A sender can be measured only against a server that is faster than it is, so
 * the targets beside nodemailer hold at our own sink. Postfix's smtp-sink looks
 * at every byte, which takes it longer than all of our sending takes us: there
 * smtp-source, in C and with one message for all, shows how far anybody gets.
 */
export async function bench(): Promise<Measurement[]> {
	const office = await openOffice(MESSAGES, {
		SMTP_CONNECTIONS: String(CONNECTIONS),
	});
	try {
		const { open, raw } = await message(office);
		const name = (sink: BenchSink) =>
			`send messages of ${Math.round(raw.length / 1000)} KB on ${CONNECTIONS} connections to ${sink.name}`;
		return [
			...(await atOwnSink(office, open, raw, name)),
			...(await atSmtpSink(office, open, raw, name)),
		];
	} finally {
		await office.close();
	}
}

const COMPOSING = "nodemailer's pool that composes";
const READY_BYTES = "nodemailer's pool of ready bytes";

async function atOwnSink(
	office: Office,
	open: OpenIssue,
	raw: Buffer,
	name: (sink: BenchSink) => string,
): Promise<Measurement[]> {
	const sink = await startOwnSink();
	try {
		for (let round = 1; round < WARM_UP; round++) await ourselves(office, sink);
		const [ours, composing, ready] = await inTurns([
			() => ourselves(office, sink),
			() => composingPool(sink, CONNECTIONS, COMPOSED, open),
			() => rawPool(sink, CONNECTIONS, READY, raw),
		]);
		return [
			rateMeasurement(name(sink), ours, COMPOSING, composing, 10),
			rateMeasurement(name(sink), ours, READY_BYTES, ready, 2),
		];
	} finally {
		await sink.close();
	}
}

async function atSmtpSink(
	office: Office,
	open: OpenIssue,
	raw: Buffer,
	name: (sink: BenchSink) => string,
): Promise<Measurement[]> {
	const sink = await startSmtpSink();
	if (!sink) return [];
	try {
		const [ours, composing, ready, source] = await inTurns([
			() => ourselves(office, sink),
			() => composingPool(sink, CONNECTIONS, COMPOSED, open),
			() => rawPool(sink, CONNECTIONS, READY, raw),
			() => smtpSource(sink, CONNECTIONS, MESSAGES, raw, office.folder),
		]);
		const ceiling = (theirs: readonly Run[]) =>
			source.length > 0
				? `printed; smtp-source: ${(median(source.map(perSecond)) / median(theirs.map(perSecond))).toFixed(1)} times`
				: "printed";
		return [
			...(source.length > 0
				? [rateMeasurement(name(sink), ours, "smtp-source, in C", source, 0.7)]
				: []),
			rateMeasurement(
				name(sink),
				ours,
				COMPOSING,
				composing,
				ceiling(composing),
			),
			rateMeasurement(name(sink), ours, READY_BYTES, ready, ceiling(ready)),
		];
	} finally {
		await sink.close();
	}
}

/** The runs of each sender, after one that does not count; none of one that is not installed. */
async function inTurns<
	const Senders extends readonly (() => Promise<Run | null>)[],
>(senders: Senders): Promise<{ [Index in keyof Senders]: Run[] }> {
	const runs = senders.map((): Run[] => []);
	for (let round = 0; round <= ROUNDS; round++)
		for (const [index, send] of senders.entries()) {
			const run = await send();
			if (round > 0 && run) runs[index]?.push(run);
		}
	return runs as { [Index in keyof Senders]: Run[] };
}

async function ourselves(office: Office, sink: BenchSink): Promise<Run> {
	const id = await office.seal();
	const sender = office.sender(sink.url);
	const { signal } = new AbortController();
	const run = await timed(MESSAGES, async () => {
		const { state, counts } = await sendIssue(sender, id, { signal });
		if (state !== "complete" || counts.accepted !== MESSAGES)
			throw new Error(`${state}: ${JSON.stringify(counts)}`);
	});
	await sender.mailer.close();
	return run;
}

/** What the peers send: the very same issue. */
async function message(
	office: Office,
): Promise<{ open: OpenIssue; raw: Buffer }> {
	const id = await office.seal();
	const documents = await sealedDocuments(office.context.db, id);
	if (!documents) throw new Error("it was not sealed");
	const open = renderer.open(
		JSON.parse(documents.compiled) as CompiledIssue,
		JSON.parse(documents.envelope) as Envelope,
	);
	return { open, raw: open.message(newReader, "peer@example.com") };
}
