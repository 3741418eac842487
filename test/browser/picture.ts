/*
 * Draws the picture of the digest for the README from the demo’s second issue:
 *   npm run picture
 * Its height ends it below the scores of the first comparison.
 */
import { join } from "node:path";
import { testCli } from "../support/cli.ts";

const FILE = join(import.meta.dirname, "..", "..", ".github", "digest.png");

const cli = testCli();
await run("demo", "--no-serve");
await run(
	...["render", "2", "--for", "ada@example.com", "--format", "png"],
	...["--width", "640", "--height", "1560", "--output", FILE],
);
cli.dispose();

async function run(...words: string[]): Promise<void> {
	const { code, err } = await cli.run(...words);
	if (code !== 0) throw new Error(err);
}
