import { setTimeout as wait } from "node:timers/promises";
import type { Fault } from "../support/smtp-sink.ts";
import type { Run } from "./evidence.ts";
import { faultsFrom } from "./fault-injection.ts";
import type { SoakInstallation } from "./installation.ts";
import {
	describeMoment,
	type KillMoment,
	killAt,
	randomMoment,
} from "./kill-moment.ts";
import type { Random } from "./random.ts";
import { withReaderActivity } from "./reader-activity.ts";
import type { Attempt, RecordingServer } from "./recording-server.ts";
import type { SoakPlan } from "./soak.ts";

export interface SoakState {
	plan: SoakPlan;
	random: Random;
	installation: SoakInstallation;
	server: RecordingServer;
	runs: Run[];
	/** How many senders were killed at which moment. */
	killsByMoment: Map<string, number>;
	deadline: number;
}

/** How many messages in a thousand are never answered. */
const HANGS_PER_THOUSAND = 2;
/** One run in this many has two senders at once. */
const RUNS_PER_PAIR = 7;
/** A sender that runs this long without reaching its moment is killed as well, ms. */
const IDLE_MS = 4_000;

/**
 * Starts a sender, or two, and kills what it started.
 * @returns whether the issue is complete
 */
export async function runAndKill(state: SoakState): Promise<boolean> {
	const { random, runs, killsByMoment } = state;
	const run = begin(state);
	// The first senders are killed while they seal the issue.
	const moment: KillMoment =
		runs.length <= 3
			? { kind: "start", ms: 400 + random.whole(800) }
			: randomMoment(random);
	const two = runs.length > 3 && random.chance(1 / RUNS_PER_PAIR);
	const ends = await (two ? killTwo(state) : killOne(state, moment));
	run.kills = ends.filter(({ signal }) => signal === "SIGKILL").length;
	const name = two ? "two at once" : describeMoment(moment);
	killsByMoment.set(name, (killsByMoment.get(name) ?? 0) + run.kills);
	return ends.some(({ code }) => code === 0);
}

/** Begins the next run: what the server records from now on belongs to it. */
export function begin({ runs, server }: SoakState): Run {
	const run = { number: runs.length + 1, kills: 0 };
	runs.push(run);
	server.run = run.number;
	return run;
}

export function killsSoFar({ runs }: SoakState): number {
	return runs.reduce((sum, { kills }) => sum + kills, 0);
}

async function killOne(state: SoakState, moment: KillMoment) {
	const { plan, random, server, installation } = state;
	const from = server.received;
	const quota = random.whole(2 * averageQuota(state) + 1);
	const sender = installation.send();
	const kill = () => sender.child.kill("SIGKILL");
	const kills = killAt(moment, () => server.received - from >= quota, kill);
	const faults = faultsFrom(plan.seed);
	server.onStep = withReaderActivity(state)(
		(attempt) => kills(attempt) ?? hang(attempt, random) ?? faults(attempt),
	);
	const timer = setTimeout(kill, moment.kind === "start" ? moment.ms : IDLE_MS);
	const end = await sender.ended;
	clearTimeout(timer);
	return [end];
}

/** The second starts while the first is sending, and goes on alone for a while. */
async function killTwo(state: SoakState) {
	const { plan, random, server, installation } = state;
	const faults = faultsFrom(plan.seed);
	// Slow answers: otherwise everything would be sent before both have started.
	server.onStep = withReaderActivity(state)(
		(attempt) =>
			faults(attempt) ?? (attempt.phase === "dot" ? { late: 60 } : undefined),
	);
	const first = installation.send();
	await wait(random.whole(600));
	const second = installation.send();
	await wait(800 + random.whole(500));
	first.child.kill("SIGKILL");
	await wait(random.whole(500));
	second.child.kill("SIGKILL");
	return Promise.all([first.ended, second.ended]);
}

/** Messages between two kills, so that some readers are left for the last one. */
function averageQuota(state: SoakState): number {
	const { plan, server } = state;
	const messages = plan.recipients * 0.85 - server.received;
	return Math.max(1, Math.floor(messages / (plan.kills - killsSoFar(state))));
}

function hang({ phase }: Attempt, random: Random): Fault | undefined {
	return phase === "dot" && random.chance(HANGS_PER_THOUSAND / 1_000)
		? { hang: true }
		: undefined;
}
