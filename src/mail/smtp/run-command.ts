import type SMTPConnection from "nodemailer/lib/smtp-connection";

/** `done` ends the command; `extend` gives it a new deadline, in milliseconds from now. */
type Command<T> = (
	done: (error?: Error | null, value?: T) => void,
	extend: (ms: number) => void,
) => void;

/** Runs one command of a connection, for at most `ms` milliseconds. */
export type RunCommand = <T>(
	ms: number,
	command: Command<T>,
) => Promise<T | undefined>;

/**
 * Makes promises of a connection's callbacks. nodemailer does not call some of them when
 * the connection is lost; these promises always end, with the error that ended the connection.
 */
export function commandRunner(connection: SMTPConnection): RunCommand {
	let cause: Error | null = null;
	let abort: ((error: Error) => void) | null = null;
	connection.on("error", (error: Error) => {
		cause = error;
	});
	connection.on("end", () => {
		// The command's own callback may come right after this and knows more.
		setImmediate(() => abort?.(cause ?? new Error("The connection closed")));
	});

	return (ms, command) =>
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
			command(
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
