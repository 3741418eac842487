#!/usr/bin/env node
// The only JavaScript here: an older Node must be able to read it, to be told that it is too old.
import { versions } from "node:process";
import { fileURLToPath } from "node:url";

if (Number(versions.node.split(".")[0]) < 24) {
	console.error(
		`digest: this is Node ${versions.node}, and Node 24 or later is needed. In a checkout run it as: npm run -s digest -- COMMAND`,
	);
	process.exit(1);
}
const { register } = await import("tsx/esm/api");
register({
	tsconfig: fileURLToPath(new URL("../tsconfig.json", import.meta.url)),
});
await import("./main.ts");
