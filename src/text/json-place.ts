import { findNodeAtLocation, type Node, parseTree, visit } from "jsonc-parser";
import { trimmedEnd } from "./trimmed-end.ts";

/*
 * Places in JSON that a person wrote. `JSON.parse` alone decides what is JSON;
 * this only finds where a text is wrong, or where a wrong value is.
 */

/** Both count from 1. */
export interface LineAndColumn {
	line: number;
	column: number;
}

export interface JsonError extends LineAndColumn {
	/** Such as "a value", to follow "expected". */
	expected: string;
}

/** A value, or the key that names it. */
export interface JsonFault extends LineAndColumn {
	/** Such as "[3].tools[0].name". */
	path: string;
}

/** jsonc-parser recurses into brackets: some 8,000 of them overflow the stack. */
const MAX_DEPTH = 1000;

/**
 * The first error in a text that `JSON.parse` refuses: its own message often
 * has no position. Null when the text is JSON.
 */
export function findJsonError(text: string): JsonError | null {
	let error = null as { offset: number; expected: string } | null;
	let next = "a value";
	/** The closing brackets that are due, the innermost last. */
	const due: string[] = [];
	const begin = (close: string, offset: number) => {
		due.push(close);
		next = close === "}" ? "a key in double quotes" : "a value";
		if (due.length > MAX_DEPTH)
			error ??= { offset, expected: `at most ${MAX_DEPTH} nested brackets` };
	};
	const valueEnds = () => {
		next = due.length > 0 ? `"," or "${due.at(-1)}"` : "nothing more";
	};
	const end = (_offset: number, length: number) => {
		// Also called where the text ends before the bracket is closed.
		if (length === 0) return;
		due.pop();
		valueEnds();
	};
	ignoreOverflow(() =>
		visit(
			text,
			{
				onObjectBegin: (offset) => begin("}", offset),
				onArrayBegin: (offset) => begin("]", offset),
				onObjectEnd: end,
				onArrayEnd: end,
				onLiteralValue: valueEnds,
				onObjectProperty: () => {
					next = '":" after the key';
				},
				onSeparator: (sign) => {
					const key = sign === "," && due.at(-1) === "}";
					next = key ? "a key in double quotes" : "a value";
				},
				onError: (_code, offset) => {
					error ??= stringError(text, offset) ?? { offset, expected: next };
				},
			},
			{ disallowComments: true },
		),
	);
	return (
		error && { ...lineAndColumn(text, error.offset), expected: error.expected }
	);
}

/**
 * The exact place of an error in the string at `start`: the parser reports only
 * where the string begins. Null when there is no string, or no error in it.
 */
function stringError(text: string, start: number) {
	const valid = /"(?:[ !#-[\]-\uffff]+|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*/y;
	valid.lastIndex = start;
	if (!valid.test(text)) return null;
	const offset = valid.lastIndex;
	const sign = text.charAt(offset);
	if (sign === '"') return null;
	if (sign === "")
		return { offset: start, expected: "the closing double quote" };
	return {
		offset,
		expected:
			sign === "\\"
				? 'an escape such as \\" or \\u00e9'
				: "a control character in text to be written as \\n or \\u0000",
	};
}

/** Finding the place of each takes time. */
const MAX_LOSSES = 10;

/**
 * What `JSON.parse` loses without a word (RFC 8259, sections 4 and 6): a key that
 * its object has a second time, and a number that is not whole but is rounded to
 * one, such as 1e-999. Keys are compared as they are read, so "a" and "\u0061" are
 * the same. At most ten of each are named.
 *
 * @param text is JSON
 */
export function findJsonLosses(text: string): {
	repeatedKeys: JsonFault[];
	roundedNumbers: (JsonFault & { written: string })[];
} {
	const repeatedKeys: JsonFault[] = [];
	const roundedNumbers: (JsonFault & { written: string })[] = [];
	/** The keys of each object that is open, the innermost last; null for a list. */
	const open: (Set<string> | null)[] = [];
	const end = (_offset: number, length: number) => {
		if (length > 0) open.pop();
	};
	ignoreOverflow(() =>
		visit(text, {
			onObjectBegin: () => {
				open.push(new Set());
			},
			onArrayBegin: () => {
				open.push(null);
			},
			onObjectEnd: end,
			onArrayEnd: end,
			onObjectProperty: (key, offset, _length, _line, _column, parent) => {
				const keys = open.at(-1);
				if (keys?.has(key) && repeatedKeys.length < MAX_LOSSES)
					repeatedKeys.push({
						...lineAndColumn(text, offset),
						path: jsonPath([...parent(), key]),
					});
				keys?.add(key);
			},
			onLiteralValue: (value, offset, length, _line, _column, path) => {
				if (typeof value !== "number" || !Number.isInteger(value)) return;
				const written = text.slice(offset, offset + length);
				if (!isWhole(written) && roundedNumbers.length < MAX_LOSSES)
					roundedNumbers.push({
						...lineAndColumn(text, offset),
						path: jsonPath(path()),
						written,
					});
			},
		}),
	);
	return { repeatedKeys, roundedNumbers };
}

/** Whether a number of JSON is whole as it is written: 8, 8.0, 1e3 and 0.5e1, but not 1e-999. */
function isWhole(written: string): boolean {
	const match = /^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(written);
	const [, whole = "", fraction = "", exponent = "0"] = match ?? [];
	const digits = trimmedEnd(whole + fraction, /0/);
	const zeros = whole.length + fraction.length - digits.length;
	return digits === "" || Number(exponent) - fraction.length + zeros >= 0;
}

function jsonPath(steps: readonly (string | number)[]): string {
	return steps
		.map((step, at) =>
			typeof step === "number" ? `[${step}]` : at > 0 ? `.${step}` : step,
		)
		.join("");
}

/** The value at a path as the text writes it: 1e999, which `JSON.parse` makes infinite. Null where there is none. */
export function writtenJson(text: string, path: string): string | null {
	const root = parsedTree(text);
	const node = root && findNodeAtLocation(root, stepsOf(path));
	return node ? text.slice(node.offset, node.offset + node.length) : null;
}

/**
 * Parses a text that is JSON, for looking up where the values in it begin. A
 * path such as "[3].tools[0].name" gives the place of that value, or of the
 * innermost one round it that exists.
 */
export function jsonLocator(text: string): (path: string) => LineAndColumn {
	const root = parsedTree(text);
	return (path) => {
		const steps = stepsOf(path);
		let node = root && findNodeAtLocation(root, steps);
		while (root && !node && steps.pop() !== undefined)
			node = findNodeAtLocation(root, steps);
		return lineAndColumn(text, node?.offset ?? 0);
	};
}

function parsedTree(text: string): Node | undefined {
	let root: Node | undefined;
	ignoreOverflow(() => {
		root = parseTree(text);
	});
	return root;
}

function stepsOf(path: string): (string | number)[] {
	return path
		.split(/[.[\]]+/)
		.filter((step) => step !== "")
		.map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

function ignoreOverflow(parse: () => void): void {
	try {
		parse();
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
	}
}

function lineAndColumn(text: string, offset: number): LineAndColumn {
	const before = text.slice(0, offset);
	return {
		line: before.split("\n").length,
		column: offset - before.lastIndexOf("\n"),
	};
}
