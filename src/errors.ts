/**
 * A failure that the person at the keyboard can fix: `message` is one whole
 * sentence that says what is wrong and what to do, `code` is for machines.
 * Shown without a stack trace; anything else that is thrown is a defect.
 */
export class Failure extends Error {
	readonly code: string;

	constructor(code: string, message: string, options?: ErrorOptions) {
		super(message, options);
		this.name = "Failure";
		this.code = code;
	}
}

/** What was thrown, as one line of text. */
export function describeError(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
