import { performance } from "node:perf_hooks";
import { sql } from "kysely";
import { claimDeliveries } from "../../src/db/delivery/claim-batch.ts";
import { updateIssue } from "../../src/db/issue/issues.ts";
import { createDuePicker } from "../../src/delivery/rates/pick-due.ts";
import { sendIssue } from "../../src/delivery/send.ts";
import { type Measurement, median } from "./measurement.ts";
import { type Office, openOffice } from "./sending.ts";
import { type BenchSink, startBenchSink } from "./sink.ts";

const MESSAGES = 5_000;
const ROUNDS = 5;
/** Limits of every kind, none of which is ever reached. */
const WIDE = {
	SEND_RATE: "1000000/s,1000000000/d",
	DOMAIN_RATE: "gmail.com=1000000/s;*=1000000/s,10000000/h",
};

const RECIPIENTS = 1_000_000;
const CHOICES = 2_000;
const LANES = 4;

/** What limits cost: a whole issue with and without them, and a result among a million of whom most have to wait. */
export async function bench(): Promise<Measurement[]> {
	return [await wholeIssue(), await amongMany()];
}

async function wholeIssue(): Promise<Measurement> {
	const limited = await openOffice(MESSAGES, WIDE);
	const free = await openOffice(MESSAGES);
	const sink = await startBenchSink();
	try {
		const withLimits: number[] = [];
		const without: number[] = [];
		for (let round = 0; round <= ROUNDS; round++) {
			const one = await perSecond(limited, sink);
			const other = await perSecond(free, sink);
			if (round > 0) {
				withLimits.push(one);
				without.push(other);
			}
		}
		const value = median(withLimits);
		const peerValue = median(without);
		return {
			name: "send within limits that are not reached",
			value,
			unit: "messages/s",
			peer: "without limits",
			peerValue,
			ratio: value / peerValue,
			target: "at least 0.8 times",
			pass: value / peerValue >= 0.8,
		};
	} finally {
		await sink.close();
		await limited.close();
		await free.close();
	}
}

async function perSecond(office: Office, sink: BenchSink): Promise<number> {
	const id = await office.seal();
	const sender = office.sender(sink.url);
	const begun = performance.now();
	await sendIssue(sender, id, { signal: new AbortController().signal });
	const seconds = (performance.now() - begun) / 1_000;
	await sender.mailer.close();
	return MESSAGES / seconds;
}

async function amongMany(): Promise<Measurement> {
	const office = await openOffice(RECIPIENTS, { DOMAIN_RATE: "gmail.com=1/d" });
	try {
		const { db } = office.context;
		await sql`
			update subscribers set email = 'reader' || id || '@gmail.com'
			where id % 5 < 3`.execute(db);
		const id = await office.seal();
		await updateIssue(db, id, ["sealed"], {
			state: "sending",
			updated_at: office.context.clock.now(),
		});
		const times = await choiceTimes(office, id);
		const slow =
			times.toSorted((one, other) => other - one)[CHOICES / 100] ?? 0;
		return {
			name: `choose among ${RECIPIENTS.toLocaleString("en")}, three in five of whom must wait: the slowest hundredth`,
			value: slow,
			unit: "ms",
			peer: "the median",
			peerValue: median(times),
			ratio: slow / median(times),
			target: "within 10 ms",
			pass: slow <= 10,
		};
	} finally {
		await office.close();
	}
}

/** Milliseconds of each result for all lanes, claimed as in earnest. */
async function choiceTimes(
	{ context }: Office,
	issueId: number,
): Promise<number[]> {
	const lanes = Array.from({ length: LANES }, () => ["smtp://bench"]);
	const servers = [{ name: "smtp://bench", rates: [] }];
	const picker = createDuePicker({
		config: context.config,
		issueId,
		servers,
	});
	const times: number[] = [];
	for (let result = 0; result < CHOICES; result++) {
		const now = context.clock.now();
		await context.db.transaction().execute(async (trx) => {
			const begun = performance.now();
			const { byLane } = await picker.pick(trx, now, lanes);
			times.push(performance.now() - begun);
			const picked = byLane.flatMap((one) => one?.delivery ?? []);
			if (picked.length < LANES) throw new Error("there was nothing to choose");
			await claimDeliveries(
				trx,
				issueId,
				picked.map((one) => ({
					subscriberId: one.subscriber_id,
					reader: "{}",
				})),
				{ worker: "bench:1:n", until: now, now },
			);
		});
	}
	return times;
}
