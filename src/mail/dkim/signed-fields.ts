/*
 * The header of a message as DKIM sees it: RFC 6376 3.4.2 (relaxed) and 5.4.
 */

/** A header field as it stands in the message, folds and all, without its last CRLF. */
export interface Field {
	/** In lower case. */
	name: string;
	line: string;
}

const SIGNED = [
	"From",
	"To",
	"Subject",
	"Date",
	"Message-ID",
	"Reply-To",
	"MIME-Version",
	"Content-Type",
	"List-Id",
	"List-Archive",
	"List-Unsubscribe",
	"List-Unsubscribe-Post",
	"Feedback-ID",
	"Auto-Submitted",
	"Precedence",
];

/**
 * Named once more than they are there, so that none can be added on the way: a second one
 * would be what a reader sees or what the button does. Not the others, for relays and lists
 * add fields of their own (Feedback-ID, List-Id, Precedence) that change nothing of this.
 */
const OVERSIGNED = new Set([
	"From",
	"To",
	"Subject",
	"Date",
	"Reply-To",
	"Content-Type",
	"List-Unsubscribe",
	"List-Unsubscribe-Post",
]);

/** What is signed: the names for `h=`, and the fields they stand for, canonical and in their order. */
export function signedFields(head: string): {
	names: string[];
	canonical: string;
} {
	// RFC 6376 5.4.2: the first time a name is said it means the last such field.
	const fields = fieldsOf(head).reverse();
	const names: string[] = [];
	let canonical = "";
	for (const name of SIGNED) {
		const lower = name.toLowerCase();
		for (const field of fields)
			if (field.name === lower) {
				names.push(name);
				canonical += `${relaxed(field)}\r\n`;
			}
		if (OVERSIGNED.has(name)) names.push(name);
	}
	return { names, canonical };
}

function fieldsOf(head: string): Field[] {
	return head.split(/\r\n(?![ \t])/).map((line) => ({
		name: line
			.slice(0, line.indexOf(":"))
			.replace(/[ \t]+$/, "")
			.toLowerCase(),
		line,
	}));
}

/** One field: name in lower case, unfolded, every run of white space one space, none at the ends. */
export function relaxed({ name, line }: Field): string {
	const value = line
		.slice(line.indexOf(":") + 1)
		.replace(/\r\n/g, "")
		.replace(/[ \t]+/g, " ")
		.replace(/^ | $/g, "");
	return `${name}:${value}`;
}
