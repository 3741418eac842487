import { Failure } from "../../errors.ts";

/** A place in a file. Lines and columns count from 1. */
export interface SourceLocation {
	line?: number;
	column?: number;
	/** In a document, such as "tools[0].reviews[2].score". */
	path?: string;
}

/** Something that an editor should look at. The document is imported all the same. */
export interface DocumentWarning extends SourceLocation {
	code: string;
	message: string;
}

/** A warning about a file, or an error because of which nothing of it was imported. */
export interface ImportProblem extends SourceLocation {
	/** For programs: "not-utf8", "truncated", "slug-taken". */
	code: string;
	/** The path that the caller gave, or a path below it. */
	file: string;
	/** What is wrong, and what to do or what was expected. */
	message: string;
}

/** Thrown while a file is read or checked; the import turns it into problems of the file. */
export class BadInput extends Failure {
	readonly problems: readonly (SourceLocation & { message: string })[];

	constructor(
		code: string,
		problems: readonly (SourceLocation & { message: string })[],
		options?: ErrorOptions,
	) {
		super(code, problems.map((one) => one.message).join("; "), options);
		this.problems = problems;
	}
}

/** One error. The message goes on from the place: "is empty". */
export function badInput(
	code: string,
	message: string,
	place: SourceLocation = {},
): BadInput {
	return new BadInput(code, [{ ...place, message: readable(message) }]);
}

/** A message may quote a whole line, and a line may be a megabyte. */
function readable(message: string): string {
	return message.length <= 1_000
		? message
		: `${message.slice(0, 600)} … ${message.slice(-300)}`.toWellFormed();
}

/** A problem as one line: `week.json, line 3, column 7, at tools[0].name: is missing`. */
export function describeProblem(problem: ImportProblem): string {
	const { file, line, column, path, message } = problem;
	const place = [
		file,
		...(line === undefined ? [] : [`line ${line}`]),
		...(column === undefined ? [] : [`column ${column}`]),
		...(path ? [`at ${path}`] : []),
	];
	return `${place.join(", ")}: ${message}`;
}
