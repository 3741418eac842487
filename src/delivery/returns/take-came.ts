import { createHash } from "node:crypto";
import type { Context } from "../../context.ts";
import type { Trx } from "../../db/schema.ts";
import type { Notify } from "../../notify.ts";
import { maskAddress } from "../../subscriber/address.ts";
import { domainGroups } from "../rates/domain-groups.ts";
import { maskReply } from "../reply-causes.ts";
import { brakeOn } from "./brake.ts";
import { DONE } from "./consequence-words.ts";
import { type Came, recordReturn } from "./record-return.ts";

/** What taking in what came back needs. */
export type ReportContext = Pick<
	Context,
	"db" | "clock" | "config" | "tokens"
> & { readonly notify: Notify };

/** SHA-256 of what names something that came, for `Came.hash`. */
export function hashOf(text: string): string {
	return createHash("sha256").update(text).digest("hex");
}

/**
 * Records what came back for one recipient, and does what follows, in the caller's
 * transaction. The one way for all that comes: a mail, or an event of a provider.
 *
 * @param later gets what the editor must be told once the transaction is committed
 * @returns a sentence, its address masked
 */
export async function takeCame(
	{ clock, config, notify }: ReportContext,
	trx: Trx,
	came: Came,
	later: (notice: () => Promise<void>) => void,
): Promise<string> {
	const { message, address } = came;
	const whom = message
		? `subscriber ${message.subscriber.id}${message.issueId === null ? "" : `, issue id:${message.issueId}`}`
		: address !== null
			? `${maskAddress(address)}, who is no subscriber`
			: "nobody that it names";
	const consequence = await recordReturn(trx, clock, came);
	if (consequence === null)
		return `${came.kind} (${came.cause}) for ${whom}: it came before; nothing was changed`;
	if (consequence === "tell" && message) {
		const { issueId } = message;
		const groups = domainGroups(config.domainGroups);
		// What anybody could have written stops nothing.
		const note = message.isProven
			? await brakeOn(trx, message, came.words, groups, clock.now())
			: null;
		later(() => tell(notify, issueId, came.words, note, clock.now()));
	}
	return `${came.kind} (${came.cause}) for ${whom}: ${DONE[consequence]}`;
}

/** Tells the editor once an issue, and once more when it is paused. */
async function tell(
	notify: Notify,
	issueId: number | null,
	words: string,
	note: string | null,
	now: string,
): Promise<void> {
	const which = issueId === null ? "a letter" : `issue id:${issueId}`;
	const command = issueId === null ? null : `digest issue show id:${issueId}`;
	if (note !== null)
		return notify(`Issue id:${issueId} is paused`, note, command, {
			key: `paused ${issueId} ${now}`,
		});
	await notify(
		"A server refuses us",
		`A message of ${which} came back for a reason that is ours: “${maskReply(words)}”. Nobody is suppressed for it. All that came back is counted by the command below.`,
		command,
		{ key: `returned ${issueId ?? now.slice(0, 10)}` },
	);
}
