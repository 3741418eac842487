import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";
import { createLog } from "../src/log.ts";

/** Writes lines, and says on standard output when it has gone on. */
const WRITER = `
const { createLog } = await import(process.argv[1]);
const log = createLog("info");
for (let n = 1; n <= Number(process.argv[2]); n++) {
	log.info({ n, text: "x".repeat(200) }, "a line");
	if (n % 500 === 0) await new Promise(setImmediate);
}
process.stdout.write("went on");
`;

/** Reads standard error only after the writer has gone on. @returns the parsed lines */
async function linesOf(
	count: number,
): Promise<{ n?: number; lines?: number }[]> {
	const log = new URL("../src/log.ts", import.meta.url).href;
	const child = spawn(
		process.execPath,
		["--input-type=module", "-e", WRITER, log, String(count)],
		{ stdio: ["ignore", "pipe", "pipe"] },
	);
	const [said] = await once(child.stdout, "data");
	expect(String(said)).toBe("went on");
	let text = "";
	child.stderr.on("data", (piece) => {
		text += piece;
	});
	expect(await once(child, "close")).toEqual([0, null]);
	return text
		.trim()
		.split("\n")
		.map((line) => JSON.parse(line));
}

it("the log waits for no reader, and loses no line at the exit", async () => {
	const lines = await linesOf(3_000);
	expect(lines.map(({ n }) => n)).toEqual(
		Array.from({ length: 3_000 }, (_, at) => at + 1),
	);
});

it("lines that find no room are dropped, and their number is told", async () => {
	const lines = await linesOf(30_000);
	const dropped = lines.at(-1)?.lines ?? 0;
	expect(dropped).toBeGreaterThan(0);
	expect(lines.length - 1 + dropped).toBe(30_000);
});

it("no terminal obeys a line, whatever text is in it, and the text is read back", () => {
	const lines: string[] = [];
	const log = createLog("info", { write: (line) => lines.push(line) });
	const text = "\u001b]0;x\u0007 \u009b2J \u202e";
	log.info({ text }, text);
	expect(lines.join("")).not.toMatch(/[[\p{Cc}\p{Bidi_Control}]--\n]/v);
	expect(JSON.parse(lines[0] ?? "")).toMatchObject({ text, msg: text });
});
