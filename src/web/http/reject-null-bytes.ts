import type { MiddlewareHandler } from "hono";

/** PostgreSQL refuses a text with U+0000 as an error; no page is called that. */
export const noNull: MiddlewareHandler = async (c, next) =>
	c.req.url.includes("%00") ? c.notFound() : next();
