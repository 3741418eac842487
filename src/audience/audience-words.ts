import { spanInWords } from "../time/time-span.ts";
import type { Audience, Condition, FilterTime } from "./audience.ts";

/** What a filter means, for a person who checks it: "lens is skeptic; added less than 6 months ago". */
export function audienceInWords(audience: Audience): string {
	return audience.length === 0
		? "every subscriber"
		: audience.map(inWords).join("; ");
}

const COUNTS = {
	"<": "fewer than",
	"<=": "at most",
	"=": "exactly",
	"!=": "not exactly",
	">=": "at least",
	">": "more than",
};

function inWords(one: Condition): string {
	if ("values" in one)
		return `${one.field} is ${one.not ? "not " : ""}${one.values.join(one.not ? ", nor " : " or ")}`;
	if (one.field === "bounces")
		return `${COUNTS[one.op]} ${one.count} issues in a row did not reach them`;
	const { when } = one;
	if (when === "never")
		return one.op === "="
			? "no mail to them was ever accepted"
			: "some mail to them was accepted";
	const what =
		one.field === "joined" ? "added" : "the last mail to them was accepted";
	return `${what} ${time(one.op, when)}`;
}

function time(op: "<" | ">", when: FilterTime): string {
	if ("day" in when)
		return op === "<" ? `before ${when.day}` : `on or after ${when.day}`;
	return `${op === "<" ? "more" : "less"} than ${spanInWords(when)} ago`;
}
