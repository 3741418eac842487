import { generateKeyPairSync } from "node:crypto";
import nodemailer, { type SendMailOptions } from "nodemailer";
import { sendIssue } from "../../src/delivery/send.ts";
import type { OpenIssue } from "../../src/issue/renderer.ts";
import { createSigner, type Signer } from "../../src/mail/dkim/signer.ts";
import { sampleEnvelope } from "../../templates/samples.ts";
import { renderer } from "../render/sample.ts";
import {
	type BenchInstallation,
	compileIssue,
	openBenchInstallation,
} from "./installation.ts";
import type { Measurement } from "./measurement.ts";
import { rateMeasurement } from "./rate-measurement.ts";
import {
	composer,
	composingPool,
	type Run,
	readerOf,
	timed,
} from "./send-peers.ts";
import { type BenchSink, startFastSink } from "./sink.ts";

const MESSAGES = 4_000;
/** The slow peer sends fewer messages, so that each round takes about as long. */
const COMPOSED = 400;
const ROUNDS = 3;
/** Rounds that V8 needs before the speed stays the same. */
const WARM_UP = 3;
/** More than the default: while a lane waits for the thread that signs, others can work. */
const LANES = 32;

/**
 * Messages a second with DKIM (RSA, 2048 bits), 58 KB of HTML and 16 KB of text:
 * merged and signed, compared with nodemailer composing and signing; then sent
 * to a sink in another process. Senders take turns; the numbers are medians of
 * three rounds after a warm-up.
 */
export async function bench(): Promise<Measurement[]> {
	const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
	const name = { domain: "example.com", selector: "digest1" };
	const signer = createSigner([
		{ ...name, algorithm: "rsa-sha256", privateKey },
	]);
	const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
	const dkim: SendMailOptions["dkim"] = {
		domainName: name.domain,
		keySelector: name.selector,
		privateKey: pem,
	};
	const open = renderer.open(await compileIssue(), sampleEnvelope);
	const installation = await openBenchInstallation(MESSAGES, {
		SMTP_CONNECTIONS: String(LANES),
	});
	const sink = await startFastSink();
	try {
		for (let round = 1; round < WARM_UP; round++)
			await send(installation, sink, signer);
		const merged: Run[] = [];
		const composed: Run[] = [];
		const sent: Run[] = [];
		const pool: Run[] = [];
		for (let round = 0; round <= ROUNDS; round++) {
			const runs = [
				[merged, await mergeAndSign(open, signer)],
				[composed, await composeAndSign(open, dkim)],
				[sent, await send(installation, sink, signer)],
				[pool, await composingPool(sink, LANES, COMPOSED, open, dkim)],
			] as const;
			for (const [all, run] of runs) if (round > 0) all.push(run);
		}
		const size = Math.round(
			open.message(readerOf(0), "size@example.com").length / 1000,
		);
		return [
			rateMeasurement(
				`merge and sign messages of ${size} KB`,
				merged,
				"nodemailer composing and signing",
				composed,
				10,
			),
			rateMeasurement(
				`send signed messages of ${size} KB on ${LANES} connections to ${sink.name}`,
				sent,
				"nodemailer's pool, composing and signing each message",
				pool,
				// The signing threads share the machine with the sink, so on two cores 10 times is out of reach.
				3,
			),
		];
	} finally {
		await sink.close();
		await installation.close();
	}
}

interface Place {
	merged?: Buffer;
	signed?: Buffer;
}

function mergeAndSign(open: OpenIssue, signer: Signer): Promise<Run> {
	const places = Array.from({ length: LANES }, (): Place => ({}));
	return atOnce(MESSAGES, async (index, lane) => {
		// As in a lane, each message is written over the one before.
		const place = places[lane] as Place;
		const id = `m${index}@example.com`;
		place.merged = open.message(readerOf(index), id, place.merged);
		place.signed = await signer.sign(place.merged, place.signed);
	});
}

function composeAndSign(
	open: OpenIssue,
	dkim: SendMailOptions["dkim"],
): Promise<Run> {
	const compose = composer(open);
	const transport = nodemailer.createTransport({
		streamTransport: true,
		buffer: true,
		newline: "windows",
	});
	return atOnce(COMPOSED, (index) =>
		transport.sendMail({ ...compose(index), dkim }),
	);
}

async function send(
	installation: BenchInstallation,
	sink: BenchSink,
	signer: Signer,
): Promise<Run> {
	const id = await installation.seal();
	const sender = { ...installation.sender(sink.url), signer };
	const { signal } = new AbortController();
	const run = await timed(MESSAGES, async () => {
		const { state, counts } = await sendIssue(sender, id, { signal });
		if (state !== "complete" || counts.accepted !== MESSAGES)
			throw new Error(`${state}: ${JSON.stringify(counts)}`);
	});
	await sender.mailer.close();
	return run;
}

function atOnce(
	messages: number,
	act: (index: number, lane: number) => Promise<unknown>,
): Promise<Run> {
	let next = 0;
	return timed(messages, () =>
		Promise.all(
			Array.from({ length: LANES }, async (_, lane) => {
				while (next < messages) await act(next++, lane);
			}),
		),
	);
}
