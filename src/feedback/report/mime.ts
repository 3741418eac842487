/** A header field, its name in lower case, its value unfolded. */
export interface Field {
	name: string;
	value: string;
}

/** A message or a part of one. Strings hold one character a byte. */
export interface Part {
	fields: Field[];
	/** "text/plain" */
	type: string;
	/** Of Content-Type: report-type, charset, boundary. */
	parameters: Map<string, string>;
	encoding: string;
	attachment: boolean;
	body: string;
	/** Of a multipart; empty if its boundary never comes. */
	parts: Part[];
}

const MAX_DEPTH = 8;
const MAX_PARTS = 60;
const MAX_FIELDS = 400;
const MAX_HEADER = 128 * 1024;

/**
 * Reads a message of RFC 5322 and 2045 to its leaves, each level in one go
 * over its text. `message/rfc822` is a leaf: a returned original is no part of the
 * report. Never throws.
 */
export function parseMessage(text: string): Part {
	const budget = { parts: MAX_PARTS };
	return parsePart(text.replace(/^>?From [^\n]{0,1000}\n/, ""), 0, budget);
}

function parsePart(
	text: string,
	depth: number,
	budget: { parts: number },
): Part {
	const { fields, body } = splitHeader(text);
	const { type, parameters } = contentType(
		fieldValue(fields, "content-type") ?? "",
	);
	const boundary = parameters.get("boundary");
	const multipart =
		type.startsWith("multipart/") && boundary && depth < MAX_DEPTH;
	return {
		fields,
		type,
		parameters,
		encoding: (fieldValue(fields, "content-transfer-encoding") ?? "")
			.toLowerCase()
			.replace(/[;\s].{0,200}$/s, ""),
		attachment: /^\s*attachment/i.test(
			fieldValue(fields, "content-disposition") ?? "",
		),
		body,
		parts: multipart
			? between(body, boundary, budget).map((one) =>
					parsePart(one, depth + 1, budget),
				)
			: [],
	};
}

/** Header fields, unfolded, and what follows the first empty line. A line that is no field is passed over. */
export function splitHeader(text: string): { fields: Field[]; body: string } {
	const end = text.startsWith("\n") ? 0 : text.indexOf("\n\n");
	const header = end < 0 ? text : text.slice(0, end);
	return {
		fields: fieldsOf(header.slice(0, MAX_HEADER)),
		body: end < 0 ? "" : text.slice(end).replace(/^\n{1,2}/, ""),
	};
}

/** The fields of one block. Names are kept in a list, never as keys: `__proto__` is a name as any other. */
export function fieldsOf(block: string): Field[] {
	const fields: Field[] = [];
	for (const line of block.split("\n")) {
		const last = fields.at(-1);
		if (/^[ \t]/.test(line)) {
			if (last && last.value.length < 8000) last.value += ` ${line.trim()}`;
			continue;
		}
		const colon = line.indexOf(":");
		const name = line.slice(0, Math.max(0, colon)).trim();
		if (name === "" || name.length > 80 || /[\s<>@]/.test(name)) continue;
		if (fields.length >= MAX_FIELDS) break;
		fields.push({
			name: name.toLowerCase(),
			value: line.slice(colon + 1, colon + 8000).trim(),
		});
	}
	return fields;
}

/** The value of the first field of this name; undefined: none. */
export function fieldValue(
	fields: readonly Field[],
	name: string,
): string | undefined {
	return fields.find((one) => one.name === name)?.value;
}

function contentType(value: string): Pick<Part, "type" | "parameters"> {
	const short = value.slice(0, 2000);
	const parameters = new Map<string, string>();
	for (const match of short.matchAll(
		/;\s{0,20}([\w*-]{1,40})\s{0,9}=\s{0,9}(?:"([^"]{0,400})"|([^\s;"]{1,400}))/g,
	))
		parameters.set((match[1] ?? "").toLowerCase(), match[2] ?? match[3] ?? "");
	const type = /^[\w.+-]{1,80}\/[\w.+-]{1,80}/.exec(short)?.[0].toLowerCase();
	return { type: type ?? "text/plain", parameters };
}

/** The parts of a multipart body, without what stands before the first and after the last boundary. */
function between(
	body: string,
	boundary: string,
	budget: { parts: number },
): string[] {
	const mark = `--${boundary.trimEnd()}`;
	const parts: string[] = [];
	let start = -1;
	for (
		let at = body.indexOf(mark);
		at >= 0;
		at = body.indexOf(mark, at + mark.length)
	) {
		if (at > 0 && body[at - 1] !== "\n") continue;
		// A longer boundary that begins with this one belongs to a part.
		const rest = body.slice(at + mark.length, at + mark.length + 80);
		const line = rest.split("\n", 1)[0] ?? "";
		if (!/^(?:--)?[ \t]{0,80}$/.test(line)) continue;
		if (start >= 0 && budget.parts-- > 0)
			parts.push(body.slice(start, Math.max(start, at - 1)));
		start = line.startsWith("--")
			? -1
			: Math.min(body.length, at + mark.length + line.length + 1);
		if (start < 0 || budget.parts <= 0) break;
	}
	if (start >= 0 && budget.parts-- > 0) parts.push(body.slice(start));
	return parts;
}
