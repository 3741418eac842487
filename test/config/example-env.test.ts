import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { expect, it } from "vitest";
import { readConfig } from "../../src/config/config.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const example = parseEnv(readFileSync(join(ROOT, "example.env"), "utf8"));

it("example.env holds the defaults and nothing but settings", () => {
	expect(readConfig(example)).toEqual(readConfig({}));
});

it("example.env tells of every setting that is read", () => {
	const source = [
		"src/config/config.ts",
		"src/config/readers.ts",
		"src/config/retention.ts",
	]
		.map((file) => readFileSync(join(ROOT, file), "utf8"))
		.join("");
	const read = [...source.matchAll(/^\t([A-Z][A-Z\d_]+): /gm)].map(
		(match) => match[1],
	);
	expect(read.length).toBeGreaterThan(20);
	expect(Object.keys(example).sort()).toEqual([...read].sort());
});
