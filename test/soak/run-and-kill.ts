import { setTimeout as wait } from "node:timers/promises";
import type { Fault } from "../support/smtp-sink.ts";
import { type Aim, aimed, aimFrom, describeAim } from "./aim.ts";
import type { Run } from "./evidence.ts";
import { mischiefFrom } from "./mischief.ts";
import type { Random } from "./random.ts";
import { restlessReaders } from "./restless.ts";
import type { SoakPlan } from "./soak.ts";
import type { Visit, Witness } from "./witness.ts";
import type { World } from "./world.ts";

export interface Soak {
	plan: SoakPlan;
	random: Random;
	world: World;
	witness: Witness;
	runs: Run[];
	/** Kills by what they were aimed at. */
	aims: Map<string, number>;
	deadline: number;
}

/** So many messages in a thousand are never answered. */
const HANGS = 2;
/** One run in so many has two senders at once. */
const PAIRS = 7;
/** A sender that has nothing to do for so long is killed as well. */
const PATIENCE = 4_000;

/**
 * Starts a sender, or two, and kills what it started.
 * @returns whether the issue is complete
 */
export async function runAndKill(state: Soak): Promise<boolean> {
	const { random, runs, aims } = state;
	const run = begin(state);
	// The first ones meet it while it seals.
	const aim: Aim =
		runs.length <= 3
			? { kind: "start", ms: 400 + random.whole(800) }
			: aimFrom(random);
	const two = runs.length > 3 && random.chance(1 / PAIRS);
	const ends = await (two ? killTwo(state) : killOne(state, aim));
	run.kills = ends.filter(({ signal }) => signal === "SIGKILL").length;
	const name = two ? "two at once" : describeAim(aim);
	aims.set(name, (aims.get(name) ?? 0) + run.kills);
	return ends.some(({ code }) => code === 0);
}

/** The next run: what is seen from now on belongs to it. */
export function begin({ runs, witness }: Soak): Run {
	const run = { number: runs.length + 1, kills: 0 };
	runs.push(run);
	witness.run = run.number;
	return run;
}

export function killsSoFar({ runs }: Soak): number {
	return runs.reduce((sum, { kills }) => sum + kills, 0);
}

async function killOne(state: Soak, aim: Aim) {
	const { plan, random, witness, world } = state;
	const from = witness.taken;
	const quota = random.whole(2 * averageQuota(state) + 1);
	const sender = world.send();
	const kill = () => sender.child.kill("SIGKILL");
	const meet = aimed(aim, () => witness.taken - from >= quota, kill);
	const mischief = mischiefFrom(plan.seed);
	witness.onStep = restlessReaders(state)(
		(visit) => meet(visit) ?? hang(visit, random) ?? mischief(visit),
	);
	const timer = setTimeout(kill, aim.kind === "start" ? aim.ms : PATIENCE);
	const end = await sender.ended;
	clearTimeout(timer);
	return [end];
}

/** The second comes while the first is at work, and goes on alone for a while. */
async function killTwo(state: Soak) {
	const { plan, random, witness, world } = state;
	const mischief = mischiefFrom(plan.seed);
	// Slowly, or the list would be through before both are up.
	witness.onStep = restlessReaders(state)(
		(visit) =>
			mischief(visit) ?? (visit.phase === "dot" ? { late: 60 } : undefined),
	);
	const first = world.send();
	await wait(random.whole(600));
	const second = world.send();
	await wait(800 + random.whole(500));
	first.child.kill("SIGKILL");
	await wait(random.whole(500));
	second.child.kill("SIGKILL");
	return Promise.all([first.ended, second.ended]);
}

/** So that some readers are left for the last kill. */
function averageQuota(state: Soak): number {
	const { plan, witness } = state;
	const messages = plan.recipients * 0.85 - witness.taken;
	return Math.max(1, Math.floor(messages / (plan.kills - killsSoFar(state))));
}

function hang({ phase }: Visit, random: Random): Fault | undefined {
	return phase === "dot" && random.chance(HANGS / 1_000)
		? { hang: true }
		: undefined;
}
