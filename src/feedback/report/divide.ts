import { type Field, fieldsOf } from "./mime.ts";

/** A text of a server, without the original that it returns in the same part. */
export interface Divided {
	report: string;
	/** The headers of the original in the text, if there are any. */
	original: Field[];
}

/** What stands between a report and the original, in the words of many servers. Only short lines are looked at. */
const DIVIDERS: readonly RegExp[] = [
	/^\W{0,60}(?:this is |here is |below (?:this|the next) line is |below is |included is |following is |attached is |attachment is )?(?:a |the )?copy of (?:the|your|my|part of the)? ?(?:\w{1,12} )?(?:message|mail|part|headers?)/i,
	/^\W{0,60}below (?:this|the next) line/i,
	/^[-\s=*#|>]{2,80}(?:\w{1,12} ){0,3}(?:original|unsent|returned|undelivered|source|non-delivered|failed) ?(?:message|mail|e-?mail|text)/i,
	/^\W{0,60}(?:the )?(?:original|unsent|returned|undelivered|source|forwarded|non-delivered)[- ](?:message|mail|e-?mail|text)(?: (?:headers?|text|as received|body))?(?: (?:is |are )?(?:as )?(?:follows|attached|below|included|following))?\W{0,60}$/i,
	/^\W{0,60}(?:the )?(?:headers? |message headers? |message text |start of |first )(?:of the (?:original|source|returned) (?:message|mail) |and top )?.{0,40}(?:follow|attached|returned message|lines of the message)/i,
	/^\W{0,60}(?:message|mail) (?:headers?|text|body)(?: and body)? ?(?:follows?|below|:)/i,
	/^\W{0,60}your message reads/i,
	/^\W{0,60}(?:mensaje|message d'|message|mensagem|messaggio|nachricht) ?original/i,
	/^\W{0,60}(?:message\/rfc822|message rejected follows|forwarded message)/i,
	/^\W{0,60}(?:original message headers|urspr.{1,3}ngliche (?:nachricht|kopf)|en-t.{1,3}tes de message|intestazioni originali|encabezados de mensajes? originales|cabe.{1,3}alhos de mensagens originais|original-?kopfzeilen)/i,
	/^\W{0,60}(?:元のメッセージ|オリジナルメッセージ|原始邮件|原邮件|原始郵件|исходное (?:сообщение|письмо))/i,
	/^ {0,4}>? ?(?:received: (?:from|by|\(|\S{1,60} )|return-path: ?\S|dkim-signature: |content-type: (?:message\/rfc822|text\/rfc822-headers))/i,
];

/** A line before a signature (RFC 3676, 4.3). */
const SIGNATURE = /^-- ?$/;
const MAX_LINE = 200;

/** Cuts a text where the original begins, or a signature. */
export function divide(text: string): Divided {
	const lines = text.split("\n");
	const at = lines.findIndex((line) => isDivider(line));
	if (at < 0) return { report: withoutSignature(lines), original: [] };
	const report = lines.slice(0, at);
	return {
		report: withoutSignature(report),
		original: originalIn(lines.slice(at, at + 400)),
	};
}

function isDivider(line: string): boolean {
	return line.length <= MAX_LINE
		? DIVIDERS.some((one) => one.test(line))
		: /^(?:received: from|dkim-signature: )/i.test(line);
}

function withoutSignature(lines: readonly string[]): string {
	const at = lines.findIndex(
		(line, index) =>
			index > 2 && SIGNATURE.test(line.trimEnd()) && line.startsWith("--"),
	);
	return (at < 0 ? lines : lines.slice(0, at)).join("\n");
}

/** The first block of lines after the divider that reads as headers. */
function originalIn(lines: readonly string[]): Field[] {
	const blocks = lines
		.map((line) => line.replace(/^>? ?(?=[\w-]{1,60}:)/, ""))
		.join("\n")
		.split(/\n[ \t]{0,40}\n/);
	for (const block of blocks.slice(0, 4)) {
		const fields = fieldsOf(block);
		if (
			fields.some(({ name }) => name === "to" || name === "subject") &&
			fields.some(
				({ name }) =>
					name === "from" || name === "received" || name === "message-id",
			)
		)
			return fields;
	}
	return [];
}
