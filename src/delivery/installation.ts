import { randomUUID } from "node:crypto";
import {
	existsSync,
	mkdirSync,
	readFileSync,
	renameSync,
	statSync,
	writeFileSync,
} from "node:fs";
import { join } from "node:path";

/** What tells this installation from a copy of it. */
export interface Installation {
	/** Another one for a copied folder: it holds the number of a file that a copy cannot keep. */
	readonly fingerprint: string;
	/** How often this installation has begun to send an issue, as it remembers outside the database. */
	generation(): number;
	remember(generation: number): void;
}

/** Two small files next to the database, created at the first call. */
export function openInstallation(dataDir: string): Installation {
	mkdirSync(dataDir, { recursive: true });
	const identity = join(dataDir, "instance");
	if (!existsSync(identity))
		writeFileSync(identity, randomUUID(), { flag: "wx" });
	const counter = join(dataDir, "generation");
	return {
		fingerprint: `${readFileSync(identity, "utf8").trim()}:${statSync(identity).ino}`,
		generation: () =>
			existsSync(counter) ? Number(readFileSync(counter, "utf8")) || 0 : 0,
		remember(generation) {
			writeFileSync(`${counter}.new`, String(generation));
			renameSync(`${counter}.new`, counter);
		},
	};
}
