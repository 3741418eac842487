/*
 * The headers of a message that DKIM signs, canonicalised: RFC 6376 3.4.2 (relaxed) and 5.4.
 */

/** A header field as in the message, still folded, without its last CRLF. */
export interface HeaderField {
	/** In lower case. */
	name: string;
	line: string;
}

const SIGNED_NAMES = [
	"From",
	"To",
	"Cc",
	"Subject",
	"Date",
	"Message-ID",
	"Reply-To",
	"MIME-Version",
	"Content-Type",
	"Content-Transfer-Encoding",
	"Content-Disposition",
	"List-Id",
	"List-Archive",
	"List-Unsubscribe",
	"List-Unsubscribe-Post",
	"Feedback-ID",
	"Auto-Submitted",
	"Precedence",
];

/**
 * Named once more in `h=` than they occur, so that adding one breaks the signature: a second
 * From or List-Unsubscribe would change what a reader sees or what the unsubscribe button does,
 * and a Content-Disposition makes an attachment of the message. The other names are not: SMTP servers
 * and lists add their own (Feedback-ID, List-Id, Precedence, Sender).
 */
const OVERSIGNED_NAMES = new Set([
	"From",
	"To",
	"Cc",
	"Subject",
	"Date",
	"Message-ID",
	"Reply-To",
	"MIME-Version",
	"Content-Type",
	"Content-Transfer-Encoding",
	"Content-Disposition",
	"List-Unsubscribe",
	"List-Unsubscribe-Post",
]);

/**
 * What is signed.
 *
 * @param head the header of a message, without the empty line after it
 * @returns the names for `h=`, and their fields in the same order, in canonical form with CRLF
 */
export function signedFields(head: string): {
	names: string[];
	canonical: string;
} {
	// RFC 6376 5.4.2: the first mention of a name means the last field of that name.
	const fields = fieldsOf(head).reverse();
	const names: string[] = [];
	let canonical = "";
	for (const name of SIGNED_NAMES) {
		const lower = name.toLowerCase();
		for (const field of fields)
			if (field.name === lower) {
				names.push(name);
				canonical += `${relaxedField(field)}\r\n`;
			}
		if (OVERSIGNED_NAMES.has(name)) names.push(name);
	}
	return { names, canonical };
}

function fieldsOf(head: string): HeaderField[] {
	return head.split(/\r\n(?![ \t])/).map((line) => ({
		name: line.slice(0, line.indexOf(":")).trimEnd().toLowerCase(),
		line,
	}));
}

/** The relaxed form of one field: unfolded, each run of white space as one space, none at the ends. */
export function relaxedField({ name, line }: HeaderField): string {
	const value = line
		.slice(line.indexOf(":") + 1)
		.replace(/\r\n/g, "")
		.replace(/[ \t]+/g, " ")
		.replace(/^ | $/g, "");
	return `${name}:${value}`;
}
