import {
	type Field,
	fieldValue,
	type Part,
	parseMessage,
	splitHeader,
} from "./mime.ts";
import { decodeText, textOfHtml } from "./text.ts";

/** What a report consists of. The original is apart from it, so that its words never count. */
export interface ReportParts {
	/** What the server says to people, of all text parts before the original. */
	text: string;
	/** The texts of `message/delivery-status`. */
	statuses: string[];
	/** The text of `message/feedback-report` (RFC 5965). */
	complaint: string | null;
	/** The text of `message/disposition-notification` (RFC 8098). */
	disposition: string | null;
	/** The headers of the attached original; empty: none is attached. */
	original: Field[];
}

const ORIGINAL =
	/^(?:message\/(?:rfc822|global|partial|rfc822-headers|global-headers)|text\/rfc822-headers?)$/;
const STATUS = /^message\/(?:global-)?delivery-status$/;

/** Sorts the parts of a report by what they are. */
export function readParts(message: Part): ReportParts {
	const parts: ReportParts = {
		text: "",
		statuses: [],
		complaint: null,
		disposition: null,
		original: [],
	};
	const texts: string[] = [];
	for (const leaf of leavesOf(message)) {
		const decoded = () =>
			decodeText(
				leaf.body,
				leaf.encoding,
				leaf.parameters.get("charset") ?? null,
			);
		if (STATUS.test(leaf.type)) parts.statuses.push(decoded());
		else if (leaf.type === "message/feedback-report")
			parts.complaint ??= decoded();
		else if (leaf.type === "message/disposition-notification")
			parts.disposition ??= decoded();
		else if (ORIGINAL.test(leaf.type)) {
			if (parts.original.length === 0) parts.original = originalFields(leaf);
		} else if (parts.original.length === 0 && isProse(leaf))
			texts.push(textOf(leaf, decoded()));
	}
	parts.text = texts.join("\n");
	return parts;
}

function isProse(leaf: Part): boolean {
	return (
		leaf.type.startsWith("text/") ||
		leaf.type.startsWith("multipart/") ||
		leaf.type === "message/plain"
	);
}

function textOf(leaf: Part, text: string): string {
	return leaf.type === "text/html" || /^\s{0,200}<(?:html|!doctype)/i.test(text)
		? textOfHtml(text)
		: text;
}

/** Of alternatives the plain one, unless it is empty. A multipart without its boundary is a leaf. */
function leavesOf(part: Part): Part[] {
	if (part.parts.length === 0) return [part];
	const leaves = part.parts.flatMap(leavesOf);
	if (part.type !== "multipart/alternative") return leaves;
	const plain = leaves.find(
		(one) => one.type === "text/plain" && /\S/.test(one.body.slice(0, 4000)),
	);
	return plain
		? leaves.filter((one) => one === plain || !one.type.startsWith("text/"))
		: leaves;
}

function originalFields(leaf: Part): Field[] {
	const body = /^(?:base64|quoted-printable)$/.test(leaf.encoding)
		? decodeText(leaf.body, leaf.encoding, "latin1")
		: leaf.body;
	return splitHeader(body.replace(/^\s{1,}/, "").slice(0, 128 * 1024)).fields;
}

/** The report that a gateway passed on as an attachment under its own subject; null: there is none. */
export function wrappedReport(message: Part): Part | null {
	const inner = message.parts.find((one) => one.type === "message/rfc822");
	if (!inner || inner.encoding === "base64" || message.type === REPORT)
		return null;
	const report = parseMessage(inner.body);
	const subject = fieldValue(report.fields, "subject");
	return report.type === REPORT &&
		subject === fieldValue(message.fields, "subject")
		? report
		: null;
}

const REPORT = "multipart/report";
