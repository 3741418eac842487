import { expect, test } from "vitest";
import { checkMessage } from "../../src/preflight/check-message.ts";
import { linksOf } from "../../src/preflight/checks/check-links.ts";
import { sampleReader } from "../../templates/samples.ts";
import {
	bytesOf,
	cleanParts,
	expected,
	type Parts,
	parsedCopy,
} from "./planted.ts";

const HTTPS = "https://digest.example.com";
const HTTP = "http://digest.example.com";

test("a PUBLIC_URL without encryption is one finding, however many links begin with it", async () => {
	const { headers, html, text, ...rest } = await cleanParts();
	const plain: Parts = {
		...rest,
		headers: headers.map((line) => line.replaceAll(HTTPS, HTTP)),
		html: html.replaceAll(HTTPS, HTTP),
		text: (text ?? "").replaceAll(HTTPS, HTTP),
	};
	const copy = await parsedCopy(bytesOf(plain), sampleReader, plain);
	expect(
		linksOf(copy).filter(({ url }) => url.startsWith(HTTP)).length,
	).toBeGreaterThan(10);
	const found = checkMessage(copy, { ...expected, publicUrl: HTTP });
	expect(
		found
			.filter(({ code }) => code === "link-http")
			.map(({ level, place, what }) => [level, place, what]),
	).toEqual([
		["warn", "all links", `They lead to ${HTTP}, which is not encrypted.`],
	]);
});
