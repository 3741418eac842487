import type { Evidence, LedgerDelivery, Transaction } from "./evidence.ts";
import { isKept } from "./evidence.ts";

/** Evidence that something went wrong, made from evidence that all went well. */
export interface Doctored {
	/** What is made to look as if it had happened. */
	accident: string;
	/** The rule that must be found broken. */
	rule: string;
	evidence: Evidence;
}

/**
 * One accident each. An oracle that passes any of them would pass the real
 * thing too.
 */
export function doctored(sound: Evidence): Doctored[] {
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
		(each) => each.recipient === once.email && isKept(each),
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
			accident: "a recipient is lost",
			rule: "every recipient has one final state",
			evidence: changed({
				deliveries: sound.deliveries.filter((each) => each !== reader),
			}),
		},
		{
			accident: "a recipient is left waiting",
			rule: "every recipient has one final state",
			evidence: state("pending"),
		},
		{
			accident: "the issue says complete with one frozen too many",
			rule: "the issue is complete and its counts add up",
			evidence: changed({
				issue: {
					...sound.issue,
					recipients: sound.recipients.length + 1,
				},
			}),
		},
		{
			accident: "the issue never ends",
			rule: "the issue is complete and its counts add up",
			evidence: changed({ issue: { ...sound.issue, state: "sending" } }),
		},
		{
			accident: "a message counts as accepted that was never sent",
			rule: "accepted means that the server took it",
			evidence: changed({
				transactions: sound.transactions.filter(
					({ recipient }) => recipient !== reader.email,
				),
			}),
		},
		{
			accident: "one counts as refused whom the server took",
			rule: "what the server took is accepted, or the ledger was not sure",
			evidence: state("refused"),
		},
		{
			accident: "one counts as refused whom the server did not refuse",
			rule: "refused means that the server refused",
			evidence: state("refused"),
		},
		{
			accident: "one is given up whom the server never put off",
			rule: "expired means that the server put it off or hung up",
			evidence: state("expired"),
		},
		{
			accident: "one is excluded who never left",
			rule: "excluded means that they left",
			evidence: state("excluded"),
		},
		{
			accident: "somebody gets an extra copy",
			rule: "a copy only where the ledger was not sure",
			evidence: sent(mail),
		},
		{
			accident: "a sender goes on before the 250 is on disk",
			rule: "no copy of what was answered before the next was begun",
			evidence: sent({ ...mail, wentOn: true }, mail),
		},
		{
			accident: "one is sent another reader's message",
			rule: "a message is what was sealed for its reader",
			evidence: changed({
				ownBytes: new Map([...sound.ownBytes, [once.email, "other"]]),
			}),
		},
		{
			accident: "a byte of a copy is another",
			rule: "every copy has the same bytes",
			evidence: sent({ ...mail, message: { ...of(mail), sha256: "other" } }),
		},
		{
			accident: "a copy has a Message-ID of its own",
			rule: "every copy has the same Message-ID",
			evidence: sent({ ...mail, message: { ...of(mail), id: "other" } }),
		},
		{
			accident: "two readers share a Message-ID",
			rule: "a Message-ID belongs to one reader",
			evidence: sent({ ...mail, recipient: leaver.email }),
		},
		{
			accident: "a message goes out that nobody claimed",
			rule: "no message without a claim",
			evidence: changed({
				deliveries: sound.deliveries.map((delivery) =>
					delivery === once ? { ...delivery, fence: 0 } : delivery,
				),
			}),
		},
		{
			accident: "one is mailed after leaving",
			rule: "nobody is mailed who left",
			evidence: sent(
				...[1, 2].map((later) => ({
					...mail,
					recipient: leaver.email,
					begun: leaver.at + later,
				})),
			),
		},
		{
			accident: "one is claimed after leaving",
			rule: "nobody is mailed who left",
			evidence: step({ left: true }),
		},
		{
			accident: "a final state is left again",
			rule: "a state follows another as it may",
			evidence: step({ was: "accepted", became: "pending" }),
		},
		{
			accident: "two senders claim with one fence",
			rule: "each claim raises the fence",
			evidence: step({ fence: once.fence }),
		},
		{
			accident: "a stranger is mailed",
			rule: "nobody else is mailed",
			evidence: sent({ ...mail, recipient: "stranger@example.org" }),
		},
		{
			accident: "a kill copies more than its lanes",
			rule: "a kill copies no more than its lanes",
			evidence: sent(...copies(sound)),
		},
	];
}

/** One copy more than there are lanes, all of a run in which nothing was killed. */
function copies({ transactions, lanes }: Evidence): Transaction[] {
	return transactions
		.filter(isKept)
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
	if (!found) throw new Error("the evidence has nobody to doctor");
	return found;
}
