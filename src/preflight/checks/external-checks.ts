import type { Finding } from "../finding.ts";
import type { MarkupFault, SpamScore } from "../instruments.ts";

/*
 * What other programs say of a message, as findings.
 */

/** Points: what to stay below, and what is on the way into the spam folder. */
const SPAM = { warn: 0.5, block: 2 };

export function judgeMarkup(faults: readonly MarkupFault[]): Finding[] {
	return faults.map(({ rule, message, place }) => ({
		level: "block",
		code: `html:${rule}`,
		place: `HTML, ${place}`,
		what: `${message}.`.replace(/\.\.$/, "."),
		mend: `Mend the template; what the rule wants: https://html-validate.org/rules/${rule}.html`,
	}));
}

export function judgeSpam({ score, rules }: SpamScore): Finding[] {
	if (score <= SPAM.warn) return [];
	const told = rules
		.filter(({ points }) => points > 0)
		.sort((a, b) => b.points - a.points)
		.map(({ rule, points, text }) => `${points} ${rule} (${text})`);
	return [
		{
			level: score > SPAM.block ? "block" : "warn",
			code: "spam-score",
			place: "the whole message",
			what: `SpamAssassin gives it ${score} points: ${told.join("; ")}.`,
			mend: "Mend what its rules name.",
		},
	];
}

export function judgeSignatures(faults: readonly string[]): Finding[] {
	return faults.map((what) => ({
		level: "block",
		code: "dkim-broken",
		place: "header DKIM-Signature",
		what,
		mend: "Look at DKIM_DOMAIN, DKIM_SELECTOR and the key's file: a broken signature is worse than none.",
	}));
}
