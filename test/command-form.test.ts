import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import {
	COMMAND_NAMES,
	commandForm,
	inLocalForm,
	setCommandForm,
} from "../src/command-form.ts";

afterEach(() => setCommandForm("digest"));

it.each([
	[
		"npm run",
		{ npm_command: "run-script", npm_lifecycle_event: "digest" },
		"npm run -s digest --",
	],
	[
		"npm run of npm 11",
		{ npm_command: "run", npm_lifecycle_event: "digest" },
		"npm run -s digest --",
	],
	[
		"npm run demo",
		{ npm_command: "run-script", npm_lifecycle_event: "demo" },
		"npm run -s digest --",
	],
	[
		"npx",
		{ npm_command: "exec", npm_lifecycle_script: "digest issue" },
		"npx digest",
	],
	[
		"npx of another program",
		{ npm_command: "exec", npm_lifecycle_script: "vitest" },
		"node src/digest.js",
	],
	[
		"another script",
		{ npm_command: "test", npm_lifecycle_event: "test" },
		"node src/digest.js",
	],
	["node", {}, "node src/digest.js"],
])("started by %s, a hint names that form", (_by, env, form) => {
	expect(
		commandForm("/home/ed/digest/src/digest.js", "/home/ed/digest", env),
	).toBe(form);
});

it("started by its installed name, a hint has that name", () => {
	expect(commandForm("/usr/local/bin/digest", "/home/ed", {})).toBe("digest");
	expect(commandForm("/opt/d/src/digest.js", "/home/ed", {})).toBe(
		"node /opt/d/src/digest.js",
	);
});

describe("a text with hints", () => {
	it("gets each of them in the form in which the program was started", () => {
		setCommandForm("npx digest");
		for (const name of COMMAND_NAMES)
			expect(
				inLocalForm(`Then: digest ${name} 1. “digest ${name}” again.`),
			).toBe(`Then: npx digest ${name} 1. “npx digest ${name}” again.`);
	});

	it("is unchanged where nothing in it is a command", () => {
		setCommandForm("npx digest");
		fc.assert(
			fc.property(
				fc.array(
					fc.constantFrom(
						"the",
						"digest",
						"weekly",
						"issues",
						"sends",
						"mail",
						"digest:",
						"verdict-digest",
						".",
						"/digest",
					),
				),
				(words) => {
					const text = words.join(" ");
					expect(inLocalForm(text)).toBe(text);
				},
			),
		);
	});
});
