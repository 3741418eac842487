import { performance } from "node:perf_hooks";
import { sql } from "kysely";
import { claimDeliveries } from "../../src/db/delivery/claims.ts";
import { updateIssue } from "../../src/db/issue/issue-changes.ts";
import { createDuePicker } from "../../src/delivery/rates/pick-due.ts";
import { sendIssue } from "../../src/delivery/send.ts";
import {
	type BenchInstallation,
	openBenchInstallation,
} from "./installation.ts";
import { type Measurement, median } from "./measurement.ts";
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

/** What rate limits cost: a whole issue with and without them, and picking the next of a million when most must wait. */
export async function bench(): Promise<Measurement[]> {
	return [await wholeIssue(), await amongMany()];
}

async function wholeIssue(): Promise<Measurement> {
	const limited = await openBenchInstallation(MESSAGES, WIDE);
	const free = await openBenchInstallation(MESSAGES);
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
			name: "send within rate limits that are never reached",
			value,
			unit: "messages/s",
			peer: "sending without rate limits",
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

async function perSecond(
	installation: BenchInstallation,
	sink: BenchSink,
): Promise<number> {
	const id = await installation.seal();
	const sender = installation.sender(sink.url);
	const begun = performance.now();
	await sendIssue(sender, id, { signal: new AbortController().signal });
	const seconds = (performance.now() - begun) / 1_000;
	await sender.mailer.close();
	return MESSAGES / seconds;
}

async function amongMany(): Promise<Measurement> {
	const installation = await openBenchInstallation(RECIPIENTS, {
		DOMAIN_RATE: "gmail.com=1/d",
	});
	try {
		const { db } = installation.context;
		await sql`
			update subscribers set email = 'reader' || id || '@gmail.com'
			where id % 5 < 3`.execute(db);
		const id = await installation.seal();
		await updateIssue(db, id, ["sealed"], {
			state: "sending",
			updated_at: installation.context.clock.now(),
		});
		const times = await choiceTimes(installation, id);
		const slow =
			times.toSorted((one, other) => other - one)[CHOICES / 100] ?? 0;
		return {
			name: `pick the next of ${RECIPIENTS.toLocaleString("en")} when three in five must wait, 99th percentile`,
			value: slow,
			unit: "ms",
			peer: "the median of the same",
			peerValue: median(times),
			ratio: slow / median(times),
			target: "at most 10 ms",
			pass: slow <= 10,
		};
	} finally {
		await installation.close();
	}
}

/** The time to pick for all lanes, ms, several times. What is picked is claimed, as by a sender. */
async function choiceTimes(
	{ context }: BenchInstallation,
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
			if (picked.length < LANES) throw new Error("there was nothing to pick");
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
