import { readFileSync } from "node:fs";
import { parseCapture } from "../../../src/catalog/capture/capture.ts";
import { readDocument } from "../../../src/catalog/import/read-document.ts";

/** A page in its full form. */
export const fullCapture = fixture("full.txt");
/** A page in its reduced form. */
export const reducedCapture = fixture("reduced.txt");

function fixture(name: string): string {
	return readFileSync(new URL(`../fixtures/${name}`, import.meta.url), "utf8");
}

/** The comparison in a capture, checked as an import checks it. */
export function readCapture(text: string) {
	return readDocument(parseCapture(text).document);
}
