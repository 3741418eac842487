import type { Finding } from "../../issue/preflight-report.ts";
import type { MarkupFault, SpamScore } from "../instruments.ts";

/*
 * What html-validate, SpamAssassin and a DKIM verifier say about a message, as findings.
 */

/** SpamAssassin points. Mail above `block` often goes to the spam folder. */
const SPAM_POINTS = { warn: 0.5, block: 2 };

export function markupFindings(faults: readonly MarkupFault[]): Finding[] {
	return faults.map(({ rule, message, place }) => ({
		level: "block",
		code: `html:${rule}`,
		place: `HTML, ${place}`,
		what: `${message}.`.replace(/\.\.$/, "."),
		fix: `Fix the template. The rule: https://html-validate.org/rules/${rule}.html`,
	}));
}

export function spamFindings({ score, rules }: SpamScore): Finding[] {
	if (score <= SPAM_POINTS.warn) return [];
	const against = rules
		.filter(({ points }) => points > 0)
		.sort((a, b) => b.points - a.points)
		.map(({ rule, points, text }) => `${points} ${rule} (${text})`);
	return [
		{
			level: score > SPAM_POINTS.block ? "block" : "warn",
			code: "spam-score",
			place: "the whole message",
			what: `SpamAssassin gives it ${score} points: ${against.join("; ")}.`,
			fix: "Change what these rules name.",
		},
	];
}

export function signatureFindings(faults: readonly string[]): Finding[] {
	return faults.map((what) => ({
		level: "block",
		code: "dkim-broken",
		place: "header DKIM-Signature",
		what,
		fix: "Check DKIM_DOMAIN, DKIM_SELECTOR and the key file: an invalid signature is worse than none.",
	}));
}
