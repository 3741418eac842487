import { createHash } from "node:crypto";
import { describeError } from "../errors.ts";
import { contentVersion } from "../issue/content/content-hash.ts";
import type { StudioDeps, StudioIssue } from "./deps.ts";

/** Text that changes whenever what a page shows changes. */
export interface Versions {
	/** Of the upcoming issue and the templates. */
	issue: string;
	/** Of the mailbox; empty when there is none. */
	mail: string;
}

/**
 * The versions that pages carry and /studio/events sends. A page must read them
 * before its content, so that a change in between is not missed.
 */
export async function currentVersions({
	mailbox,
	glance,
	templateHash,
}: Pick<StudioDeps, "mailbox" | "glance" | "templateHash">): Promise<Versions> {
	const [issue, mail] = await Promise.all([
		orItsError(async () => versionOf(await glance(), await templateHash())),
		orItsError(async () => String(mailbox?.version() ?? "")),
	]);
	return { issue, mail };
}

async function orItsError(read: () => Promise<string>): Promise<string> {
	try {
		return await read();
	} catch (error) {
		return describeError(error);
	}
}

export function versionOf(
	{ content, ...upcoming }: StudioIssue,
	templateHash: string,
): string {
	const said = content && contentVersion(content);
	return createHash("sha256")
		.update(JSON.stringify([templateHash, said, upcoming]))
		.digest("base64url");
}
