import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** The file that is installed as `digest`. */
export const LAUNCHER = join(
	import.meta.dirname,
	"..",
	"..",
	"src",
	"digest.js",
);

export interface Running {
	readonly child: ChildProcess;
	/** What it has written so far. */
	output(): string;
	/** Resolves with the text that matched, once it has been written. */
	says(pattern: RegExp): Promise<string>;
	/** Resolves when the process has ended. */
	ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/** Starts a real `digest` process, without the settings of this one's environment. */
export function startDigest(
	argv: readonly string[],
	env: Record<string, string>,
): Running {
	const child = spawn(process.execPath, [LAUNCHER, ...argv], {
		env: { PATH: process.env.PATH ?? "", ...env },
		stdio: ["ignore", "pipe", "pipe"],
	});
	let output = "";
	const waiting = new Set<() => void>();
	for (const stream of [child.stdout, child.stderr])
		stream?.on("data", (chunk: Buffer) => {
			output += chunk;
			for (const look of waiting) look();
		});
	const ended = once(child, "close").then(([code, signal]) => ({
		code,
		signal,
	}));
	return {
		child,
		output: () => output,
		says: (pattern) =>
			new Promise((resolve, reject) => {
				const look = () => {
					const match = pattern.exec(output);
					if (match) resolve(match[1] ?? match[0]);
				};
				waiting.add(look);
				void ended.then(() =>
					reject(
						new Error(`digest ended without writing ${pattern}:\n${output}`),
					),
				);
				look();
			}),
		ended,
	};
}
