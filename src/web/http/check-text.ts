import type { Context, MiddlewareHandler } from "hono";
import type { Config } from "../../config/config.ts";
import { isStorable, isStorableUrl } from "../../text/storable-text.ts";
import { visitorWords } from "../language/words-for.ts";
import { badTextPage } from "./errors.ts";

/** A one-click request may have any body, RFC 8058 3.2; only its link counts. */
const ANY_BODY = /^\/unsubscribe\/[^/]+$/;

/**
 * Refuses a text that no database takes, wherever it comes from, and a body that
 * is not what its type says. It stands before all routes, so that no route has
 * to think of it: 404 for an address, as no page has such a one, 422 for a text
 * in a body, and 400 for a body that can't be read.
 */
export function checkText(config: Config): MiddlewareHandler {
	return async (c, next) => {
		if (!isStorableUrl(c.req.url) || !isStorableUrl(c.req.path))
			return c.notFound();
		if (c.req.method !== "POST" || ANY_BODY.test(c.req.path)) return next();
		const texts = await bodyTexts(c);
		if (texts?.every(isStorable)) return next();
		const status = texts === null ? 400 : 422;
		return c.req.path.startsWith("/api/")
			? c.json(
					{
						error: {
							code: "bad-request",
							message: visitorWords(config, c).api.badText,
						},
					},
					status,
				)
			: badTextPage(c, config, status);
	};
}

/** Every text in the body; null if the body is not what its type says. Handlers can read the body again. */
async function bodyTexts(c: Context): Promise<string[] | null> {
	const type = c.req.header("content-type") ?? "";
	if (/^multipart\/form-data\b/i.test(type))
		try {
			const body = await c.req.parseBody({ all: true });
			return Object.entries(body).flatMap(([name, value]) => [
				name,
				...[value].flat().map((one) => (typeof one === "string" ? one : "")),
			]);
		} catch {
			// The runtime's own errors for a multipart body without an end, or without a boundary.
			return null;
		}
	const text = await c.req.text();
	if (c.req.path.startsWith("/api/")) return jsonTexts(text);
	return [...new URLSearchParams(text)].flat();
}

/** Every name and text in a JSON document, at any depth. A body that is no JSON is for the route to refuse. */
function jsonTexts(json: string): string[] | null {
	const texts: string[] = [];
	try {
		JSON.parse(json, (name, value: unknown) => {
			texts.push(name);
			if (typeof value === "string") texts.push(value);
			return null;
		});
	} catch (error) {
		// It is nested so deeply that walking it exceeds the stack.
		return error instanceof SyntaxError ? [] : null;
	}
	return texts;
}
