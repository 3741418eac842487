/**
 * A failure that the person at the keyboard can fix. `message` says in whole
 * sentences what is wrong and what to do, `code` is for machines. It is shown
 * without a stack trace. Any other error is a defect.
 */
export class Failure extends Error {
	readonly code: string;

	constructor(code: string, message: string, options?: ErrorOptions) {
		super(message, options);
		this.name = "Failure";
		this.code = code;
	}
}

/** The message of a thrown value. */
export function describeError(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
