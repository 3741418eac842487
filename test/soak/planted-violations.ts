import {
	type Evidence,
	type LedgerDelivery,
	mayBeAccepted,
	type Transaction,
} from "./evidence.ts";

/** Evidence of a broken promise, made from evidence of a kept one. */
export interface PlantedViolation {
	/** What the evidence pretends to have happened. */
	violation: string;
	/** The rule that the check must report as broken. */
	rule: string;
	evidence: Evidence;
}

/**
 * One violation each, to test the check itself: if it misses a planted
 * violation, it would miss a real one too.
 */
export function plantViolations(sound: Evidence): PlantedViolation[] {
	const reader = one(sound.deliveries, ({ state }) => state === "accepted");
	const once = one(
		sound.deliveries,
		({ email, state }) =>
			state === "accepted" &&
			!sound.attempts.some((attempt) => attempt.email === email) &&
			!sound.leavers.some((leaver) => leaver.email === email),
	);
	const mail = one(
		sound.transactions,
		(each) => each.recipient === once.email && mayBeAccepted(each),
	);
	const leaver = one(sound.leavers, ({ email }) =>
		sound.deliveries.some((d) => d.email === email && d.state === "excluded"),
	);
	const changed = (change: Partial<Evidence>) => ({ ...sound, ...change });
	const state = (state: LedgerDelivery["state"]) =>
		changed({
			deliveries: sound.deliveries.map((delivery) =>
				delivery === once ? { ...delivery, state } : delivery,
			),
		});
	const sent = (...more: Transaction[]) =>
		changed({ transactions: [...sound.transactions, ...more] });
	const step = (change: Partial<Evidence["steps"][number]>) =>
		changed({
			steps: [
				...sound.steps,
				{
					email: once.email,
					was: "pending",
					became: "claimed",
					fence: once.fence + 1,
					left: false,
					...change,
				},
			],
		});
	return [
		{
			violation: "a recipient has no delivery",
			rule: "every recipient has one final state",
			evidence: changed({
				deliveries: sound.deliveries.filter((each) => each !== reader),
			}),
		},
		{
			violation: "a recipient stays pending",
			rule: "every recipient has one final state",
			evidence: state("pending"),
		},
		{
			violation:
				"an issue is complete though one recipient too many was frozen",
			rule: "the issue is complete and its counts add up",
			evidence: changed({
				issue: {
					...sound.issue,
					recipients: sound.recipients.length + 1,
				},
			}),
		},
		{
			violation: "an issue is never complete",
			rule: "the issue is complete and its counts add up",
			evidence: changed({ issue: { ...sound.issue, state: "sending" } }),
		},
		{
			violation: "a message that was never sent counts as accepted",
			rule: "accepted means that the server answered 250",
			evidence: changed({
				transactions: sound.transactions.filter(
					({ recipient }) => recipient !== reader.email,
				),
			}),
		},
		{
			violation: "a message that the server accepted counts as refused",
			rule: "what the server accepted is accepted or was unsure",
			evidence: state("refused"),
		},
		{
			violation: "a message that the server did not refuse counts as refused",
			rule: "refused means that the server refused",
			evidence: state("refused"),
		},
		{
			violation: "a message that the server never deferred expires",
			rule: "expired means that the server deferred it or hung up",
			evidence: state("expired"),
		},
		{
			violation: "a reader who never left is excluded",
			rule: "excluded means that they left",
			evidence: state("excluded"),
		},
		{
			violation: "a reader gets a second copy",
			rule: "a second copy is sent only after an unsure attempt",
			evidence: sent(mail),
		},
		{
			violation: "a sender begins the next message before the 250 is on disk",
			rule: "a message is not sent again once the sender has read the answer",
			evidence: sent({ ...mail, wentOn: true }, mail),
		},
		{
			violation: "a reader is sent the message of another reader",
			rule: "a message has the bytes that were sealed for its reader",
			evidence: changed({
				expectedHashes: new Map([
					...sound.expectedHashes,
					[once.email, "other"],
				]),
			}),
		},
		{
			violation: "a second copy has other bytes",
			rule: "every copy has the same bytes",
			evidence: sent({ ...mail, message: { ...of(mail), sha256: "other" } }),
		},
		{
			violation: "a second copy has another Message-ID",
			rule: "every copy has the same Message-ID",
			evidence: sent({ ...mail, message: { ...of(mail), id: "other" } }),
		},
		{
			violation: "two readers share a Message-ID",
			rule: "a Message-ID belongs to one reader",
			evidence: sent({ ...mail, recipient: leaver.email }),
		},
		{
			violation: "a message is sent without a claim",
			rule: "a message is sent only with a claim",
			evidence: changed({
				deliveries: sound.deliveries.map((delivery) =>
					delivery === once ? { ...delivery, fence: 0 } : delivery,
				),
			}),
		},
		{
			violation: "a reader is mailed after leaving",
			rule: "a reader who left is not mailed",
			evidence: sent(
				...[1, 2].map((later) => ({
					...mail,
					recipient: leaver.email,
					begun: leaver.at + later,
				})),
			),
		},
		{
			violation: "a delivery is claimed after its reader left",
			rule: "a reader who left is not mailed",
			evidence: step({ left: true }),
		},
		{
			violation: "a delivery leaves its final state",
			rule: "a state changes only as allowed",
			evidence: step({ was: "accepted", became: "pending" }),
		},
		{
			violation: "two senders claim with the same fence",
			rule: "each claim raises the fence",
			evidence: step({ fence: once.fence }),
		},
		{
			violation: "somebody who is not a recipient is mailed",
			rule: "only recipients are mailed",
			evidence: sent({ ...mail, recipient: "stranger@example.org" }),
		},
		{
			violation: "a kill causes more second copies than it had lanes",
			rule: "a kill causes at most one second copy for each lane",
			evidence: sent(...copies(sound)),
		},
	];
}

/** One second copy more than there are lanes, all in a run without a kill. */
function copies({ transactions, lanes }: Evidence): Transaction[] {
	return transactions
		.filter(mayBeAccepted)
		.slice(0, lanes + 1)
		.map((each) => ({ ...each, run: 0, hungUp: false }))
		.flatMap((each) => [each, each]);
}

function of({ message }: Transaction) {
	if (!message) throw new Error("it has no message");
	return message;
}

function one<T>(list: readonly T[], wanted: (item: T) => boolean): T {
	const found = list.find(wanted);
	if (!found)
		throw new Error("the evidence has nothing to plant this violation in");
	return found;
}
