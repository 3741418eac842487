import { fromBlocks, fromProse, type RecipientFeedback } from "./recipients.ts";
import { addressesIn, firstAddress, sameAddress } from "./report/addresses.ts";
import {
	type Complaint,
	isPlainComplaint,
	readComplaint,
} from "./report/complaint.ts";
import { statusBlocks } from "./report/delivery-status.ts";
import { divide } from "./report/divide.ts";
import { kindOf } from "./report/kind.ts";
import { type Field, fieldValue, parseMessage } from "./report/mime.ts";
import { type Known, readProse } from "./report/prose.ts";
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
