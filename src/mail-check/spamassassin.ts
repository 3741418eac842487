import { spawn } from "node:child_process";
import { Failure } from "../errors.ts";
import type { SpamScore } from "../preflight/instruments.ts";

/** Generous: SpamAssassin compiles its rules each time it starts. */
const TIMEOUT_MS = 20_000;

/**
 * Scores a message with SpamAssassin's local rules: no DNS, no network, and
 * SpamAssassin does not learn from it.
 *
 * @throws Failure `no-spamassassin` when it is not installed or gives no score
 */
export async function spamScore(raw: Buffer): Promise<SpamScore> {
	const report = await run(raw);
	const score = /^X-Spam-Status:.*?score=(-?[\d.]+)/ms.exec(report)?.[1];
	if (score === undefined)
		throw new Failure(
			"no-spamassassin",
			"SpamAssassin gave no score. Run it by hand to see why: spamassassin -L -t < message.eml",
		);
	const rules = [
		...report.matchAll(
			/^[ \t]*(-?\d+\.\d+)[ \t]+([A-Z][A-Z\d_]+)[ \t]+(.*)$/gm,
		),
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
		});
		// A timer of our own: that of spawn() goes on when the program can't be started.
		const timer = setTimeout(() => child.kill(), TIMEOUT_MS);
		const out: Buffer[] = [];
		child.stdout.on("data", (piece: Buffer) => out.push(piece));
		// Writing to a program that did not start fails too; its own "error" event is enough.
		child.stdin.on("error", () => {});
		child.once("error", () => {
			clearTimeout(timer);
			reject(
				new Failure("no-spamassassin", "SpamAssassin is not installed here."),
			);
		});
		child.once("close", () => {
			clearTimeout(timer);
			resolve(Buffer.concat(out).toString("utf8"));
		});
		child.stdin.end(raw);
	});
}
