import { randomUUID } from "node:crypto";
import {
	existsSync,
	linkSync,
	readFileSync,
	realpathSync,
	renameSync,
	rmSync,
	statfsSync,
	statSync,
	writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { makeFolder } from "../make-folder.ts";

/** Identifies this installation, so that a copy of it is recognised. */
export interface Installation {
	/**
	 * Different in a copied folder: it contains the inode number of a file, which a copy
	 * cannot keep. Where inode numbers change at every mount, it contains the path of the
	 * folder: there a copy is recognised unless it is mounted at the same path.
	 */
	readonly fingerprint: string;
	/** How the fingerprint begins that an earlier version recorded here with an inode number that does not last. */
	readonly formerly?: string;
	/** How often this installation has begun to send an issue, as recorded outside the database. */
	generation(): number;
	saveGeneration(generation: number): void;
}

/**
 * Opens the two small files next to the database; the first call creates them. Two
 * processes may be the first at once.
 *
 * @param lasting whether inode numbers outlive a mount here
 */
export function openInstallation(
	dataDir: string,
	lasting = hasLastingInodes,
): Installation {
	makeFolder(dataDir);
	const identity = join(dataDir, "instance");
	if (!existsSync(identity)) createOnce(identity, randomUUID());
	const counter = join(dataDir, "generation");
	const id = readFileSync(identity, "utf8").trim();
	return {
		...(lasting(dataDir)
			? { fingerprint: `${id}:${statSync(identity).ino}` }
			: {
					fingerprint: `${id}@${realpathSync(dataDir)}`,
					formerly: `${id}:`,
				}),
		generation: () =>
			existsSync(counter) ? Number(readFileSync(counter, "utf8")) || 0 : 0,
		saveGeneration(generation) {
			writeFileSync(`${counter}.new`, String(generation));
			renameSync(`${counter}.new`, counter);
		},
	};
}

/** Creates the file with its content, unless it is there: nobody ever reads a part of it. */
function createOnce(path: string, content: string): void {
	const whole = `${path}.${randomUUID()}`;
	writeFileSync(whole, content, { flag: "wx" });
	try {
		linkSync(whole, path);
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		// FAT and some network shares have no links: the last of two first starts would win.
		if (code !== "EEXIST" && !existsSync(path)) renameSync(whole, path);
	} finally {
		rmSync(whole, { force: true });
	}
}

/**
 * File systems that make up inode numbers at every mount (statfs(2), f_type): FUSE,
 * 9p, the shares of VirtualBox and Docker Desktop, SMB in three versions, FAT, exFAT.
 */
const MADE_UP_INODES = [
	0x65735546, 0x01021997, 0x786f4256, 0x6a656a63, 0x517b, 0xff534d42,
	0xfe534d42, 0x4d44, 0x2011bab0,
];

function hasLastingInodes(folder: string): boolean {
	// The type is a signed number on some systems.
	return !MADE_UP_INODES.includes(statfsSync(folder).type >>> 0);
}
