import { expect, test } from "vitest";
import { piecesOf, withoutMarks } from "../../src/issue/content/marks.ts";
import {
	fullReader,
	hostileReader,
	sampleEnvelope,
	sampleIssue,
	sampleReader,
} from "../../templates/samples.ts";
import { renderer } from "./sample.ts";

test("without its marks, a marked copy is the copy that is sent", async () => {
	const open = renderer.open(
		await renderer.compile(sampleIssue),
		sampleEnvelope,
	);
	const marked = await renderer.compileMarked(sampleIssue);
	for (const one of [sampleReader, fullReader, hostileReader])
		for (const format of ["full", "brief"] as const)
			for (const lens of [null, "skeptic"] as const) {
				const reader = { ...one, format, lens };
				const copy = marked.copy(reader);
				expect(withoutMarks(copy.html)).toBe(open.html(reader));
				expect(withoutMarks(copy.text)).toBe(open.text(reader));
				const texts = marked.texts.get(copy.cohort) ?? [];
				expect(
					piecesOf(copy.text, texts).some(
						({ origin, text }) =>
							typeof origin === "object" &&
							origin?.path.endsWith(".name") &&
							origin.text === text,
					),
				).toBe(true);
			}
});
