import type { Running } from "../support/process.ts";
import type { Fault } from "../support/smtp-sink.ts";
import { type Aim, aimed, aimFrom, describeAim } from "./aim.ts";
import { doctored } from "./doctored.ts";
import { type Evidence, isKept, type Run } from "./evidence.ts";
import { mischiefFrom } from "./mischief.ts";
import { type Finding, judge } from "./oracle.ts";
import { type Random, randomFrom } from "./random.ts";
import { startWitness, type Visit, type Witness } from "./witness.ts";
import { openWorld, type World } from "./world.ts";

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

interface Soak {
	plan: SoakPlan;
	random: Random;
	world: World;
	witness: Witness;
	runs: Run[];
	aims: Map<string, number>;
	deadline: number;
}

/** While killing goes on, so many messages in a thousand are never answered. */
const HANGS = 2;
/** One reader leaves, and one saves a tool, for so many messages. */
const RESTLESS = 100;
/** One run in so many has two senders at once. */
const PAIRS = 7;
/** A sender that has nothing to do for so long is killed as well. */
const PATIENCE = 4_000;

/** Sends one issue by senders that are killed again and again, and judges what came of it. */
export async function soak(plan: SoakPlan): Promise<SoakReport> {
	const started = Date.now();
	const witness = await startWitness();
	const world = await openWorld(plan.recipients, {
		SMTP_URL: `${witness.url}?tls=off`,
		SMTP_CONNECTIONS: String(plan.lanes),
		RETRY_FIRST: "1s",
		RETRY_MAX: "2s",
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

/** @returns whether the issue is complete */
async function runAndKill(state: Soak): Promise<boolean> {
	const { plan, random, witness, world, runs, aims } = state;
	// The first ones meet it while it seals.
	const aim: Aim =
		runs.length < 3
			? { kind: "start", ms: 400 + random.whole(800) }
			: aimFrom(random);
	const run = begin(state);
	const from = witness.taken;
	const quota = random.whole(2 * averageQuota(state) + 1);
	const senders = [world.send()];
	if (random.chance(1 / PAIRS)) senders.push(world.send());
	const apart = random.whole(200);
	const kill = () => killAll(senders, apart);
	const meet = aimed(aim, () => witness.taken - from >= quota, kill);
	const restless = restlessReaders(state);
	const mischief = mischiefFrom(plan.seed);
	witness.onStep = restless(
		(visit) => meet(visit) ?? hang(visit, random) ?? mischief(visit),
	);
	const timer = setTimeout(kill, aim.kind === "start" ? aim.ms : PATIENCE);
	const ends = await Promise.all(senders.map(({ ended }) => ended));
	clearTimeout(timer);
	run.kills = ends.filter(({ signal }) => signal === "SIGKILL").length;
	const name = describeAim(aim);
	aims.set(name, (aims.get(name) ?? 0) + run.kills);
	return ends.some(({ code }) => code === 0);
}

function begin({ runs, witness }: Soak): Run {
	const run = { number: runs.length + 1, kills: 0 };
	runs.push(run);
	witness.run = run.number;
	return run;
}

/** So that some readers are left for the last kill. */
function averageQuota(state: Soak): number {
	const { plan, witness } = state;
	const messages = plan.recipients * 0.85 - witness.taken;
	return Math.max(1, Math.floor(messages / (plan.kills - killsSoFar(state))));
}

function killsSoFar({ runs }: Soak): number {
	return runs.reduce((sum, { kills }) => sum + kills, 0);
}

/** The first at once, the others `apart` milliseconds later. */
function killAll([first, ...others]: Running[], apart: number): void {
	first?.child.kill("SIGKILL");
	for (const { child } of others)
		setTimeout(() => child.kill("SIGKILL"), apart);
}

function hang({ phase }: Visit, random: Random): Fault | undefined {
	return phase === "dot" && random.chance(HANGS / 1_000)
		? { hang: true }
		: undefined;
}

/**
 * Readers who leave or save a tool at any time, while their message is on its
 * way, or just when it has met with a fault and must go out again.
 */
function restlessReaders({ random, world, witness }: Soak) {
	const reader = (recipient: string) =>
		random.chance(0.3)
			? recipient
			: (world.recipients[random.whole(world.recipients.length)] ?? "");
	return (faultOf: (visit: Visit) => Fault | undefined) => (visit: Visit) => {
		const fault = faultOf(visit);
		if (visit.phase === "RCPT" && random.chance(1 / RESTLESS))
			void world.leave(reader(visit.recipient), witness.moment);
		if (visit.phase === "dot" && random.chance(1 / RESTLESS))
			void world.save(reader(visit.recipient));
		if (fault && random.chance(0.5)) void world.save(visit.recipient);
		if (fault && random.chance(0.05))
			void world.leave(visit.recipient, witness.moment);
		return fault;
	};
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
