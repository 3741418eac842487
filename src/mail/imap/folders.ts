import type { Imap } from "./open-imap.ts";

/** Which folders of a mailbox are read. */
export interface Folders {
	found: {
		path: string;
		/** The server calls it the folder for junk (RFC 6154), whatever its name is. */
		isJunk: boolean;
	}[];
	/** The names that the mailbox does not have. A special use that no folder has is not one. */
	missing: string[];
}

/** @param names names of folders, or special uses such as `\Junk` */
export async function findFolders(
	imap: Imap,
	names: readonly string[],
): Promise<Folders> {
	const all = await imap.list();
	const folders: Folders = { found: [], missing: [] };
	for (const name of names) {
		const one = all.find(({ path, specialUse }) =>
			name.startsWith("\\")
				? specialUse?.toLowerCase() === name.toLowerCase()
				: path === name || (/^inbox$/i.test(name) && /^inbox$/i.test(path)),
		);
		if (!one && !name.startsWith("\\")) folders.missing.push(name);
		if (one && !folders.found.some(({ path }) => path === one.path))
			folders.found.push({
				path: one.path,
				isJunk: one.specialUse?.toLowerCase() === "\\junk",
			});
	}
	return folders;
}

/** Creates a folder if the mailbox does not have it. */
export async function ensureFolder(imap: Imap, path: string): Promise<void> {
	const all = await imap.list();
	if (!all.some((one) => one.path === path)) await imap.mailboxCreate(path);
}
