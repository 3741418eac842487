#!/usr/bin/env node
// The only JavaScript here: an older Node must be able to read it, to be told that it is too old.
import { argv, versions } from "node:process";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";

if (Number(versions.node.split(".")[0]) < 24) {
	console.error(
		`digest: this is Node ${versions.node}, and Node 24 or later is needed. In a checkout run it as: npm run -s digest -- COMMAND`,
	);
	process.exit(1);
}
// For what runs for hours: where there is memory V8 would let garbage take 100 MB of it, which
// saves next to no time (`npm run bench million`). It must be told before anything is loaded.
if (["send", "serve"].includes(argv[2] ?? "")) {
	setFlagsFromString("--semi-space-growth-factor=1");
	setFlagsFromString("--heap-growing-percent=50");
}
const { register } = await import("tsx/esm/api");
register({
	tsconfig: fileURLToPath(new URL("../tsconfig.json", import.meta.url)),
});
await import("./main.ts");
