import { addressesIn, firstAddress } from "./addresses.ts";
import { type Field, fieldsOf, fieldValue } from "./mime.ts";

/** A feedback report (RFC 5965), or what mailbox providers send in its place. */
export interface Complaint {
	/** "abuse", "fraud", "opt-out", "not-spam", "auth-failure", …; "abuse" if the report does not say it. */
	type: string;
	recipients: string[];
}

/** Fields of the report that name whom it is about, the surest first. */
const NAMED = [
	"original-rcpt-to",
	"removal-recipient",
	"original-recipient",
	"final-recipient",
	"x-original-rcpt-to",
];

/** Headers of the original that name whom it went to; Microsoft's first. */
const ORIGINAL = [
	"x-hmxmroriginalrecipient",
	"x-original-rcpt-to",
	"x-rcpt-to",
	"x-envelope-to",
	"envelope-to",
	"x-original-to",
	"to",
	"delivered-to",
	"x-delivered-to",
	"cc",
];

/** Reads a complaint. Reports hide the address from the fields or from the original, never both. */
export function readComplaint(
	report: string,
	original: readonly Field[],
): Complaint {
	const fields = fieldsOf(report.replace(/\n[ \t]{0,40}\n/g, "\n"));
	const type = fieldValue(fields, "feedback-type") ?? "abuse";
	return {
		type: /^[\w-]{1,40}/.exec(type)?.[0].toLowerCase() ?? "abuse",
		recipients: complained(fields, original),
	};
}

function complained(
	fields: readonly Field[],
	original: readonly Field[],
): string[] {
	const named = fields
		.filter(({ name }) => NAMED.includes(name))
		.sort((a, b) => NAMED.indexOf(a.name) - NAMED.indexOf(b.name));
	const first = named
		.map(({ value }) => firstAddress(value))
		.filter((one) => one !== null);
	const sure = first.filter((one) => !isHidden(one));
	if (sure.length > 0) return [...new Set(sure)];
	for (const name of ORIGINAL) {
		const found = original
			.filter((one) => one.name === name)
			.flatMap(({ value }) => addressesIn(value.slice(0, 2000)));
		const addresses = [...new Set(found.map((one) => one.address))].filter(
			(one) => !isHidden(one),
		);
		if (addresses.length === 1) return addresses;
	}
	return [...new Set(first)];
}

/** A hash, or a word in place of the address. */
function isHidden(address: string): boolean {
	return /^(?:[\da-f]{32,}|redacted.{0,60}|undisclosed.{0,60}|x{3,60}|\*{1,60})@/i.test(
		address,
	);
}

/** Microsoft's and Amazon's complaints before RFC 5965: the original attached, without a report. */
export function isPlainComplaint(fields: readonly Field[]): boolean {
	const from = fieldValue(fields, "from") ?? "";
	const subject = fieldValue(fields, "subject") ?? "";
	return (
		/staff@hotmail\.com|complaints@email-abuse\.amazonses\.com|complaints@(?:\w{1,20}\.)?amazonses\.com/i.test(
			from,
		) || /^\s{0,9}complaint about message from/i.test(subject)
	);
}
