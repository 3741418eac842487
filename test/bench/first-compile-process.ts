import { createRenderer } from "../../src/render/create-renderer.ts";
import { sampleIssue } from "../../templates/samples.ts";
import type { CompileTimes } from "./first-compile.ts";

/* A process that compiles twice and prints how long that took. */

const templatesDir = new URL("../../templates", import.meta.url).pathname;
const start = performance.now();
await import("mjml");
await import("@react-email/components");
await import("react-dom/server");
const loaded = performance.now();
const renderer = createRenderer({ templatesDir });
const { cohorts } = await renderer.compile(sampleIssue);
const first = performance.now();
await renderer.compile(sampleIssue);
const run: CompileTimes = {
	loading: loaded - start,
	first: first - loaded,
	second: performance.now() - first,
	cohorts: Object.keys(cohorts).length,
};
process.stdout.write(JSON.stringify(run));
