import fc from "fast-check";
import { expect, it } from "vitest";
import { Failure } from "../../../src/errors.ts";
import { keepArrangement, moveItem } from "../../../src/issue/life/arrange.ts";
import {
	editsOf,
	readForm,
	textsOf,
} from "../../../src/studio/issue/edit-form.ts";

const PLACES = ["lead", "brief", "more", "passed"] as const;
type Items = ReturnType<typeof moveItem>;

/** A week of comparisons as they are selected: each place in order, one lead at least. */
const week = fc
	.array(fc.constantFrom(...PLACES), { minLength: 1, maxLength: 12 })
	.map(
		(places): Items =>
			PLACES.flatMap((place) =>
				["lead" as const, ...places]
					.map((one, index) => ({ one, comparison_id: index + 1 }))
					.filter(({ one }) => one === place)
					.map(({ comparison_id }, position) => ({
						comparison_id,
						place,
						position,
						reason_code: place,
						reason: "Selected.",
					})),
			),
	);

const moves = fc.array(
	fc.record({
		comparisonId: fc.integer({ min: 1, max: 14 }),
		place: fc.constantFrom(...PLACES),
		position: fc.option(fc.nat(15)),
		reason: fc.constantFrom("", "  ", "Old news", "x".repeat(201)),
	}),
	{ maxLength: 15 },
);

const ids = (items: Items) =>
	items.map(({ comparison_id }) => comparison_id).sort((a, b) => a - b);

function moveAll(
	items: Items,
	list: typeof moves extends fc.Arbitrary<infer T> ? T : never,
): Items {
	let now = items;
	for (const move of list)
		try {
			now = moveItem(now, move);
		} catch (error) {
			if (!(error instanceof Failure)) throw error;
		}
	return now;
}

function expectWhole(items: Items, all: Items): void {
	expect(ids(items)).toEqual(ids(all));
	expect(items.some(({ place }) => place === "lead")).toBe(true);
	for (const place of PLACES)
		expect(
			items
				.filter((one) => one.place === place)
				.map(({ position }) => position),
		).toEqual(items.filter((one) => one.place === place).map((_, at) => at));
	for (const { reason_code, reason } of items)
		if (reason_code === "left-out")
			expect(reason).toBe("Left out by the editor: Old news");
}

it("whatever an editor moves, every comparison stays once, in order, with a lead, and what is left out has its reason", () => {
	fc.assert(
		fc.property(week, moves, (items, list) =>
			expectWhole(moveAll(items, list), items),
		),
	);
});

it("a later draft keeps what an editor arranged, adds what is new and drops what is gone", () => {
	fc.assert(
		fc.property(week, week, moves, (earlier, selected, list) => {
			const arranged = moveAll(earlier, list);
			const kept = keepArrangement(selected, arranged);
			expect(ids(kept)).toEqual(ids(selected));
			const isArranged = arranged.some(({ reason_code }) =>
				["editor", "left-out"].includes(reason_code),
			);
			if (!isArranged) expect(kept).toEqual(selected);
			else
				for (const one of arranged) {
					const now = kept.find((k) => k.comparison_id === one.comparison_id);
					if (now) expect(now.place).toBe(one.place);
				}
		}),
	);
});

it("a form that comes back as it was sent changes nothing, whatever the texts and line ends are", () => {
	const text = fc.string({ unit: "grapheme", maxLength: 40 });
	const lines = fc.array(text, { maxLength: 3 }).map((all) => all.join("\r\n"));
	fc.assert(
		fc.property(
			fc.option(text),
			fc.option(lines),
			lines,
			lines,
			(subject, intro, note, composed) => {
				const de = { subject: subject ?? "S", notes: { "a-b": note } };
				const issue = {
					translations: JSON.stringify({ de }),
					subject,
					preheader: null,
					intro,
					signed: null,
					notes: JSON.stringify({ "a-b": note }),
				};
				const word = {
					subject: composed,
					preheader: composed,
					intro: composed,
				};
				const words = { ...word, others: new Map([["de" as const, word]]) };
				const form = new URLSearchParams();
				for (const [field, value] of textsOf(issue, words, ["a-b", "c-d"])) {
					form.append(`was:${field}`, value.replaceAll("\n", "\r\n"));
					form.append(field, value.replaceAll("\n", "\r\n"));
				}
				expect(editsOf(readForm(form))).toEqual({});
			},
		),
	);
});
