import fc from "fast-check";
import { expect, test } from "vitest";
import { sentencesOf } from "../../../../src/issue/words/quote/sentences.ts";

const trimmed = (text: string, names: string[] = []) =>
	sentencesOf(text, names).map((one) => one.trim());

test("no sentence ends at an abbreviation, an initial, a number or a sign that may belong to a name", () => {
	for (const text of [
		"It runs open weights (e.g. Llama 3) on one machine",
		"It is small, i.e. One file is enough",
		"Compared with Cursor vs. Claude Code it does half",
		"There is no chance that Dr. Bot will be replaced",
		"Nobody who answers to the U.S. Government may use it",
		"At 9 a.m. Berlin time it wakes up",
		"It is No. 5 of the list",
		"It takes approx. Three hours",
		"Acme Inc. Builds it well",
		"Yahoo! Scout is older",
		"We tried Yahoo! scout and left",
		"They asked Who? Nobody knew",
		"The v2. Branch is older",
		"Node.js. Modules are slow",
		"It costs $3.5. of all prices the best",
		"St. Louis is where it is made",
		"J. R. R. Tolkien would not have used it",
		"Wait... Then it starts",
		"Wait… Then it starts",
		"It works?! or so they say",
		"“It works!” she said",
		"It works (mostly. Not always.) as they say",
		"It says “No chance. None at all.” and stops",
		"It says „Geht nicht. Gar nicht.“ and stops",
		"彼は「いい。とても。」と言った",
		"It is z. B. Gut",
		"Siehe Nr. Drei",
		"From Jan. To Dec. It rained",
		"Written by et al. Smith",
		"A Ph.D. Student can run it",
		"lines that were\nwrapped by hand",
	])
		expect(trimmed(text)).toEqual([text]);
});

test("no sentence ends at an abbreviation of a part, a title, a place, a unit, a program or a company, with any first letter", () => {
	const abbreviations =
		"Sec Tab Chap Par Ver Ref Suppl App Prop Def Admin Exec Maj Atty Messrs Mme Mlle Govt Natl Dist Prov Tex Cal Calif Mass Penn Minn Ariz Fla ie eg aka ibid oz gal yd Dev Prod Lib Spec Config Func Num Auth LLC GmbH Pty Dipl Aufl Mio Kap Srta Dña pág";
	for (const one of abbreviations.split(" "))
		for (const written of [
			one,
			one.charAt(0).toUpperCase() + one.slice(1),
			one.charAt(0).toLowerCase() + one.slice(1),
		]) {
			const text = `We know of ${written}. Green from before`;
			expect(trimmed(text)).toEqual([text]);
		}
});

test("a numeral where a sentence begins numbers it, and one ends a sentence elsewhere", () => {
	expect(
		trimmed("I. It works. II. It does not. III. Wait. IV. Nobody came."),
	).toEqual([
		"I. It works.",
		"II. It does not.",
		"III. Wait.",
		"IV. Nobody came.",
	]);
	expect(trimmed("Two points: ii. It works. Nothing else.")).toEqual([
		"Two points: ii. It works.",
		"Nothing else.",
	]);
	expect(trimmed("1. It works. 2. It does not.")).toEqual([
		"1. It works.",
		"2. It does not.",
	]);
	expect(trimmed("It is from World War II. It still works.")).toEqual([
		"It is from World War II.",
		"It still works.",
	]);
	expect(trimmed("Use the mix. It is fine. Civil. Then not.")).toEqual([
		"Use the mix.",
		"It is fine.",
		"Civil.",
		"Then not.",
	]);
});

test("a known name is never cut, whatever signs it has", () => {
	for (const name of [
		"Yahoo! Scout",
		"who?",
		"Go! go",
		"A. Bee",
		"ok.",
		"是。非",
	]) {
		const text = `We used ${name} The rest is history`;
		const [first = ""] = sentencesOf(text, [name]);
		expect(first).toContain(name);
		expect(sentencesOf(`${name} And more`, [name])[0]).toContain(name);
	}
	expect(trimmed("Try go! It is good.", ["go!"])).toEqual([
		"Try go! It is good.",
	]);
	expect(trimmed("Try go! It is good.")).toEqual(["Try go!", "It is good."]);
});

test("a sentence ends at the stop of its script, after the quotes and brackets that close there", () => {
	for (const [text, ...sentences] of [
		["It works. It is cheap.", "It works.", "It is cheap."],
		["It works?! Then it does.", "It works?!", "Then it does."],
		["It says “works.” Then ends.", "It says “works.”", "Then ends."],
		[
			"It (mostly) works. (Rarely.) Fine.",
			"It (mostly) works.",
			"(Rarely.)",
			"Fine.",
		],
		["It costs $3.50. Nobody pays.", "It costs $3.50.", "Nobody pays."],
		["It came in 2024. Then it left.", "It came in 2024.", "Then it left."],
		["It has an SDK. Use that.", "It has an SDK.", "Use that."],
		['On a 15" screen. It fits.', 'On a 15" screen.', "It fits."],
		["It works :( sadly. Then not.", "It works :( sadly.", "Then not."],
		["很好。真的！是吗？对", "很好。", "真的！", "是吗？", "对"],
		["هل يعمل؟ نعم", "هل يعمل؟", "نعم"],
		["यह है। वह है॥ हाँ", "यह है।", "वह है॥", "हाँ"],
		["A heading\n\nIt works", "A heading", "It works"],
	] as const)
		expect(trimmed(text)).toEqual(sentences);
});

test("ordinary sentences are told apart, and joined they are the text", () => {
	const word = fc.constantFrom(
		..."routing failover another difficult week builds table sheets (mostly) “right” held, 3.5 2024 API".split(
			" ",
		),
	);
	const sentence = fc
		.tuple(
			fc.constantFrom("It", "Nobody", "The", "Cursor", "“They”", "(We)"),
			fc.array(word, { minLength: 1, maxLength: 12 }),
			fc.constantFrom(
				"works",
				"teams",
				"$3.50",
				"2024",
				"models",
				"SDK",
				"(or not)",
			),
			fc.constantFrom(".", ".”", ".)", "?"),
		)
		.map(
			([first, middle, last, stop]) =>
				`${[first, ...middle, last].join(" ")}${stop}`,
		);
	fc.assert(
		fc.property(
			fc.array(sentence, { minLength: 1, maxLength: 6 }),
			(sentences) => {
				const text = sentences.join(" ");
				expect(trimmed(text)).toEqual(sentences);
				expect(sentencesOf(text, []).join("")).toBe(text);
			},
		),
		{ numRuns: 500 },
	);
});

test("joined, the sentences of any text are the text", () => {
	fc.assert(
		fc.property(
			fc.string({ unit: "grapheme", maxLength: 200 }),
			fc.array(fc.string({ maxLength: 3 })),
			(text, names) => {
				expect(sentencesOf(text, names).join("")).toBe(text);
			},
		),
	);
});
