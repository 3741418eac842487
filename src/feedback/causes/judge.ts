import type { Cause } from "./cause.ts";
import { normalise } from "./normalise.ts";
import type { Rule } from "./rule.ts";
import { firstRule, GENERIC, SPECIFIC } from "./rules.ts";
import { causeOfStatus } from "./statuses.ts";

/** What a report or a reply means, and what decided it. */
export interface Judgement {
	cause: Cause;
	/** The example of the rule that decided, "status 5.1.1", "code 450" or "nothing". */
	decidedBy: string;
}

/** What a judgement is made from. The words decide; status and code only help. */
export interface Evidence {
	/** Texts of servers, the most telling first. */
	texts: readonly string[];
	/** Enhanced status code of the report, "5.1.1"; null: none. */
	status: string | null;
	/** Has the sending server given up? Then "user unknown" counts with a code of 4xx too. */
	final: boolean;
}

/** Judges one reply of an SMTP server, with its codes: "550 5.1.1 User unknown". A 4xx is never `gone`. */
export function causeOfReply(reply: string): Judgement {
	return judge({ texts: [reply], status: null, final: !/^\s*4/.test(reply) });
}

/** Judges what a report says of one recipient. */
export function judge(evidence: Evidence): Judgement {
	const judged = byWords(evidence);
	return !evidence.final &&
		["gone", "disabled", "policy-them", "unknown"].includes(judged.cause)
		? { cause: "transient", decidedBy: judged.decidedBy }
		: judged;
}

function byWords({ texts, status }: Evidence): Judgement {
	const read = texts
		.filter((text) => text !== "")
		.map((text) => ({ text, words: normalise(text), status: statusIn(text) }));
	for (const one of read) {
		const rule = firstRule(SPECIFIC, one.words, one.status ?? status);
		if (rule) return byRule(rule);
	}
	const statuses = [status, ...read.map((one) => one.status)];
	for (const one of statuses) {
		const cause = one === null ? null : causeOfStatus(one);
		// A generic word of the reply says more than the status of a whole class.
		if (cause && !/^[45]\.[37]\.[01]$|^4\./.test(one ?? ""))
			return { cause, decidedBy: `status ${one}` };
	}
	// "Recipient address rejected" with a 5.7.1 is a policy, not a mailbox that is gone.
	const isPolicy = statuses.some((one) => /^5\.7\./.test(one ?? ""));
	const generic = isPolicy
		? GENERIC.filter(({ cause }) => cause !== "gone")
		: GENERIC;
	for (const one of read) {
		const rule = firstRule(generic, one.words, one.status ?? status);
		if (rule) return byRule(rule);
	}
	return byCode(
		statuses,
		read.map(({ text }) => text),
	);
}

function byRule({ cause, example }: Rule): Judgement {
	return { cause, decidedBy: example };
}

function byCode(
	statuses: readonly (string | null)[],
	texts: readonly string[],
): Judgement {
	for (const status of statuses) {
		const cause = status === null ? null : causeOfStatus(status);
		if (cause) return { cause, decidedBy: `status ${status}` };
	}
	const code = texts.map(codeIn).find((one) => one !== null) ?? null;
	return code?.startsWith("4")
		? { cause: "transient", decidedBy: `code ${code}` }
		: { cause: "unknown", decidedBy: "nothing" };
}

/** The first enhanced status code in a text that says something ("5.0.0" does not). */
export function statusIn(text: string): string | null {
	const found =
		text.slice(0, 2000).match(/(?<![\d.])[45]\.\d{1,3}\.\d{1,3}(?![\d.]\d)/g) ??
		[];
	return found.find((one) => !/^[45]\.0\.0$/.test(one)) ?? found[0] ?? null;
}

function codeIn(text: string): string | null {
	return /(?<![\d.])[45]\d\d(?=[ -])/.exec(text.slice(0, 2000))?.[0] ?? null;
}
