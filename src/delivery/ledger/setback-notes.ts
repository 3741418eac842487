import type { Setback } from "../../db/delivery/setbacks.ts";
import { maskAddress } from "../../subscriber/address.ts";
import type { Instant } from "../../time/clock.ts";
import { causeOf, maskReply } from "../reply-causes.ts";
import type { Breadth } from "./breadth.ts";

/** One of the replies that a note is about. */
interface Rejection {
	claim: { recipient: string };
	result: { reply: string };
}

export function everybodyNote(
	{ kind, setbacks }: Extract<Breadth, { scope: "everybody" }>,
	one: Rejection,
): string {
	const does = kind === "deferred" ? "defers" : "refuses";
	const count = setbacks.length;
	return `The SMTP server ${does} everybody: ${count} ${count === 1 ? "recipient" : "recipients in a row"} at ${domainList(setbacks)}, and none was accepted. ${detail(one)} Nobody is lost: they wait until it works.`;
}

/** Why the issue waits for a person, though others got it. */
export function manyNote(
	{ setbacks, answers }: Extract<Breadth, { scope: "many" }>,
	one: Rejection,
): string {
	const does = setbacks.every(({ kind }) => kind === "deferred")
		? "defers"
		: "refuses";
	return `The SMTP server ${does} many for the same reason: ${setbacks.length} of the last ${answers} recipients, at ${domainList(setbacks)}, while it accepts others. ${detail(one)} Nobody is lost: those who got this answer are tried again. Mend it, then continue with: digest issue resume`;
}

export function domainNote(
	domain: string,
	setbacks: readonly Setback[],
	one: Rejection,
	until: Instant,
): string {
	return `${domain} refuses everybody of its own: ${setbacks.length} recipients, and none was accepted. ${detail(one)} The others get the issue. ${domain} is tried again after ${until.slice(11, 16)} UTC, for a day.`;
}

/** The words, what they usually mean, and whom to look at. */
function detail({ result, claim }: Rejection): string {
	const reply = maskReply(result.reply);
	const meaning = causeOf(reply)?.meaning;
	return `It says: “${reply}”.${meaning ? ` ${meaning}` : ""} One of them is ${maskAddress(claim.recipient)}; its replies are in: digest explain ADDRESS.`;
}

const MAX_DOMAINS = 5;

function domainList(setbacks: readonly Setback[]): string {
	const domains = [...new Set(setbacks.map(({ domain }) => domain))];
	const more = domains.length - MAX_DOMAINS;
	const named = domains.slice(0, MAX_DOMAINS).join(", ");
	return more > 0 ? `${named} and ${more} more domains` : named;
}
