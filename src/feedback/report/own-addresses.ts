import { RECIPIENT_FIELDS } from "../../text/recipient-fields.ts";
import { parseMessage } from "./mime.ts";
import { readParts, wrappedReport } from "./read-parts.ts";
import { linesOf } from "./text.ts";

/** Where the address that our message was sent from can stand in what came back. */
export interface OwnAddresses {
	/** The message has a header at all. */
	isMessage: boolean;
	/** To whom it was sent, one text a field. */
	recipients: string[];
	/**
	 * What it says of our message: Original-Mail-From of a complaint (RFC 5965 3.2),
	 * Return-Path of the original, and the rest of its texts.
	 */
	others: string[];
}

const MAX_TEXT = 64 * 1024;

/** Never throws. @param raw the bytes of the message; of more than 2 MB only the beginning is read */
export function readOwnAddresses(raw: Uint8Array): OwnAddresses {
	const outer = parseMessage(linesOf(raw));
	const message = wrappedReport(outer) ?? outer;
	const parts = readParts(message);
	const fields = message === outer ? [outer] : [outer, message];
	return {
		isMessage: outer.fields.length > 0,
		recipients: RECIPIENT_FIELDS.flatMap((name) =>
			fields.flatMap((one) =>
				one.fields
					.filter((field) => field.name === name)
					.map(({ value }) => value),
			),
		),
		others: [
			parts.complaint ?? "",
			...parts.original.map(({ value }) => value),
			...parts.statuses,
			parts.text,
		].map((text) => text.slice(0, MAX_TEXT)),
	};
}
