import type { Context } from "hono";
import type { Asker } from "../../editors/sign-in-link.ts";
import { Failure } from "../../errors.ts";
import { clientReader } from "../../web/http/client.ts";
import type { StudioDeps } from "../deps.ts";
import { browserHash, knownEditor } from "./cookies.ts";

/** Reads who asks: their browser, and the address that they are seen at. */
export function askerReader({
	config,
	tokens,
}: Pick<StudioDeps, "config" | "tokens">): (c: Context) => Asker {
	const read = clientReader(config.trustedProxies);
	return (c) => {
		const { ip, userAgent } = read(c);
		return {
			hash: browserHash(c),
			name: userAgent,
			ip,
			known: knownEditor(c, tokens.formKey),
		};
	};
}

/** The answer to what a person can mend; any other error is a defect and is thrown again. */
export function asRefusal(error: unknown): {
	message: string;
	status: 400 | 403 | 429;
} {
	if (!(error instanceof Failure)) throw error;
	const { code, message } = error;
	if (code === "too-often") return { message, status: 429 };
	return { message, status: code === "bad-address" ? 400 : 403 };
}
