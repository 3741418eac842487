import type { Cause } from "./causes/cause.ts";
import { judge } from "./causes/judge.ts";
import { addressesIn, firstAddress, sameAddress } from "./report/addresses.ts";
import {
	type Complaint,
	isPlainComplaint,
	readComplaint,
} from "./report/complaint.ts";
import {
	type Action,
	type StatusBlock,
	statusBlocks,
} from "./report/delivery-status.ts";
import { divide } from "./report/divide.ts";
import { kindOf } from "./report/kind.ts";
import { type Field, fieldValue, parseMessage } from "./report/mime.ts";
import { type Known, type Prose, readProse } from "./report/prose.ts";
import {
	type ReportParts,
	readParts,
	wrappedReport,
} from "./report/read-parts.ts";
import { linesOf } from "./report/text.ts";

/** What one message that came back says. */
export interface Feedback {
	/**
	 * `bounce`: a server gave up. `delay`: it goes on trying. `delivered`: a report
	 * of success. `complaint`: a feedback report. `other`: a person's words, or
	 * nothing that is known.
	 */
	kind:
		| "bounce"
		| "delay"
		| "delivered"
		| "complaint"
		| "vacation"
		| "auto-reply"
		| "other";
	/** "abuse", "opt-out", "auth-failure", … (RFC 5965, 7.3); null: not a complaint. */
	feedbackType: string | null;
	recipients: RecipientFeedback[];
	/** Message-ID of the original; null: the report does not show it. */
	originalMessageId: string | null;
}

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

/**
 * Reads one message as it came in, with any line ends. Without I/O; in linear
 * time. Never throws: what cannot be read is `other`.
 *
 * @param raw the bytes of the message; of more than 2 MB only the beginning is read
 */
export function readFeedback(raw: Uint8Array): Feedback {
	const outer = parseMessage(linesOf(raw));
	const message = wrappedReport(outer) ?? outer;
	const { fields } = message;
	const parts = readParts(message);
	const divided = divide(parts.text);
	const original =
		parts.original.length > 0 ? parts.original : divided.original;
	const originalMessageId =
		fieldValue(original, "message-id")?.slice(0, 300) ?? null;
	const complaint = complaintOf(fields, parts, original);
	if (complaint) return { ...fromComplaint(complaint), originalMessageId };

	const prose = readProse(divided.report, knownOf(fields, original));
	const blocks = parts.statuses.flatMap(statusBlocks);
	if (
		blocks.length === 0 &&
		/^[ \t]{0,8}(?:Final|Original)-Recipient:/im.test(parts.text)
	)
		blocks.push(
			...statusBlocks(
				divided.report.replace(/^[ \t]{1,8}(?=[A-Z][\w-]{1,40}:)/gm, ""),
			),
		);
	const empty = { feedbackType: null, recipients: [], originalMessageId };
	if (blocks.length > 0)
		return {
			...empty,
			...fromBlocks(blocks, prose, divided.report, original, fields),
		};
	const kind =
		parts.disposition === null
			? kindOf(fields, divided.report, original.length > 0)
			: kindOfReceipt(parts.disposition);
	if (kind !== "bounce") return { ...empty, kind };
	return { ...empty, ...fromProse(prose, divided.report, original, fields) };
}

function complaintOf(
	fields: readonly Field[],
	parts: ReportParts,
	original: readonly Field[],
): Complaint | null {
	if (parts.complaint !== null) return readComplaint(parts.complaint, original);
	const type = fieldValue(fields, "content-type") ?? "";
	if (
		/report-type\s{0,9}=\s{0,9}"?feedback-report/i.test(type.slice(0, 2000)) ||
		isPlainComplaint(fields)
	)
		return readComplaint(parts.text, original);
	// Apple Mail's "unsubscribe" button writes a mail of its own.
	if (/true/i.test(fieldValue(fields, "x-apple-unsubscribe") ?? ""))
		return {
			type: "opt-out",
			recipients: [firstAddress(fieldValue(fields, "from") ?? "")].filter(
				(one) => one !== null,
			),
		};
	return null;
}

function fromComplaint({
	type,
	recipients,
}: Complaint): Omit<Feedback, "originalMessageId"> {
	// RFC 6591: a report of our authentication, not of a reader. "not-spam" takes a complaint back.
	const cause = /^(?:auth-failure|dmarc)$/.test(type)
		? "policy-us"
		: type === "not-spam"
			? "unknown"
			: "complaint";
	return {
		kind: "complaint",
		feedbackType: type,
		recipients: recipients.map((address) => ({
			address,
			finalAddress: null,
			action: "complained",
			status: null,
			cause,
			decidedBy: `feedback type ${type}`,
			reply: "",
		})),
	};
}

function fromBlocks(
	blocks: readonly StatusBlock[],
	prose: Prose,
	report: string,
	original: readonly Field[],
	fields: readonly Field[],
): Pick<Feedback, "kind" | "recipients"> {
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
): Feedback["kind"] {
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

function fromProse(
	prose: Prose,
	report: string,
	original: readonly Field[],
	fields: readonly Field[],
): Pick<Feedback, "kind" | "recipients"> {
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
	return { ...base, ...judge({ texts, status, final: action === "failed" }) };
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

function knownOf(fields: readonly Field[], original: readonly Field[]): Known {
	const all = (from: readonly Field[], names: readonly string[]) =>
		from
			.filter(({ name }) => names.includes(name))
			.flatMap(({ value }) =>
				addressesIn(value.slice(0, 4000)).map(({ address }) => address),
			);
	const originalTo = all(original, [
		"to",
		"cc",
		"x-original-to",
		"delivered-to",
	]);
	const senders = [
		...all(fields, ["to", "from", "delivered-to", "reply-to"]),
		...all(original, ["from", "sender", "return-path", "reply-to"]),
	];
	return {
		failed: all(fields, ["x-failed-recipients"]),
		originalTo: originalTo.filter(
			(one) => !senders.some((sender) => sameAddress(one, sender)),
		),
		senders,
	};
}

function kindOfReceipt(disposition: string): "bounce" | "auto-reply" {
	return /^disposition:.{0,200}(?:deleted|denied|failed)/im.test(disposition)
		? "bounce"
		: "auto-reply";
}
