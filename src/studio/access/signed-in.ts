import type { Context } from "hono";
import type { OpenSession } from "../../db/studio/sessions.ts";
import type { Held } from "./held-open.ts";

const SESSION = "studioSession";
const HOLD = "studioHold";

/** Keeps whose request it is, for its form tokens. */
export function setSession(c: Context, session: OpenSession | null): void {
	c.set(SESSION, session);
}

/** Null: nobody has signed in. */
export function sessionOfRequest(c: Context): OpenSession | null {
	return (c.get(SESSION) as OpenSession | null | undefined) ?? null;
}

/** Keeps how what goes on for a while is bound to the session of its request. */
export function setHold(c: Context, hold: () => Held): void {
	c.set(HOLD, hold);
}

/** For what goes on for a while: it must end at the signal. Without a login nothing ends it. */
export function holdOpen(c: Context): Held {
	const hold = c.get(HOLD) as (() => Held) | undefined;
	return hold ? hold() : { signal: new AbortController().signal, release() {} };
}
