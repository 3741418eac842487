import { doctored } from "./doctored.ts";
import { type Evidence, isKept } from "./evidence.ts";
import { busyAddress, mischiefFrom } from "./mischief.ts";
import { type Finding, judge } from "./oracle.ts";
import { randomFrom } from "./random.ts";
import { restlessReaders } from "./restless.ts";
import { begin, killsSoFar, runAndKill, type Soak } from "./run-and-kill.ts";
import { startWitness } from "./witness.ts";
import { openWorld } from "./world.ts";

export interface SoakPlan {
	/** The same seed gives the same troubles, aims and readers who leave, not the same interleaving. */
	seed: number;
	recipients: number;
	/** How many senders are killed. */
	kills: number;
	/** SMTP connections of each sender. */
	lanes: number;
	/** After so long it gives up, which the oracle then says. */
	minutes: number;
	/** Towards the end some domains answer 421, after which they get a message a minute. */
	busyDomains: boolean;
	/** An empty PostgreSQL database; absent: a SQLite file. */
	databaseUrl?: string;
	say(line: string): void;
}

export interface SoakReport {
	evidence: Evidence;
	findings: Finding[];
	/** Accidents made up afterwards that the oracle did not see. */
	overlooked: string[];
	kills: number;
	/** How many messages the server took more than once, by whose fault. */
	copies: { afterKill: number; afterHangUp: number };
	/** Kills by what they were aimed at. */
	aims: Map<string, number>;
	seconds: number;
}

/** Sends one issue by senders that are killed again and again, and judges what came of it. */
export async function soak(plan: SoakPlan): Promise<SoakReport> {
	const started = Date.now();
	const witness = await startWitness();
	const world = await openWorld(plan.recipients, addressesOf(plan), {
		SMTP_URL: `${witness.url}?tls=off`,
		SMTP_CONNECTIONS: String(plan.lanes),
		RETRY_FIRST: "1s",
		RETRY_MAX: "2s",
		...(plan.databaseUrl ? { DATABASE_URL: plan.databaseUrl } : {}),
	});
	const state: Soak = {
		plan,
		random: randomFrom(plan.seed),
		world,
		witness,
		runs: [],
		aims: new Map(),
		deadline: started + plan.minutes * 60_000,
	};
	try {
		await killAgainAndAgain(state);
		await goOnToTheEnd(state);
		const evidence: Evidence = {
			...(await world.evidence()),
			lanes: plan.lanes,
			recipients: [...world.recipients],
			transactions: witness.transactions(),
			runs: state.runs,
		};
		return {
			evidence,
			findings: judge(evidence),
			overlooked: overlooked(evidence),
			kills: killsSoFar(state),
			copies: copiesIn(evidence),
			aims: state.aims,
			seconds: (Date.now() - started) / 1_000,
		};
	} finally {
		await world.close();
		await witness.close();
	}
}

/** Not from the beginning on: with a domain slowed down, the next is chosen in another way. */
function addressesOf({
	busyDomains,
	recipients,
}: SoakPlan): (number: number) => string {
	return (number) =>
		busyDomains && number % 300 === 0 && number > recipients * 0.6
			? busyAddress(number)
			: `reader${number}@example.com`;
}

async function killAgainAndAgain(state: Soak): Promise<void> {
	const { plan, witness } = state;
	for (let told = 0; killsSoFar(state) < plan.kills; ) {
		if (Date.now() > state.deadline) return;
		if (await runAndKill(state)) return;
		const kills = killsSoFar(state);
		if (kills - told < Math.max(1, plan.kills / 10)) continue;
		told = kills;
		plan.say(`${kills} of ${plan.kills} kills, ${witness.taken} messages read`);
	}
}

/** Without further kills; a relay that looked broken may have paused the issue on its way. */
async function goOnToTheEnd(state: Soak): Promise<void> {
	const { plan, witness, world, deadline } = state;
	const restless = restlessReaders(state);
	const mischief = mischiefFrom(plan.seed);
	for (;;) {
		begin(state);
		witness.onStep = restless(mischief);
		const sender = world.send();
		const timer = setTimeout(
			() => sender.child.kill("SIGTERM"),
			Math.max(0, deadline - Date.now()),
		);
		const { code } = await sender.ended;
		clearTimeout(timer);
		if (code === 0 || Date.now() > deadline) return;
		plan.say(`not complete yet: ${sender.output().trim().split("\n").at(-1)}`);
	}
}

function overlooked(evidence: Evidence): string[] {
	return doctored(evidence)
		.filter(
			({ rule, evidence }) => !judge(evidence).some((one) => one.rule === rule),
		)
		.map(({ accident }) => accident);
}

function copiesIn({ transactions }: Evidence) {
	const earlier = new Map<string, boolean>();
	const copies = { afterKill: 0, afterHangUp: 0 };
	for (const transaction of transactions.filter(isKept)) {
		const hungUp = earlier.get(transaction.recipient);
		if (hungUp !== undefined) copies[hungUp ? "afterHangUp" : "afterKill"]++;
		earlier.set(transaction.recipient, transaction.hungUp);
	}
	return copies;
}
