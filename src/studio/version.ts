import { createHash } from "node:crypto";
import type { ComingIssue } from "./deps.ts";

/**
 * Names what a page shows of the coming issue. Without the window: as long as
 * no issue is open it ends now, and would be another one at every look.
 */
export function stampOf(coming: ComingIssue, templateHash: string): string {
	const content = coming.content && {
		...coming.content,
		windowStart: null,
		windowEnd: null,
	};
	return createHash("sha256")
		.update(JSON.stringify([templateHash, { ...coming, content }]))
		.digest("base64url");
}
