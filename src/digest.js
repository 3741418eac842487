#!/usr/bin/env node
// JavaScript, so that a Node that is too old can still run it and print why it does not work.
import module from "node:module";
import { argv, env, versions } from "node:process";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";

if (Number(versions.node.split(".")[0]) < 24) {
	console.error(
		`digest: Node 24 or later is needed, and this is Node ${versions.node}. In a checkout run: npm run -s digest -- COMMAND`,
	);
	process.exit(1);
}
// These run for hours. By default V8 lets garbage grow to 100 MB, which saves hardly any time
// (`npm run bench million`). The flags must be set before anything is loaded.
const long = ["send", "serve"].includes(argv[2] ?? "");
if (long) {
	setFlagsFromString("--semi-space-growth-factor=1");
	setFlagsFromString("--heap-growing-percent=50");
}
// The development build of React takes twice as long.
env.NODE_ENV ||= "production";
// Compiling the source takes longer than most commands. The flags above are part of
// what was compiled, so each form has a folder of its own.
module.enableCompileCache(
	fileURLToPath(
		new URL(
			`../node_modules/.cache/digest${long ? "-long" : ""}`,
			import.meta.url,
		),
	),
);
await import("./load-typescript.js");
await import("./main.ts");
