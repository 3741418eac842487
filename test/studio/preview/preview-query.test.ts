import { expect, test } from "vitest";
import {
	asChosen,
	previewUrl,
	readPreviewQuery,
} from "../../../src/studio/preview/preview-query.ts";
import { skepticReader } from "../../../templates/samples.ts";

test("any lens and format can be chosen, and the URL contains the choice", () => {
	const query = readPreviewQuery({ lens: "founder", format: "brief" });
	expect(previewUrl(query)).toBe("/studio/preview?lens=founder&format=brief");
	expect(asChosen(skepticReader, query)).toEqual({
		...skepticReader,
		lens: "founder",
		format: "brief",
	});
	const panel = readPreviewQuery({ lens: "panel" });
	expect(asChosen(skepticReader, panel).lens).toBeNull();
	expect(previewUrl(panel)).toBe("/studio/preview?lens=panel");
});

test("any language can be chosen, and the URL contains the choice", () => {
	const query = readPreviewQuery({ language: "de" });
	expect(query.language).toBe("de");
	expect(previewUrl(query)).toBe("/studio/preview?language=de");
	expect(readPreviewQuery({ language: "xx" }).language).toBeNull();
});

test("invalid or missing choices leave the reader's own lens and format", () => {
	for (const params of [{}, { lens: "pope", format: "haiku" }])
		expect(asChosen(skepticReader, readPreviewQuery({ ...params }))).toEqual(
			skepticReader,
		);
});
