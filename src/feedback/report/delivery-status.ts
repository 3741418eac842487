import { firstAddress } from "./addresses.ts";
import { type Field, fieldsOf, fieldValue } from "./mime.ts";
import { decodeWords } from "./text.ts";

/** What a report says of one recipient (RFC 3464, 2.3). */
export interface StatusBlock {
	/** The address that we mailed, if the report knows it, else the last one. */
	address: string | null;
	/** Final-Recipient, if it is an address. */
	finalAddress: string | null;
	/** "failed", "delayed", "delivered", "relayed", "expanded"; null: none or another word */
	action: Action | null;
	/** "5.1.1"; null: none */
	status: string | null;
	/** Diagnostic-Code without its type, then what else servers write their reasons into. */
	texts: string[];
}

export type Action =
	| "failed"
	| "delayed"
	| "delivered"
	| "relayed"
	| "expanded";

const MAX_BLOCKS = 500;

/** The recipients of a `message/delivery-status`. Fields of one never count for another. */
export function statusBlocks(text: string): StatusBlock[] {
	return groupsOf(text)
		.filter(isOfRecipient)
		.slice(0, MAX_BLOCKS)
		.map(readBlock);
}

/** Groups end at an empty line, and where a second recipient begins without one. */
function groupsOf(text: string): Field[][] {
	const groups: Field[][] = [];
	for (const block of text.split(/\n[ \t]{0,80}\n/)) {
		let group: Field[] = [];
		for (const field of fieldsOf(block)) {
			if (RECIPIENTS.includes(field.name) && repeats(group, field)) {
				groups.push(group);
				group = [];
			}
			group.push(field);
		}
		groups.push(group);
	}
	return groups;
}

const RECIPIENTS = ["final-recipient", "original-recipient"];

/** A doubled field with the same value is the same recipient. */
function repeats(group: readonly Field[], field: Field): boolean {
	const known = fieldValue(group, field.name);
	return known !== undefined
		? known !== field.value
		: field.name === "original-recipient" &&
				fieldValue(group, "final-recipient") !== undefined &&
				fieldValue(group, "action") !== undefined &&
				fieldValue(group, "status") !== undefined;
}

function isOfRecipient(group: readonly Field[]): boolean {
	const has = (name: string) => fieldValue(group, name) !== undefined;
	return RECIPIENTS.some(has) || (has("action") && has("status"));
}

function readBlock(group: readonly Field[]): StatusBlock {
	const addressOf = (name: string) => {
		const value = fieldValue(group, name);
		return value === undefined ? null : firstAddress(fromXtext(value));
	};
	const finalAddress =
		addressOf("final-recipient") ?? addressOf("x-actual-recipient");
	const original = addressOf("original-recipient");
	return {
		address: original ?? finalAddress,
		finalAddress,
		action: actionOf(fieldValue(group, "action") ?? ""),
		status:
			/[245]\.\d{1,3}\.\d{1,3}/.exec(fieldValue(group, "status") ?? "")?.[0] ??
			null,
		texts: [
			"diagnostic-code",
			"x-supplementary-info",
			"x-display-name-reason",
			"x-mimecast-reason",
			"x-powermta-bouncecategory",
			"x-notes",
			"status",
		]
			.flatMap((name) => group.filter((one) => one.name === name))
			.map((one) =>
				one.name === "status"
					? comment(one.value)
					: decodeWords(withoutType(one.value)),
			)
			.filter((one) => one !== ""),
	};
}

/** "smtp; 550 …" → "550 …" */
function withoutType(value: string): string {
	return value.replace(/^\s{0,9}[\w-]{1,30}\s{0,9};\s{0,20}/, "");
}

/** "5.0.0 (unknown user)" → "unknown user" */
function comment(status: string): string {
	return /\(([^)]{1,400})\)/.exec(status)?.[1] ?? "";
}

function actionOf(value: string): Action | null {
	const word = /[a-z]{1,20}/i.exec(value)?.[0].toLowerCase() ?? "";
	if (word === "fail" || word === "error" || word === "failure")
		return "failed";
	return ACTIONS.find((one) => one === word) ?? null;
}

const ACTIONS: readonly Action[] = [
	"failed",
	"delayed",
	"delivered",
	"relayed",
	"expanded",
];

/** RFC 3461, 4: "+40" is "@" in an original recipient. Only where no address stands already. */
function fromXtext(value: string): string {
	return value.includes("@")
		? value
		: value.replace(/\+40/g, "@").replace(/\+2B/gi, "+");
}
