/** What the file system refused, as a code and a sentence; rethrows what a person can't mend. */
export function describeFileError(
	error: unknown,
): [code: string, message: string] {
	const code = error instanceof Error && "code" in error ? error.code : "";
	if (code === "ENOENT" || code === "ENOTDIR")
		return ["no-such-path", "does not exist"];
	if (code === "ELOOP")
		return ["symlink-loop", "is a link that leads back to itself"];
	if (code === "EACCES" || code === "EPERM")
		return ["unreadable", "can't be read; check its permissions"];
	throw error;
}
