import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { expect, it } from "vitest";
import { readConfig } from "../../src/config/config.ts";
import { SETTING_GROUPS, SETTINGS } from "../../src/config/settings.ts";
import { exampleEnv, settingsPage } from "../support/settings-docs.ts";

function textOf(...path: string[]): string {
	return readFileSync(join(import.meta.dirname, "..", "..", ...path), "utf8");
}

const names = Object.values(SETTINGS).map(({ name }) => name);

it("example.env and docs/settings.md say what `npm run settings` writes", () => {
	expect(textOf("example.env")).toBe(exampleEnv());
	expect(textOf("docs", "settings.md")).toBe(settingsPage());
});

it("example.env holds the default of every setting and nothing else", () => {
	const example = parseEnv(textOf("example.env"));
	expect(readConfig(example)).toEqual(readConfig({}));
	expect(Object.keys(example).sort()).toEqual([...names].sort());
	expect(names.length).toBeGreaterThan(20);
});

it("every setting is in exactly one group, under its own name", () => {
	const grouped = SETTING_GROUPS.flatMap(({ settings }) =>
		Object.values(settings),
	).map(({ name }) => name);
	expect(grouped.sort()).toEqual([...names].sort());
	expect(new Set(names).size).toBe(names.length);
});

it("README names only settings that exist", () => {
	const table = textOf("README.md").match(/^\| `[A-Z].*$/gm) ?? [];
	const named = table.flatMap((row) =>
		[...(row.split("|")[1] ?? "").matchAll(/`([A-Z][A-Z\d_]+)`/g)].map(
			([, name]) => name,
		),
	);
	expect(named.length).toBeGreaterThan(10);
	expect(named.filter((name) => !names.includes(name ?? ""))).toEqual([]);
});
