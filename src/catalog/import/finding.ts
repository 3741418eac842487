import { Failure } from "../../errors.ts";

/** Where in a file something stands; lines and columns count from 1. */
export interface Place {
	line?: number;
	column?: number;
	/** Inside a document: "tools[0].reviews[2].score". */
	path?: string;
}

/** Something in a document that its author should look at; the rest of it stands. */
export interface Warning extends Place {
	code: string;
	message: string;
}

/** Something an import has to say about a file: a warning, or an error that kept it out. */
export interface Finding extends Place {
	/** For machines: "not-utf8", "truncated", "slug-taken". */
	code: string;
	/** As the caller named it, or as found in a folder the caller named. */
	file: string;
	/** What is wrong and what was expected. */
	message: string;
}

/** Thrown while a file is read or checked; the import turns it into findings. */
export class BadInput extends Failure {
	readonly problems: readonly (Place & { message: string })[];

	constructor(
		code: string,
		problems: readonly (Place & { message: string })[],
		options?: ErrorOptions,
	) {
		super(code, problems.map((one) => one.message).join("; "), options);
		this.problems = problems;
	}
}

export function badInput(
	code: string,
	message: string,
	place: Place = {},
): BadInput {
	return new BadInput(code, [{ ...place, message }]);
}

/** A finding as one line: `week.json, line 3, column 7, at tools[0].name: is missing`. */
export function describeFinding(finding: Finding): string {
	const { file, line, column, path, message } = finding;
	const place = [
		file,
		...(line === undefined ? [] : [`line ${line}`]),
		...(column === undefined ? [] : [`column ${column}`]),
		...(path ? [`at ${path}`] : []),
	];
	return `${place.join(", ")}: ${message}`;
}
