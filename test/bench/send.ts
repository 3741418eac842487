import { sealedDocuments } from "../../src/db/issues.ts";
import { sendIssue } from "../../src/delivery/send.ts";
import type {
	CompiledIssue,
	Envelope,
	OpenIssue,
} from "../../src/render/renderer.ts";
import { newReader } from "../../templates/samples.ts";
import { renderer } from "../render/sample.ts";
import { type Measurement, median } from "./measurement.ts";
import {
	composingPool,
	type Run,
	rawPool,
	smtpSource,
	timed,
} from "./send-peers.ts";
import { type Office, openOffice } from "./sending.ts";
import { type BenchSink, startBenchSink } from "./sink.ts";

const MESSAGES = 5_000;
const CONNECTIONS = 16;
/** The slow peer sends fewer, so that every round takes about as long. */
const COMPOSED = 1_000;
const ROUNDS = 5;

/**
 * Messages a second for an issue of 60 KB of HTML and 7 KB of text, with
 * ledger and merge, beside senders with neither, to the same server in another
 * process. In turns; the medians of five rounds after one to warm up.
 */
export async function bench(): Promise<Measurement[]> {
	const office = await openOffice(MESSAGES, {
		SMTP_CONNECTIONS: String(CONNECTIONS),
	});
	const sink = await startBenchSink();
	try {
		const lanes = office.desk.config.smtpConnections;
		const { open, raw } = await message(office);
		const ours: Run[] = [];
		const composing: Run[] = [];
		const ready: Run[] = [];
		const source: Run[] = [];
		for (let round = 0; round <= ROUNDS; round++) {
			const runs = [
				[ours, await ourselves(office, sink)],
				[composing, await composingPool(sink, lanes, COMPOSED, open)],
				[ready, await rawPool(sink, lanes, MESSAGES, raw)],
				[source, await smtpSource(sink, lanes, MESSAGES, raw, office.folder)],
			] as const;
			for (const [all, run] of runs) if (round > 0 && run) all.push(run);
		}
		const kilobytes = Math.round(raw.length / 1000);
		const name = `send messages of ${kilobytes} KB on ${lanes} connections to ${sink.name}`;
		return [
			measurement(name, ours, "nodemailer's pool that composes", composing, 10),
			measurement(name, ours, "nodemailer's pool of ready bytes", ready, 2),
			...(source.length > 0
				? [measurement(name, ours, "smtp-source", source, 0.7)]
				: []),
		];
	} finally {
		await sink.close();
		await office.close();
	}
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
	const documents = await sealedDocuments(office.desk.db, id);
	if (!documents) throw new Error("it was not sealed");
	const open = renderer.open(
		JSON.parse(documents.compiled) as CompiledIssue,
		JSON.parse(documents.envelope) as Envelope,
	);
	return { open, raw: open.message(newReader, "peer@example.com") };
}

function measurement(
	name: string,
	ours: readonly Run[],
	peer: string,
	theirs: readonly Run[],
	atLeast: number,
): Measurement {
	const value = median(ours.map(perSecond));
	const peerValue = median(theirs.map(perSecond));
	const ratio = value / peerValue;
	return {
		name,
		value,
		unit: "messages/s",
		peer,
		peerValue,
		ratio,
		cpu: { value: cpuOf(ours), peerValue: cpuOf(theirs) },
		target: `at least ${atLeast} times`,
		pass: ratio >= atLeast,
	};
}

function perSecond({ messages, seconds }: Run): number {
	return messages / seconds;
}

/** Microseconds a message. */
function cpuOf(runs: readonly Run[]): number | null {
	const known = runs.flatMap(({ messages, cpuSeconds }) =>
		cpuSeconds === null ? [] : [(cpuSeconds / messages) * 1e6],
	);
	return known.length > 0 ? median(known) : null;
}
