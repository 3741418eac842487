import { spawnSync } from "node:child_process";
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";

const SCRIPT = join(import.meta.dirname, "..", "src", "check-node.js");

/** There is no package of Node for every platform. */
const isKnown = readFileSync(SCRIPT, "utf8").includes(
	`"${process.platform}-${process.arch}":`,
);

function check(folder?: string) {
	return spawnSync(process.execPath, [SCRIPT, ...(folder ? [folder] : [])], {
		encoding: "utf8",
	});
}

it("the Node that was installed is the one whose hash is kept, and its version is the lockfile's", () => {
	const { status, stderr } = check();
	expect(stderr).toMatch(isKnown ? /^$/ : /is not checked/);
	expect(status).toBe(0);
	const lock = JSON.parse(
		readFileSync(join(SCRIPT, "..", "..", "package-lock.json"), "utf8"),
	);
	expect(readFileSync(SCRIPT, "utf8")).toContain(
		`"${lock.packages["node_modules/node"].version}": {`,
	);
});

it("another program in its place is deleted and fails the install", () => {
	const folder = `${mkdtempSync(join(tmpdir(), "node-"))}/`;
	mkdirSync(join(folder, "bin"));
	writeFileSync(join(folder, "bin", "node"), "#!/bin/sh\necho mine\n");
	writeFileSync(
		join(folder, "package.json"),
		readFileSync(
			join(SCRIPT, "..", "..", "node_modules", "node", "package.json"),
		),
	);
	const { status, stderr } = check(folder);
	expect(stderr).toContain(isKnown ? "is not Node 24" : "is not checked");
	expect(status).toBe(isKnown ? 1 : 0);
	expect(existsSync(join(folder, "bin", "node"))).toBe(!isKnown);
});
