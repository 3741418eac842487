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

/** Identifies this installation, so that a copy of it is recognised. */
export interface Installation {
	/** Different in a copied folder: it contains the inode number of a file, which a copy cannot keep. */
	readonly fingerprint: string;
	/** How often this installation has begun to send an issue, as recorded outside the database. */
	generation(): number;
	saveGeneration(generation: number): void;
}

/** Opens the two small files next to the database; the first call creates them. */
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
		saveGeneration(generation) {
			writeFileSync(`${counter}.new`, String(generation));
			renameSync(`${counter}.new`, counter);
		},
	};
}
