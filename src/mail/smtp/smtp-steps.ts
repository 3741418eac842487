import type SMTPConnection from "nodemailer/lib/smtp-connection";

/** `done` ends the step; `prolong` gives it a new deadline, in milliseconds from now. */
type Run<T> = (
	done: (error?: Error | null, value?: T) => void,
	prolong: (ms: number) => void,
) => void;

/** Runs one command of a connection, for `ms` milliseconds at the most. */
export type Step = <T>(ms: number, run: Run<T>) => Promise<T | undefined>;

/**
 * Makes promises of a connection's callbacks. nodemailer forgets some of them when the
 * connection goes; these always end, with the error that ended the connection.
 */
export function stepsOf(connection: SMTPConnection): Step {
	let cause: Error | null = null;
	let abort: ((error: Error) => void) | null = null;
	connection.on("error", (error: Error) => {
		cause = error;
	});
	connection.on("end", () => {
		// The step's own callback may come right after this and knows more.
		setImmediate(() => abort?.(cause ?? new Error("The connection closed")));
	});

	return (ms, run) =>
		new Promise((resolve, reject) => {
			const end = () => {
				clearTimeout(timer);
				abort = null;
			};
			const expire = () => {
				end();
				connection.close();
				reject(
					Object.assign(new Error("The server took too long"), {
						code: "ETIMEDOUT",
					}),
				);
			};
			let timer = setTimeout(expire, ms);
			abort = (error) => {
				end();
				reject(error);
			};
			run(
				(error, value) => {
					end();
					if (error) reject(error);
					else resolve(value);
				},
				(next) => {
					clearTimeout(timer);
					timer = setTimeout(expire, next);
				},
			);
		});
}
