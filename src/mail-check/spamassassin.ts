import { spawn } from "node:child_process";
import { Failure } from "../errors.ts";
import type { SpamScore } from "../preflight/instruments.ts";

/** Milliseconds: it compiles its rules each time it starts. */
const PATIENCE = 20_000;

/**
 * What SpamAssassin's local rules give the message: no DNS, no network, and
 * nothing learnt from it.
 *
 * @throws Failure `no-spamassassin` when it is not installed or gives no score
 */
export async function spamScore(raw: Buffer): Promise<SpamScore> {
	const report = await run(raw);
	const score = /^X-Spam-Status:.*?score=(-?[\d.]+)/ms.exec(report)?.[1];
	if (score === undefined)
		throw new Failure("no-spamassassin", "SpamAssassin gave no score.");
	const rules = [
		...report.matchAll(/^\s*(-?\d+\.\d+)\s+([A-Z][A-Z\d_]+)\s+(.*)$/gm),
	].map(([, points = "", rule = "", text = ""]) => ({
		rule,
		points: Number(points),
		text: text.replace(/^(BODY|HEADER|URI|RAW):\s*/, "").trim(),
	}));
	return { score: Number(score), rules };
}

function run(raw: Buffer): Promise<string> {
	return new Promise((resolve, reject) => {
		const child = spawn("spamassassin", ["-L", "-t"], {
			stdio: ["pipe", "pipe", "ignore"],
			timeout: PATIENCE,
		});
		const out: Buffer[] = [];
		child.stdout.on("data", (piece: Buffer) => out.push(piece));
		// Who is not there reads nothing; "error" tells it.
		child.stdin.on("error", () => {});
		child.once("error", () =>
			reject(
				new Failure("no-spamassassin", "SpamAssassin is not installed here."),
			),
		);
		child.once("close", () => resolve(Buffer.concat(out).toString("utf8")));
		child.stdin.end(raw);
	});
}
