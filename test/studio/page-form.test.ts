import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { COMMAND_NAMES } from "../../src/command-form.ts";
import { inPageForm } from "../../src/studio/page-form.ts";

/** Of the texts that these folders make, a page may show any. */
const FOLDERS = [
	"issue",
	"delivery",
	"subscriber/sign-up",
	"subscriber/csv",
	"subscriber/by-editor",
	"preflight",
	"catalog",
	"studio",
	"editors",
	"audience",
];

/** The strings of the sources, each with a value in place of what is put in. */
function texts(): string[] {
	return FOLDERS.flatMap((folder) => {
		const path = join("src", folder);
		return readdirSync(path, { recursive: true, encoding: "utf8" })
			.filter((name) => name.endsWith(".ts") && name !== "page-form.ts")
			.flatMap((name) => {
				const source = readFileSync(join(path, name), "utf8");
				const code = source.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
				return [...code.matchAll(/`[^`]*`|"[^"\n]*"/g)].map(([one]) =>
					one
						.slice(1, -1)
						.replaceAll(/\$\{[^{}]*(?:code|kind)\}/g, "links-local")
						.replaceAll(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, "3"),
				);
			});
	});
}

const ONLY_IN_A_TERMINAL = [
	"demo",
	"serve",
	"schema",
	"theme",
	"render",
	"editors link",
	"dkim",
	"migrate",
	"feedback",
	"unsubscribe-mail",
];

test("no option of the command line, and no command that a page has a button for, is in a sentence of a page", () => {
	const hint = new RegExp(
		`(?<![\\w./-])digest (?:${COMMAND_NAMES.join("|")})\\b`,
	);
	const said = texts().filter(
		(one) => hint.test(one) || /\s--[a-z]+/.test(one),
	);
	expect(said.length).toBeGreaterThan(40);
	const left = said.map(inPageForm).filter((one) => {
		const commands = one.replaceAll(
			new RegExp(`digest (?:${ONLY_IN_A_TERMINAL.join("|")})\\b`, "g"),
			"",
		);
		return hint.test(commands) || /\s--[a-z]/.test(commands);
	});
	expect(left).toEqual([]);
});

test("a hint is the name of the page or the button that does the same", () => {
	for (const [text, here] of [
		[
			"For all findings see: digest preflight. If it is meant, accept it with a reason: digest issue approve --waive links-local --reason TEXT",
			"For all findings see: “Checks and approval”. If it is meant, accept it with a reason: “Checks and approval”",
		],
		[
			"Resend them with: digest send 12 --missing. Or leave them as they are with: digest issue resume 12 --leave-unsure",
			"Resend them with: “Send to those who miss it”. Or leave them as they are with: “Let it go on”",
		],
		[
			"send it to them again with: digest send 12 --missing --refused. Or give its comparisons back with: digest issue cancel 12",
			"send it to them again with: “Send to those who miss it”. Or give its comparisons back with: “Cancel”",
		],
		["or begin with: digest send 12", "or begin with: “Send it now”"],
		[
			"If they asked for the digest since, say so: --again.",
			"If they asked for the digest since, say so: choose “asked for the digest again”.",
		],
		[
			"To ignore the column: --columns format=",
			"To ignore the column: choose “Ignore” for it",
		],
		["“digest serve” is running", "“digest serve” is running"],
		[
			"the digest previews nothing; an own-digest issue --a dash",
			"the digest previews nothing; an own-digest issue --a dash",
		],
	] as const)
		expect(inPageForm(text)).toBe(here);
});
