import type { Place } from "./finding.ts";

/** Where a text stops being JSON, and what was expected there. */
export interface JsonFault {
	offset: number;
	expected: string;
}

type Step = string | number;

/** Why `JSON.parse` refuses a text, which it does not always say; null when it is JSON. */
export function jsonFault(text: string): JsonFault | null {
	return scan(text, () => false);
}

/**
 * Where a value stands in a text that is JSON, or the nearest one round it
 * that exists.
 *
 * @param path as findings have it: "[3].tools[0].name"
 */
export function jsonOffset(text: string, path: string): number {
	const wanted = path
		.split(/[.[\]]+/)
		.filter((step) => step !== "")
		.map((step) => (/^\d+$/.test(step) ? Number(step) : step));
	let nearest = 0;
	let depth = -1;
	scan(text, (offset, steps) => {
		if (
			steps.length > depth &&
			steps.length <= wanted.length &&
			steps.every((step, index) => step === wanted[index])
		) {
			nearest = offset;
			depth = steps.length;
		}
		return depth === wanted.length;
	});
	return nearest;
}

/** Line and column of an offset, both from 1. */
export function placeOf(text: string, offset: number): Place {
	const before = text.slice(0, offset);
	const lineStart = before.lastIndexOf("\n") + 1;
	return {
		line: before.split("\n").length,
		column: offset - lineStart + 1,
	};
}

/**
 * Walks over a JSON text, without recursion, since a text may nest as deep as
 * it is long. `visit` sees each value's start and the steps to it, and ends the
 * walk by returning true.
 */
function scan(
	text: string,
	visit: (offset: number, steps: readonly Step[]) => boolean,
): JsonFault | null {
	const steps: Step[] = [];
	let at = 0;
	const fault = (expected: string, offset = at) => ({ offset, expected });
	const skipSpace = () => {
		while (/[ \t\r\n]/.test(text.charAt(at))) at++;
	};
	/** Reads `"key":` of an object. */
	const readKey = (): JsonFault | null => {
		skipSpace();
		const start = at;
		if (text.charAt(at) !== '"') return fault("a key in double quotes");
		const wrong = readString();
		if (wrong) return wrong;
		steps[steps.length - 1] = JSON.parse(text.slice(start, at));
		skipSpace();
		if (text.charAt(at) !== ":") return fault('":" after the key');
		at++;
		return null;
	};
	const readString = (): JsonFault | null => {
		const start = at++;
		for (; at < text.length; at++) {
			const sign = text.charAt(at);
			if (sign === '"') {
				at++;
				return null;
			}
			if (sign < " ")
				return fault(
					"a control character in text to be written as \\n or \\u0000",
				);
			if (sign !== "\\") continue;
			const escaped = /["\\/bfnrt]|u[0-9a-fA-F]{4}/y;
			escaped.lastIndex = at + 1;
			if (!escaped.test(text)) return fault('an escape such as \\" or \\u00e9');
			at = escaped.lastIndex - 1;
		}
		return fault("the closing double quote", start);
	};
	for (;;) {
		skipSpace();
		if (visit(at, steps)) return null;
		const sign = text.charAt(at);
		if (sign === "{" || sign === "[") {
			at++;
			skipSpace();
			if (text.charAt(at) === (sign === "{" ? "}" : "]")) at++;
			else {
				steps.push(sign === "{" ? "" : 0);
				const wrong = sign === "{" ? readKey() : null;
				if (wrong) return wrong;
				continue;
			}
		} else if (sign === '"') {
			const wrong = readString();
			if (wrong) return wrong;
		} else {
			const plain =
				/(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])/y;
			plain.lastIndex = at;
			if (!plain.test(text)) return fault("a value");
			at = plain.lastIndex;
		}
		for (;;) {
			skipSpace();
			const step = steps.at(-1);
			if (step === undefined)
				return at < text.length ? fault("nothing more") : null;
			const end = typeof step === "number" ? "]" : "}";
			if (text.charAt(at) === end) {
				at++;
				steps.pop();
				continue;
			}
			if (text.charAt(at) !== ",") return fault(`"," or "${end}"`);
			at++;
			if (typeof step === "number") steps[steps.length - 1] = step + 1;
			else {
				const wrong = readKey();
				if (wrong) return wrong;
			}
			break;
		}
	}
}
