import { DELIVERY_TRANSITIONS } from "../../src/db/delivery/delivery-states.ts";
import { type Evidence, mayBeAccepted } from "./evidence.ts";
import { type Case, FINAL, RULES } from "./rules.ts";

export interface Violation {
	rule: string;
	/** What broke it: a sentence for people. */
	what: string;
}

/** What in the evidence breaks the promise; empty when it was kept. */
export function findViolations(evidence: Evidence): Violation[] {
	const cases = casesOf(evidence);
	return [
		...wholeIssue(evidence),
		...[...cases.values()].flatMap((one) =>
			Object.entries(RULES).flatMap(([rule, breaks]) => {
				const what = breaks(one);
				return what ? [{ rule, what: `${one.email} ${what}` }] : [];
			}),
		),
		...mailsToOthers(evidence),
		...sharedIds(evidence),
		...wrongSteps(evidence),
		...copiesOfKills(evidence, cases),
	];
}

function casesOf(evidence: Evidence): Map<string, Case> {
	const cases = new Map<string, Case>();
	for (const email of evidence.recipients)
		cases.set(email, {
			email,
			delivery: undefined,
			unsure: 0,
			transactions: [],
			taken: [],
			leaver: undefined,
			expectedHash: evidence.expectedHashes.get(email),
		});
	for (const delivery of evidence.deliveries) {
		const one = cases.get(delivery.email);
		if (one) one.delivery = delivery;
	}
	for (const { email, result } of evidence.attempts) {
		const one = cases.get(email);
		if (one && result === "unsure") one.unsure++;
	}
	for (const transaction of evidence.transactions) {
		const one = cases.get(transaction.recipient);
		one?.transactions.push(transaction);
		if (mayBeAccepted(transaction)) one?.taken.push(transaction);
	}
	for (const leaver of evidence.leavers) {
		const one = cases.get(leaver.email);
		if (one) one.leaver = leaver;
	}
	return cases;
}

function wholeIssue({ issue, recipients, deliveries }: Evidence): Violation[] {
	const rule = "the issue is complete and its counts add up";
	const final = deliveries.filter(({ state }) => FINAL.includes(state)).length;
	return [
		...(issue.state === "complete"
			? []
			: [{ rule, what: `the issue is ${issue.state}, not complete` }]),
		...(issue.recipients === recipients.length && final === recipients.length
			? []
			: [
					{
						rule,
						what: `${recipients.length} were subscribed, ${issue.recipients} frozen, and ${final} have a final state`,
					},
				]),
	];
}

function mailsToOthers({ recipients, transactions, deliveries }: Evidence) {
	const known = new Set(recipients);
	return [
		...transactions.map(({ recipient }) => recipient),
		...deliveries.map(({ email }) => email),
	]
		.filter((email) => !known.has(email))
		.map((email) => ({
			rule: "only recipients are mailed",
			what: `${email} was not among the recipients`,
		}));
}

function sharedIds({ transactions }: Evidence): Violation[] {
	const owners = new Map<string, string>();
	const violations: Violation[] = [];
	for (const { recipient, message } of transactions) {
		const owner = message ? owners.get(message.id) : undefined;
		if (message) owners.set(message.id, recipient);
		if (owner !== undefined && owner !== recipient)
			violations.push({
				rule: "a Message-ID belongs to one reader",
				what: `${owner} and ${recipient} share ${message?.id}`,
			});
	}
	return violations;
}

/** The ledger's history: allowed state changes, growing fences, no claim for a subscriber who had left. */
function wrongSteps({ steps }: Evidence): Violation[] {
	const claims = new Map<string, number>();
	return steps.flatMap(({ email, was, became, fence, left }) => {
		const violations: Violation[] = [];
		const expected = (claims.get(email) ?? 0) + (became === "claimed" ? 1 : 0);
		claims.set(email, expected);
		const add = (rule: string, what: string) =>
			violations.push({ rule, what: `${email} ${what}` });
		if (!DELIVERY_TRANSITIONS[was].includes(became) || FINAL.includes(was))
			add("a state changes only as allowed", `went from ${was} to ${became}`);
		if (fence !== expected)
			add(
				"each claim raises the fence",
				`has fence ${fence} after ${expected} claims`,
			);
		if (left && became === "claimed")
			add("a reader who left is not mailed", "was claimed after leaving");
		return violations;
	});
}

/** A second copy that no hang-up of the server explains comes from a kill, which may cause one for each lane. */
function copiesOfKills(
	{ lanes, runs }: Evidence,
	cases: Map<string, Case>,
): Violation[] {
	const copies = new Map<number, number>();
	for (const { taken } of cases.values())
		for (const { run, hungUp } of taken.slice(0, -1))
			if (!hungUp) copies.set(run, (copies.get(run) ?? 0) + 1);
	const kills = new Map(runs.map((run) => [run.number, run.kills]));
	return [...copies].flatMap(([run, count]) => {
		const allowed = lanes * (kills.get(run) ?? 0);
		return count > allowed
			? [
					{
						rule: "a kill causes at most one second copy for each lane",
						what: `run ${run} caused ${count} second copies; at most ${allowed} are allowed`,
					},
				]
			: [];
	});
}
