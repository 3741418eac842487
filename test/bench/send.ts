import { sealedDocuments } from "../../src/db/issue/issues.ts";
import { sendIssue } from "../../src/delivery/send.ts";
import type { CompiledIssue } from "../../src/issue/content/compiled-issue.ts";
import type { Envelope } from "../../src/issue/content/envelope.ts";
import type { OpenIssue } from "../../src/issue/renderer.ts";
import { newReader } from "../../templates/samples.ts";
import { renderer } from "../render/sample.ts";
import {
	type BenchInstallation,
	openBenchInstallation,
} from "./installation.ts";
import { type Measurement, median } from "./measurement.ts";
import { perSecond, rateMeasurement } from "./rate-measurement.ts";
import {
	composingPool,
	type Run,
	rawPool,
	smtpSource,
	timed,
} from "./send-peers.ts";
import { type BenchSink, startFastSink, startSmtpSink } from "./sink.ts";

const MESSAGES = 10_000;
const CONNECTIONS = 32;
/** The peers send fewer messages, so that each round takes about as long. */
const COMPOSED = 1_000;
const READY = 5_000;
/** Rounds that V8 needs before the speed stays the same. */
const WARM_UP = 3;
const ROUNDS = 3;

/**
 * Messages a second for an issue of 58 KB of HTML and 16 KB of text, with ledger
 * and merge, compared with senders that have neither, to the same server in
 * another process. Senders take turns; the numbers are medians of three rounds
 * after a warm-up.
 *
 * The server must be faster than the sender, so the targets against nodemailer
 * hold for the fast sink. Postfix's smtp-sink reads every byte, which takes it
 * longer than our whole sending: there smtp-source, a C program that sends one
 * message to everybody, shows the highest rate that a sender can reach.
 */
export async function bench(): Promise<Measurement[]> {
	const installation = await openBenchInstallation(MESSAGES, {
		SMTP_CONNECTIONS: String(CONNECTIONS),
	});
	try {
		const { open, raw } = await message(installation);
		const name = (sink: BenchSink) =>
			`send messages of ${Math.round(raw.length / 1000)} KB on ${CONNECTIONS} connections to ${sink.name}`;
		return [
			...(await atOwnSink(installation, open, raw, name)),
			...(await atSmtpSink(installation, open, raw, name)),
		];
	} finally {
		await installation.close();
	}
}

const COMPOSING = "nodemailer's pool, composing each message";
const READY_BYTES = "nodemailer's pool with finished bytes";

async function atOwnSink(
	installation: BenchInstallation,
	open: OpenIssue,
	raw: Buffer,
	name: (sink: BenchSink) => string,
): Promise<Measurement[]> {
	const sink = await startFastSink();
	try {
		for (let round = 1; round < WARM_UP; round++)
			await ourselves(installation, sink);
		const [ours, composing, ready] = await inTurns([
			() => ourselves(installation, sink),
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
	installation: BenchInstallation,
	open: OpenIssue,
	raw: Buffer,
	name: (sink: BenchSink) => string,
): Promise<Measurement[]> {
	const sink = await startSmtpSink();
	if (!sink) return [];
	try {
		const [ours, composing, ready, source] = await inTurns([
			() => ourselves(installation, sink),
			() => composingPool(sink, CONNECTIONS, COMPOSED, open),
			() => rawPool(sink, CONNECTIONS, READY, raw),
			() => smtpSource(sink, CONNECTIONS, MESSAGES, raw, installation.folder),
		]);
		const ceiling = (theirs: readonly Run[]) =>
			source.length > 0
				? `none; smtp-source reaches ${(median(source.map(perSecond)) / median(theirs.map(perSecond))).toFixed(1)} times`
				: "none";
		return [
			...(source.length > 0
				? [
						rateMeasurement(
							name(sink),
							ours,
							"postfix's smtp-source, a C program",
							source,
							0.7,
						),
					]
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

/** The runs of each sender, without the first one; an empty list for a sender that is not installed. */
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

async function ourselves(
	installation: BenchInstallation,
	sink: BenchSink,
): Promise<Run> {
	const id = await installation.seal();
	const sender = installation.sender(sink.url);
	const { signal } = new AbortController();
	const run = await timed(MESSAGES, async () => {
		const { state, counts } = await sendIssue(sender, id, { signal });
		if (state !== "complete" || counts.accepted !== MESSAGES)
			throw new Error(`${state}: ${JSON.stringify(counts)}`);
	});
	await sender.mailer.close();
	return run;
}

/** What the peers send: the same issue. */
async function message(
	installation: BenchInstallation,
): Promise<{ open: OpenIssue; raw: Buffer }> {
	const id = await installation.seal();
	const documents = await sealedDocuments(installation.context.db, id);
	if (!documents) throw new Error("it was not sealed");
	const open = renderer.open(
		JSON.parse(documents.compiled) as CompiledIssue,
		JSON.parse(documents.envelope) as Envelope,
	);
	return { open, raw: open.message(newReader, "peer@example.com") };
}
