import { createHash } from "node:crypto";
import { text } from "node:stream/consumers";
import type { CompiledIssue } from "../../../src/issue/content/compiled-issue.ts";
import type { Reader } from "../../../src/issue/content/reader.ts";
import { openCompiledIssue } from "../../../src/render/merge/open-issue.ts";
import { sampleEnvelope } from "../../../templates/samples.ts";

/*
 * Another process that merges: takes a compiled issue and readers as JSON on
 * standard input, and writes the sums of their messages.
 */

const { compiled, readers, id } = JSON.parse(await text(process.stdin)) as {
	compiled: CompiledIssue;
	readers: Reader[];
	id: string;
};
const open = openCompiledIssue(compiled, sampleEnvelope);
const sums = readers.map((reader) =>
	createHash("sha256").update(open.message(reader, id)).digest("hex"),
);
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
process.stdout.write(JSON.stringify({ zone, sums }));
