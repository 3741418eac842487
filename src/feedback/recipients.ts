import type { Cause } from "./causes/cause.ts";
import { judge } from "./causes/judge.ts";
import { addressesIn, firstAddress, sameAddress } from "./report/addresses.ts";
import type { Action, StatusBlock } from "./report/delivery-status.ts";
import { type Field, fieldValue } from "./report/mime.ts";
import type { Prose } from "./report/prose.ts";

/** What the message says of one recipient. */
export interface RecipientFeedback {
	/** The address that was mailed, as far as the report knows it. */
	address: string;
	/** Where it was delivered in the end, by Final-Recipient; null: not said. */
	finalAddress: string | null;
	action: Action | "complained";
	/** "5.1.1"; null: none was given. */
	status: string | null;
	cause: Cause;
	/** The example of the rule that decided, or "status 5.1.1", "code 450", "nothing". */
	decidedBy: string;
	/** What the server said, at most 500 characters. */
	reply: string;
}

/** What a delivery report comes to: as a whole, and for each recipient. */
interface Judged {
	kind: "bounce" | "delay" | "delivered";
	recipients: RecipientFeedback[];
}

/** The recipients of a machine-readable report. Its prose helps where its fields say too little. */
export function fromBlocks(
	blocks: readonly StatusBlock[],
	prose: Prose,
	report: string,
	original: readonly Field[],
	fields: readonly Field[],
): Judged {
	const recipients: RecipientFeedback[] = [];
	for (const block of blocks) {
		const address =
			block.address ??
			(blocks.length === 1
				? (onlyRecipient(prose, original, fields) ?? null)
				: null);
		if (address === null) continue;
		if (recipients.some((one) => sameAddress(one.address, address))) continue;
		const action =
			block.action ?? (/^4/.test(block.status ?? "5") ? "delayed" : "failed");
		const own = prose.recipients.find(
			(one) =>
				sameAddress(one.address, address) ||
				(block.finalAddress !== null &&
					sameAddress(one.address, block.finalAddress)),
		);
		const others = prose.recipients.length > 1;
		recipients.push(
			recipientOf(address, block.finalAddress, action, block.status, [
				...block.texts,
				...(own ? replyLines(own.text) : []),
				own?.text ?? "",
				...(others ? [] : [report]),
			]),
		);
	}
	return { kind: kindOfActions(recipients), recipients };
}

function kindOfActions(
	recipients: readonly RecipientFeedback[],
): Judged["kind"] {
	const has = (action: Action) =>
		recipients.some((one) => one.action === action);
	return has("failed")
		? "bounce"
		: has("delayed")
			? "delay"
			: has("delivered") || has("relayed") || has("expanded")
				? "delivered"
				: "bounce";
}

/** The recipients of a report in prose. */
export function fromProse(
	prose: Prose,
	report: string,
	original: readonly Field[],
	fields: readonly Field[],
): Judged {
	const subject = fieldValue(fields, "subject") ?? "";
	const delayed =
		DELAYED.test(`${subject}\n${report.slice(0, 6000)}`) &&
		!GIVEN_UP.test(report.slice(0, 6000));
	const only =
		prose.recipients.length === 0
			? onlyRecipient(prose, original, fields)
			: null;
	const named = only ? [{ address: only, text: "" }] : prose.recipients;
	const recipients = named.map(({ address, text }) =>
		recipientOf(address, null, delayed ? "delayed" : "failed", null, [
			...replyLines(text),
			text,
			...replyLines(prose.common),
			prose.common,
			...(named.length === 1 ? [subject] : []),
		]),
	);
	return { kind: delayed ? "delay" : "bounce", recipients };
}

const DELAYED =
	/not yet (?:been )?delivered|(?:has|have) been delayed|is delayed|delayed \d{1,4} |will be retried|still (?:being retried|trying)|attempts will (?:be|continue)|do not need to resend|continue (?:to (?:attempt|try|be)|trying|attempting)|warning message only|will keep trying|just a warning|could not send message for past/i;
const GIVEN_UP =
	/permanent(?:ly)? (?:error|fail|fatal)|giving up|given up|not going to try|will not be retried|failed permanently/i;

function recipientOf(
	address: string,
	finalAddress: string | null,
	action: Action,
	status: string | null,
	texts: readonly string[],
): RecipientFeedback {
	const reply = (texts.find((one) => /\S/.test(one)) ?? "")
		.replace(/\s{1,}/g, " ")
		.trim()
		.slice(0, 500);
	const base = { address, finalAddress, action, status, reply };
	if (action !== "failed" && action !== "delayed")
		return { ...base, cause: "unknown", decidedBy: `action ${action}` };
	return {
		...base,
		...judge({
			texts: texts.map((text) => withAddress(text, address)),
			status,
			final: action === "failed",
		}),
	};
}

/** "Unable to find ada" is about the recipient only if that is their name; else it may be a host or a route. */
function withAddress(text: string, address: string): string {
	const name = address.slice(0, address.lastIndexOf("@")).toLowerCase();
	return text.replace(
		/\b(unable to find )([^\s<>"@]{1,64})(?![^\s.])/gi,
		(found, before: string, word: string) =>
			word.toLowerCase().replace(/\.$/, "") === name
				? `${before}<${address}>`
				: found,
	);
}

/** The lines that hold the reply of a server, with those that go on with it. */
function replyLines(text: string): string[] {
	const found = /(?:^|\s|[:>(#])[45]\d\d[ :-][\s\S]{0,600}/.exec(
		text.slice(0, 20_000),
	);
	return found ? [found[0].split(/\n\s{0,40}\n/, 1)[0] ?? ""] : [];
}

/** Whom a report that names nobody is about: the one recipient of the original, unless that is where bounces of a list go. */
function onlyRecipient(
	prose: Prose,
	original: readonly Field[],
	fields: readonly Field[],
): string | null {
	if (prose.recipients.length === 1)
		return prose.recipients[0]?.address ?? null;
	if (prose.recipients.length > 1) return null;
	const to = original
		.filter(({ name }) => name === "to" || name === "cc")
		.flatMap(({ value }) => addressesIn(value.slice(0, 2000)));
	const address = to.length === 1 ? (to[0]?.address ?? null) : null;
	const own = firstAddress(fieldValue(fields, "to") ?? "") ?? "";
	return address !== null && !isListOf(address, own) ? address : null;
}

/** "list@example.org" for "list-bounces@example.org" */
function isListOf(address: string, bounces: string): boolean {
	const [local = "", domain = ""] = address.toLowerCase().split("@");
	const own = bounces.toLowerCase();
	return own.endsWith(`@${domain}`) && own.includes(local);
}
