import { maskAddress } from "../../subscriber/address.ts";
import type { CheckResult } from "../deps.ts";
import { may } from "./current-editor.ts";

/** Whether whoever looks may see readers: their addresses, their names and their own copies. */
export function maySeeReaders(): boolean {
	return may("publisher");
}

/** What preflight found, as whoever looks may see it: a mere editor gets masked addresses, and no way to a reader's copy. */
export function shownFindings<T extends CheckResult | null>(result: T): T {
	if (result === null || maySeeReaders()) return result;
	const masked = (who: string) =>
		result.readerIds?.has(who) ? maskAddress(who) : who;
	return {
		...result,
		readerIds: new Map(),
		findings: result.findings.map((finding) => ({
			...finding,
			readers: finding.readers.map(masked),
		})),
	};
}
