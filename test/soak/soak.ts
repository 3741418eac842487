import { type Evidence, mayBeAccepted } from "./evidence.ts";
import { busyAddress, faultsFrom } from "./fault-injection.ts";
import { findViolations, type Violation } from "./find-violations.ts";
import { openSoakInstallation } from "./installation.ts";
import { plantViolations } from "./planted-violations.ts";
import { randomFrom } from "./random.ts";
import { withReaderActivity } from "./reader-activity.ts";
import { startRecordingServer } from "./recording-server.ts";
import {
	begin,
	killsSoFar,
	runAndKill,
	type SoakState,
} from "./run-and-kill.ts";

export interface SoakPlan {
	/** The same seed gives the same faults, kill moments and leaving readers, but not the same interleaving. */
	seed: number;
	recipients: number;
	/** How many senders are killed. */
	kills: number;
	/** SMTP connections of each sender. */
	lanes: number;
	/** The time limit. A run that reaches it fails, because the issue is not complete. */
	minutes: number;
	/** Towards the end some domains answer 421, after which they get a message a minute. */
	busyDomains: boolean;
	/** The issue goes out in these stages; absent: at once. */
	stages?: string;
	/** An empty PostgreSQL database; absent: a SQLite file. */
	databaseUrl?: string;
	say(line: string): void;
}

export interface SoakReport {
	evidence: Evidence;
	violations: Violation[];
	/** Violations planted afterwards that the check did not find. */
	overlooked: string[];
	kills: number;
	/** Second copies that the server may have accepted, by their cause. */
	copies: { afterKill: number; afterHangUp: number };
	/** How many senders were killed at which moment. */
	killsByMoment: Map<string, number>;
	seconds: number;
}

/** Sends one issue with senders that are killed again and again, and checks that the promise was kept. */
export async function soak(plan: SoakPlan): Promise<SoakReport> {
	const started = Date.now();
	const server = await startRecordingServer();
	const installation = await openSoakInstallation(
		plan.recipients,
		addressesOf(plan),
		{
			SMTP_URL: `${server.url}?tls=off`,
			SMTP_CONNECTIONS: String(plan.lanes),
			RETRY_FIRST: "1s",
			RETRY_MAX: "2s",
			...(plan.stages ? { STAGES: plan.stages } : {}),
			...(plan.databaseUrl ? { DATABASE_URL: plan.databaseUrl } : {}),
		},
	);
	const state: SoakState = {
		plan,
		random: randomFrom(plan.seed),
		installation,
		server,
		runs: [],
		killsByMoment: new Map(),
		deadline: started + plan.minutes * 60_000,
	};
	try {
		await killAgainAndAgain(state);
		await goOnToTheEnd(state);
		const evidence: Evidence = {
			...(await installation.evidence()),
			lanes: plan.lanes,
			recipients: [...installation.recipients],
			transactions: server.transactions(),
			runs: state.runs,
		};
		return {
			evidence,
			violations: findViolations(evidence),
			overlooked: overlooked(evidence),
			kills: killsSoFar(state),
			copies: copiesIn(evidence),
			killsByMoment: state.killsByMoment,
			seconds: (Date.now() - started) / 1_000,
		};
	} finally {
		await installation.close();
		await server.close();
	}
}

/** Busy domains come late in the list: once a domain is slowed down, the next message is picked in another way. */
function addressesOf({
	busyDomains,
	recipients,
}: SoakPlan): (number: number) => string {
	return (number) =>
		busyDomains && number % 300 === 0 && number > recipients * 0.6
			? busyAddress(number)
			: `reader${number}@example.com`;
}

async function killAgainAndAgain(state: SoakState): Promise<void> {
	const { plan, server } = state;
	for (let reported = 0; killsSoFar(state) < plan.kills; ) {
		if (Date.now() > state.deadline) return;
		if (await runAndKill(state)) return;
		const kills = killsSoFar(state);
		if (kills - reported < Math.max(1, plan.kills / 10)) continue;
		reported = kills;
		plan.say(
			`${kills} of ${plan.kills} senders killed, ${server.received} messages received`,
		);
	}
}

/** Sends the rest without kills. The circuit breaker may have paused the issue, so it may take several senders. */
async function goOnToTheEnd(state: SoakState): Promise<void> {
	const { plan, server, installation, deadline } = state;
	const withActivity = withReaderActivity(state);
	const faults = faultsFrom(plan.seed);
	for (;;) {
		begin(state);
		server.onStep = withActivity(faults);
		const sender = installation.send();
		const timer = setTimeout(
			() => sender.child.kill("SIGTERM"),
			Math.max(0, deadline - Date.now()),
		);
		const { code } = await sender.ended;
		clearTimeout(timer);
		if (code === 0 || Date.now() > deadline) return;
		plan.say(
			`The issue is not complete yet: ${sender.output().trim().split("\n").at(-1)}`,
		);
	}
}

function overlooked(evidence: Evidence): string[] {
	return plantViolations(evidence)
		.filter(
			({ rule, evidence }) =>
				!findViolations(evidence).some((one) => one.rule === rule),
		)
		.map(({ violation }) => violation);
}

function copiesIn({ transactions }: Evidence) {
	const earlier = new Map<string, boolean>();
	const copies = { afterKill: 0, afterHangUp: 0 };
	for (const transaction of transactions.filter(mayBeAccepted)) {
		const hungUp = earlier.get(transaction.recipient);
		if (hungUp !== undefined) copies[hungUp ? "afterHangUp" : "afterKill"]++;
		earlier.set(transaction.recipient, transaction.hungUp);
	}
	return copies;
}
