import type { Context } from "hono";
import type { OpenSession } from "../../db/studio/sessions.ts";

const SESSION = "studioSession";

/** Keeps whose request it is, for its form tokens. */
export function setSession(c: Context, session: OpenSession | null): void {
	c.set(SESSION, session);
}

/** Null: nobody has signed in. */
export function sessionOfRequest(c: Context): OpenSession | null {
	return (c.get(SESSION) as OpenSession | null | undefined) ?? null;
}
