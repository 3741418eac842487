import { DELIVERY_TRANSITIONS } from "../../src/db/transitions.ts";
import { type Evidence, isKept } from "./evidence.ts";
import { type Case, FINAL, RULES } from "./rules.ts";

export interface Finding {
	rule: string;
	/** What breaks it, for people. */
	what: string;
}

/** What in the evidence breaks the promise; empty when it was kept. */
export function judge(evidence: Evidence): Finding[] {
	const cases = casesOf(evidence);
	return [
		...wholeIssue(evidence),
		...[...cases.values()].flatMap((one) =>
			Object.entries(RULES).flatMap(([rule, breaks]) => {
				const what = breaks(one);
				return what ? [{ rule, what: `${one.email} ${what}` }] : [];
			}),
		),
		...strangers(evidence),
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
			kept: [],
			leaver: undefined,
			ownBytes: evidence.ownBytes.get(email),
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
		if (isKept(transaction)) one?.kept.push(transaction);
	}
	for (const leaver of evidence.leavers) {
		const one = cases.get(leaver.email);
		if (one) one.leaver = leaver;
	}
	return cases;
}

function wholeIssue({ issue, recipients, deliveries }: Evidence): Finding[] {
	const rule = "the issue is complete and its counts add up";
	const final = deliveries.filter(({ state }) => FINAL.includes(state)).length;
	return [
		...(issue.state === "complete"
			? []
			: [{ rule, what: `the issue is ${issue.state}` }]),
		...(issue.recipients === recipients.length && final === recipients.length
			? []
			: [
					{
						rule,
						what: `${recipients.length} readers, ${issue.recipients} frozen, ${final} final`,
					},
				]),
	];
}

function strangers({ recipients, transactions, deliveries }: Evidence) {
	const known = new Set(recipients);
	return [
		...transactions.map(({ recipient }) => recipient),
		...deliveries.map(({ email }) => email),
	]
		.filter((email) => !known.has(email))
		.map((email) => ({
			rule: "nobody else is mailed",
			what: `${email} was not among the recipients`,
		}));
}

function sharedIds({ transactions }: Evidence): Finding[] {
	const owners = new Map<string, string>();
	const findings: Finding[] = [];
	for (const { recipient, message } of transactions) {
		const owner = message ? owners.get(message.id) : undefined;
		if (message) owners.set(message.id, recipient);
		if (owner !== undefined && owner !== recipient)
			findings.push({
				rule: "a Message-ID belongs to one reader",
				what: `${owner} and ${recipient} share ${message?.id}`,
			});
	}
	return findings;
}

/** The ledger's own history: its steps, its fences, and no claim for those who had left. */
function wrongSteps({ steps }: Evidence): Finding[] {
	const claims = new Map<string, number>();
	return steps.flatMap(({ email, was, became, fence, left }) => {
		const findings: Finding[] = [];
		const expected = (claims.get(email) ?? 0) + (became === "claimed" ? 1 : 0);
		claims.set(email, expected);
		const tell = (rule: string, what: string) =>
			findings.push({ rule, what: `${email} ${what}` });
		if (!DELIVERY_TRANSITIONS[was].includes(became) || FINAL.includes(was))
			tell(
				"a state follows another as it may",
				`went from ${was} to ${became}`,
			);
		if (fence !== expected)
			tell("each claim raises the fence", `has ${fence} after ${expected}`);
		if (left && became === "claimed")
			tell("nobody is mailed who left", "was claimed after leaving");
		return findings;
	});
}

/** Where the server did not hang up itself, a copy is a kill's, and a kill has no more than its lanes. */
function copiesOfKills(
	{ lanes, runs }: Evidence,
	cases: Map<string, Case>,
): Finding[] {
	const copies = new Map<number, number>();
	for (const { kept } of cases.values())
		for (const { run, hungUp } of kept.slice(0, -1))
			if (!hungUp) copies.set(run, (copies.get(run) ?? 0) + 1);
	const kills = new Map(runs.map((run) => [run.number, run.kills]));
	return [...copies].flatMap(([run, count]) => {
		const allowed = lanes * (kills.get(run) ?? 0);
		return count > allowed
			? [
					{
						rule: "a kill copies no more than its lanes",
						what: `run ${run} left ${count} copies where ${allowed} may be`,
					},
				]
			: [];
	});
}
