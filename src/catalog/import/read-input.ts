import { hash } from "node:crypto";
import { readFile } from "node:fs/promises";
import {
	findJsonError,
	findJsonLosses,
	jsonLocator,
	writtenJson,
} from "../../text/json-place.ts";
import { parseCapture } from "../capture/capture.ts";
import type { ComparisonFacts, ToolFacts } from "../facts.ts";
import { REVIEWERS } from "../panel.ts";
import { decodeUtf8 } from "./decode-utf8.ts";
import type { InputFile } from "./find-input.ts";
import {
	BadInput,
	badInput,
	type DocumentWarning,
	type SourceLocation,
} from "./problem.ts";
import { readDocument } from "./read-document.ts";
import { readLines } from "./read-lines.ts";

/** One comparison as a file has it. */
export interface SourceDocument {
	facts: ComparisonFacts;
	/** SHA-256 of the facts: the same document has the same hash. */
	hash: string;
	location: SourceLocation;
	warnings: DocumentWarning[];
}

/** Bytes. A page is some 10 KB of text. */
const MAX_CAPTURE = 1_000_000;
/** Bytes. A .json file is read whole, a .jsonl file line by line. */
const MAX_JSON = 20_000_000;

/**
 * Reads a file's comparisons one after the other. JSON Lines are read line by
 * line, so that memory does not grow with the file.
 *
 * @throws BadInput with the location, possibly after some comparisons were read
 */
export async function* readInput(
	file: InputFile,
): AsyncGenerator<SourceDocument> {
	if (file.size === 0) throw badInput("empty", "is empty");
	if (file.kind === "capture") yield readCapture(await readText(file));
	else if (file.kind === "json") yield* readJson(await readText(file));
	else
		for await (const { text, line } of readLines(file.path))
			yield checkDocument(parseJson(text, line), { line }, text);
}

async function readText(file: InputFile): Promise<string> {
	const limit = file.kind === "json" ? MAX_JSON : MAX_CAPTURE;
	if (file.size > limit)
		throw badInput(
			"too-large",
			`has ${megabytes(file.size)} MB; ${file.kind === "json" ? "a .json file may have 20 MB, so write larger ones as .jsonl" : "a page capture may have 1 MB"}`,
		);
	const text = decodeUtf8(await readFile(file.path));
	if (text.trim() === "") throw badInput("empty", "is empty");
	return text;
}

function megabytes(bytes: number): string {
	return (bytes / 1_000_000).toLocaleString("en", { maximumFractionDigits: 1 });
}

function readCapture(text: string): SourceDocument {
	const { document, warnings, lineOf } = parseCapture(text);
	try {
		const read = sourceDocument(readDocument(document), {});
		return { ...read, warnings: [...warnings, ...read.warnings] };
	} catch (error) {
		if (!(error instanceof BadInput)) throw error;
		throw new BadInput(
			error.code,
			error.problems.map((problem) => ({
				...problem,
				line: lineOf(problem.path ?? ""),
			})),
		);
	}
}

function* readJson(text: string): Generator<SourceDocument> {
	const value = parseJson(text, 1);
	const documents: unknown[] = Array.isArray(value) ? value : [value];
	if (documents.length === 0) throw badInput("empty", "is an empty list");
	for (const [index, one] of documents.entries()) {
		try {
			yield checkDocument(
				one,
				Array.isArray(value) ? { path: `[${index}]` } : {},
				text,
			);
		} catch (error) {
			throw error instanceof BadInput ? withLines(error, text) : error;
		}
	}
}

/** Adds to each problem of a .json file the line and column of its path. */
function withLines(error: BadInput, text: string): BadInput {
	const locate = jsonLocator(text);
	return new BadInput(
		error.code,
		error.problems.map((problem) => ({
			...problem,
			...locate(problem.path ?? ""),
		})),
	);
}

/** @throws BadInput `not-json`, `repeated-key`, `rounded-number` */
function parseJson(text: string, firstLine: number): unknown {
	try {
		const value: unknown = JSON.parse(text);
		refuseLosses(text, firstLine);
		return value;
	} catch (thrown) {
		if (thrown instanceof BadInput) throw thrown;
		const error = findJsonError(text);
		throw badInput(
			"not-json",
			`is not JSON: expected ${error?.expected ?? "other text"}`,
			error
				? { line: error.line + firstLine - 1, column: error.column }
				: { line: firstLine },
		);
	}
}

function refuseLosses(text: string, firstLine: number): void {
	const { repeatedKeys, roundedNumbers } = findJsonLosses(text);
	const inFile = <T extends { line: number }>(place: T) => ({
		...place,
		line: place.line + firstLine - 1,
	});
	if (repeatedKeys.length > 0)
		throw new BadInput(
			"repeated-key",
			repeatedKeys.map((key) => ({
				...inFile(key),
				message: "is here a second time; remove one of the two",
			})),
		);
	if (roundedNumbers.length > 0)
		throw new BadInput(
			"rounded-number",
			roundedNumbers.map(({ written, ...place }) => ({
				...inFile(place),
				message: `must be a whole number, but is ${written.slice(0, 60)}`,
			})),
		);
}

/** Checks a document. What is wrong in it is reported as a path below the one in `location`. */
function checkDocument(
	value: unknown,
	location: SourceLocation,
	text: string,
): SourceDocument {
	const written = (path: string) =>
		writtenJson(text, joinPaths(location.path ?? "", path));
	try {
		return sourceDocument(readDocument(value, written), location);
	} catch (error) {
		if (!(error instanceof BadInput)) throw error;
		throw new BadInput(
			error.code,
			error.problems.map((problem) => ({
				...problem,
				...location,
				path: joinPaths(location.path ?? "", problem.path ?? ""),
			})),
		);
	}
}

function joinPaths(outer: string, inner: string): string {
	return outer !== "" && inner !== "" && !inner.startsWith("[")
		? `${outer}.${inner}`
		: outer + inner;
}

function sourceDocument(
	facts: ComparisonFacts,
	location: SourceLocation,
): SourceDocument {
	return {
		facts,
		hash: hash("sha256", JSON.stringify(facts)),
		location,
		warnings: panelContradictions(facts, location),
	};
}

/** Warns of each tool whose stated share does not agree with its reviews. */
export function panelContradictions(
	facts: ComparisonFacts,
	location: SourceLocation,
): DocumentWarning[] {
	return [facts.left, facts.right].flatMap((tool) => {
		const message = panelContradiction(tool);
		return message ? [{ code: "contradiction", ...location, message }] : [];
	});
}

/** A reviewer whose verdict is not known may have said ship or skip. */
function panelContradiction(tool: ToolFacts): string | null {
	const count = (verdict: string) =>
		tool.reviews.filter((review) => review.verdict === verdict).length;
	const [ship, skip] = [count("ship"), count("skip")];
	const least = (100 * ship) / REVIEWERS.length;
	const most = (100 * (REVIEWERS.length - skip)) / REVIEWERS.length;
	const share = tool.statedShare;
	if (share === null || (share >= least && share <= most)) return null;
	return `${tool.name}: the source states ${share}% panel ship, but its reviews say ${ship} ship / ${skip} skip`;
}
