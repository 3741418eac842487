import { sql } from "kysely";
import { ledgerAlone } from "./ledger-run.ts";
import { type Measurement, median } from "./measurement.ts";
import { residentWhileSending } from "./resident.ts";
import type { Run } from "./send-peers.ts";
import { type Office, openOffice } from "./sending.ts";
import { startOwnSink } from "./sink.ts";

const MANY = 1_000_000;
const FEW = 10_000;
/** In turns, each of so many messages. */
const RUNS = 25;
const MESSAGES = 2_000;
const CLAIMS = 21;
const SECONDS = 30;

/** What an issue to a million costs, beside one to ten thousand. */
export async function bench(): Promise<Measurement[]> {
	const many = await openOffice(MANY);
	const few = await openOffice(FEW);
	try {
		const start = performance.now();
		const id = await many.seal();
		const freezing = performance.now() - start;
		const small = performance.now();
		await few.seal();
		const freezingFew = performance.now() - small;
		const resident = await memory(many);
		return [
			measurement(
				"freeze 1,000,000 recipients",
				[freezing, "ms", freezingFew],
				"within 5,000 ms",
				freezing <= 5_000,
			),
			resident,
			await cost(many, id, few),
			await nextClaim(many, id, few),
		];
	} finally {
		await many.close();
		await few.close();
	}
}

async function memory(many: Office): Promise<Measurement> {
	const sink = await startOwnSink();
	try {
		const samples = await residentWhileSending(many, sink, SECONDS);
		const value = Math.max(...samples);
		const early = median(samples.slice(SECONDS / 3, SECONDS / 2));
		const late = median(samples.slice(-SECONDS / 6));
		return {
			name: "resident memory while sending to 1,000,000, at its highest",
			value,
			unit: "MB",
			peer: `after ${SECONDS / 3} seconds`,
			peerValue: early,
			ratio: value / early,
			target: "under 150 MB, and flat",
			pass: value < 150 && late / early < 1.05,
		};
	} finally {
		await sink.close();
	}
}

async function cost(
	many: Office,
	id: number,
	few: Office,
): Promise<Measurement> {
	const lanes = many.context.config.smtpConnections;
	const large: Run[] = [];
	const small: Run[] = [];
	let fewId = 0;
	for (let run = 0; run <= RUNS; run++) {
		if (run % 4 === 0) fewId = await few.seal();
		const runs = [
			[large, await ledgerAlone(many, id, lanes, MESSAGES)],
			[small, await ledgerAlone(few, fewId, lanes, MESSAGES)],
		] as const;
		// The first ones warm up.
		for (const [all, one] of runs) if (run > 0) all.push(one);
	}
	const value = median(large.map(microseconds));
	const peerValue = median(small.map(microseconds));
	return {
		...measurement(
			`the ledger's cost of a message to 1,000,000, on ${lanes} lanes`,
			[value, "µs", peerValue],
			"within 1.1 times",
			value <= 1.1 * peerValue,
		),
		cpu: { value: cpuOf(large), peerValue: cpuOf(small) },
	};
}

/** From the request to the claim on disk, nine tenths of the way through. */
async function nextClaim(
	many: Office,
	id: number,
	few: Office,
): Promise<Measurement> {
	await sql`
		update deliveries set state = 'accepted', reader = null
		where issue_id = ${id} and subscriber_id <= ${0.9 * MANY}`.execute(
		many.context.db,
	);
	const claims = async (office: Office, issue: number) => {
		const times: number[] = [];
		for (let claim = 0; claim < CLAIMS; claim++)
			times.push((await ledgerAlone(office, issue, 1, 1)).seconds * 1e3);
		return median(times);
	};
	const value = await claims(many, id);
	return measurement(
		"claim and record one more after 900,000 of 1,000,000",
		[value, "ms", await claims(few, await few.seal())],
		"within 10 ms",
		value <= 10,
	);
}

/** Of a message. */
function microseconds({ messages, seconds }: Run): number {
	return (seconds / messages) * 1e6;
}

function cpuOf(runs: readonly Run[]): number {
	return median(
		runs.map(
			({ messages, cpuSeconds }) => ((cpuSeconds ?? 0) / messages) * 1e6,
		),
	);
}

function measurement(
	name: string,
	[value, unit, peerValue]: [number, string, number],
	target: string,
	pass: boolean,
): Measurement {
	const ratio = value / peerValue;
	const peer = "the same for 10,000";
	return { name, value, unit, peer, peerValue, ratio, target, pass };
}
