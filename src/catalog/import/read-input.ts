import { hash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { parseCapture } from "../capture/capture.ts";
import type { ComparisonFacts } from "../facts.ts";
import { panelContradictions } from "../panel-contradictions.ts";
import { decodeText } from "./decode-utf8.ts";
import type { InputFile } from "./find-input.ts";
import { BadInput, badInput, type Place, type Warning } from "./finding.ts";
import { jsonFault, jsonOffset, placeOf } from "./json-fault.ts";
import { readDocument } from "./read-document.ts";
import { readLines } from "./read-lines.ts";

/** One comparison as a file tells it. */
export interface Told {
	facts: ComparisonFacts;
	/** Of everything it says: the same document has the same hash. */
	hash: string;
	place: Place;
	warnings: Warning[];
}

/** A page is some 10 KB of text; what is a hundred times as long is not one. */
const CAPTURE_LIMIT = 1_000_000;
/** A .json file is read whole, so that larger ones belong into .jsonl. */
const JSON_LIMIT = 20_000_000;

/**
 * Reads a file's comparisons one after the other. Line by line where the kind
 * of file allows it: memory does not grow with the file.
 *
 * @throws BadInput with the place, possibly after some comparisons were read
 */
export async function* readInput(file: InputFile): AsyncGenerator<Told> {
	if (file.size === 0) throw badInput("empty", "is empty");
	if (file.kind === "capture") yield readCapture(await readText(file));
	else if (file.kind === "json") yield* readJson(await readText(file));
	else
		for await (const { text, line } of readLines(file.path))
			yield told(parseLine(text, line), { line });
}

async function readText(file: InputFile): Promise<string> {
	const limit = file.kind === "json" ? JSON_LIMIT : CAPTURE_LIMIT;
	if (file.size > limit)
		throw badInput(
			"too-large",
			`has ${megabytes(file.size)} MB; a ${file.kind === "json" ? ".json file may have 20 MB, so write larger ones as .jsonl" : "page capture may have 1 MB"}`,
		);
	const text = decodeText(await readFile(file.path));
	if (text.trim() === "") throw badInput("empty", "is empty");
	return text;
}

function megabytes(bytes: number): string {
	return (bytes / 1_000_000).toLocaleString("en", { maximumFractionDigits: 1 });
}

function readCapture(text: string): Told {
	const { document, warnings } = parseCapture(text);
	const read = complete(readDocument(document), {});
	return { ...read, warnings: [...warnings, ...read.warnings] };
}

function* readJson(text: string): Generator<Told> {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		throw notJson(text, 0);
	}
	const many = Array.isArray(value);
	const documents: unknown[] = Array.isArray(value) ? value : [value];
	if (documents.length === 0) throw badInput("empty", "is an empty list");
	for (const [index, one] of documents.entries()) {
		try {
			yield told(one, many ? { path: `[${index}]` } : {});
		} catch (error) {
			throw error instanceof BadInput ? withPlaces(error, text) : error;
		}
	}
}

function withPlaces(error: BadInput, text: string): BadInput {
	return new BadInput(
		error.code,
		error.problems.map((problem) => ({
			...problem,
			...placeOf(text, jsonOffset(text, problem.path ?? "")),
		})),
	);
}

function parseLine(text: string, line: number): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw notJson(text, line - 1);
	}
}

function notJson(text: string, linesBefore: number): BadInput {
	const fault = jsonFault(text) ?? { offset: 0, expected: "a shorter text" };
	const place = placeOf(text, fault.offset);
	return badInput("not-json", `is not JSON: expected ${fault.expected}`, {
		...place,
		line: (place.line ?? 1) + linesBefore,
	});
}

/** Checks a document; what is wrong in it stands below `place`. */
function told(value: unknown, place: Place): Told {
	try {
		return complete(readDocument(value), place);
	} catch (error) {
		if (!(error instanceof BadInput)) throw error;
		throw new BadInput(
			error.code,
			error.problems.map((problem) => ({
				...problem,
				...place,
				path: joinPaths(place.path ?? "", problem.path ?? ""),
			})),
		);
	}
}

function joinPaths(outer: string, inner: string): string {
	return outer !== "" && inner !== "" && !inner.startsWith("[")
		? `${outer}.${inner}`
		: outer + inner;
}

function complete(facts: ComparisonFacts, place: Place): Told {
	return {
		facts,
		hash: hash("sha256", JSON.stringify(facts)),
		place,
		warnings: panelContradictions(facts, place),
	};
}
