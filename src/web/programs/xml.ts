import type { Context } from "hono";
import type { Html } from "../http/page.ts";

/** What XML 1.0 (2.2) can't hold, not even escaped. */
const NO_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** An XML document from markup in which every value is escaped. @param type such as `application/atom+xml` */
export async function xmlDocument(
	c: Context,
	type: string,
	markup: Html,
): Promise<Response> {
	const text = String(await markup).replace(NO_XML, "\uFFFD");
	c.header("content-type", `${type}; charset=utf-8`);
	return c.body(`<?xml version="1.0" encoding="UTF-8"?>\n${text}\n`);
}
