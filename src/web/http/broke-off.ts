import type { Context } from "hono";

/** Whether the connection ended before the whole request had come: then nobody reads the answer, and nothing is broken. */
export function brokeOff(c: Context): boolean {
	const { incoming } = (c.env ?? {}) as {
		incoming?: { complete?: boolean; destroyed?: boolean };
	};
	return incoming?.complete === false && incoming.destroyed === true;
}
