import { parseMessage } from "../report/mime.ts";
import { readParts } from "../report/read-parts.ts";
import { linesOf } from "../report/text.ts";
import { readSesMessage } from "./amazon-ses.ts";
import { parseJson, valueAt } from "./json.ts";
import type { ReturnEvent } from "./webhook.ts";

/**
 * The events in a mail of Amazon SNS to a subscriber by mail: the JSON of Amazon
 * SES as its text, or within the JSON of SNS. Nothing proves where it came from.
 *
 * @returns empty: it is no such mail
 */
export function readSesMail(raw: Uint8Array): ReturnEvent[] {
	const { text } = readParts(parseMessage(linesOf(raw)));
	const start = text.trimStart();
	if (!start.startsWith("{")) return [];
	// SNS writes how to unsubscribe below a line of hyphens.
	const json = start.split(/\n-{2,}\s*\n/, 1)[0] ?? "";
	const reading = readSesMessage(messageIn(json));
	return reading.kind === "events" ? reading.events : [];
}

/** The message within the JSON of SNS, or the text itself. */
function messageIn(json: string): string {
	const message = valueAt(parseJson(json), "Message");
	return typeof message === "string" ? message : json;
}
