import fc from "fast-check";
import { expect, it } from "vitest";
import { readConfig } from "../../../src/config/config.ts";
import {
	readStages,
	stagesInWords,
	writeStages,
} from "../../../src/delivery/stages/read-stages.ts";

const EXAMPLE = "50, 500 after 30m, rest after 2h";

it("stages are read, and written as they are read", () => {
	const stages = readStages(" 50,500 After 30m , REST after 2h");
	expect(stages).toEqual([
		{ count: 50, after: null },
		{ count: 500, after: { count: 30, unit: "m" } },
		{ count: null, after: { count: 2, unit: "h" } },
	]);
	expect(writeStages(stages)).toBe(EXAMPLE);
	expect(stagesInWords(stages)).toBe(
		"50 messages, 500 more after 30 minutes, the rest after 2 hours",
	);
});

it.each([
	["50", "2 to 10 stages"],
	["50, 500 after 30m", "must end with the stage “rest”"],
	["rest, 50 after 2h", "“rest” before its last stage"],
	["50 after 30m, rest after 2h", "first stage wait"],
	["50, 500, rest after 2h", "how long “500” waits"],
	["50, rest", "how long “rest” waits"],
	["50, 500 after 30 minutes, rest after 2h", "can't wait “30 minutes”"],
	["50, rest after 5s", "can't wait “5s”"],
	["0, rest after 2h", "a stage of 0"],
	["fifty, rest after 2h", "can't be read at “fifty”"],
	["50, 500 afer 30m, rest after 2h", "can't be read at “500 afer 30m”"],
	["50; 500 after 30m; rest after 2h", "2 to 10 stages"],
	["50,, rest after 2h", "can't be read at “”"],
])("STAGES=%s is refused in words, with an example", (text, words) => {
	const read = () =>
		readConfig({ PUBLIC_URL: "http://localhost:3000", STAGES: text });
	expect(read).toThrow(words);
	expect(read).toThrow(`STAGES: `);
	expect(read).toThrow(EXAMPLE);
});

it("no text makes reading stages fail in another way", () => {
	const part = fc.constantFrom(
		"50",
		"rest",
		"after",
		"2h",
		",",
		" ",
		"x",
		"9e9",
	);
	fc.assert(
		fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
			try {
				const stages = readStages(parts.join(""));
				expect(readStages(writeStages(stages))).toEqual(stages);
			} catch (error) {
				expect(String(error)).toContain(EXAMPLE);
			}
		}),
	);
});
