import { describeError } from "../../errors.ts";

/** What went wrong with a command, as the server said it. A server never repeats a password. */
export function whatServerSaid(error: unknown): string {
	const said = (error as { responseText?: unknown } | null)?.responseText;
	return typeof said === "string" && said !== ""
		? said
		: describeError(error).replace(/\.$/, "");
}
