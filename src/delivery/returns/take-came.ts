import { createHash } from "node:crypto";
import type { Context } from "../../context.ts";
import { deliveryOf } from "../../db/delivery/deliveries.ts";
import type { Trx } from "../../db/schema.ts";
import type { Notify } from "../../notify.ts";
import { maskAddress } from "../../subscriber/address.ts";
import type { Instant } from "../../time/clock.ts";
import {
	type DomainGroups,
	domainGroups,
	domainOf,
} from "../rates/domain-groups.ts";
import { maskReply } from "../reply-causes.ts";
import { brakeOn } from "./brake.ts";
import { DONE } from "./consequence-words.ts";
import { countFigures } from "./figure-brake.ts";
import type { FigureNotice } from "./figure-notices.ts";
import { type Came, recordReturn } from "./record-return.ts";
import type { ReturnedMessage } from "./returned-message.ts";

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
 * transaction. The one way for all that comes: a mail, or an event of a sending service.
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
	const now = clock.now();
	const whom = message
		? `subscriber ${message.subscriber.id}${message.issueId === null ? "" : `, issue id:${message.issueId}`}`
		: address !== null
			? `${maskAddress(address)}, who is no subscriber`
			: "nobody that it names";
	const recorded = await recordReturn(trx, clock, came);
	if (recorded === null)
		return `${came.kind} (${came.cause}) for ${whom}: it came before; nothing was changed`;
	const { consequence, isFirst } = recorded;
	const groups = domainGroups(config.domainGroups);
	if (consequence === "tell" && message) {
		const { issueId } = message;
		// What anybody could have written stops nothing.
		const note = message.isProven
			? await brakeOn(trx, message, came.words, groups, now)
			: null;
		later(() => tell(notify, issueId, came.words, note, now));
	}
	// What anybody could have written stops nothing.
	if (message?.isProven && isFirst)
		for (const one of await countCame(trx, config, came, message, groups, now))
			later(() =>
				notify(one.headline, one.text, `digest issue show id:${one.issueId}`, {
					key: one.key,
				}),
			);
	return `${came.kind} (${came.cause}) for ${whom}: ${DONE[consequence]}`;
}

/** Counts a mailbox that is gone, and a complaint, in the figures of its issue. */
async function countCame(
	trx: Trx,
	config: Context["config"],
	{ kind, cause }: Came,
	{ issueId, subscriber }: ReturnedMessage,
	groups: DomainGroups,
	now: Instant,
): Promise<FigureNotice[]> {
	const gone = kind === "bounce" && cause === "gone" ? 1 : 0;
	const complaints = kind === "complaint" && cause === "complaint" ? 1 : 0;
	if (issueId === null || gone + complaints === 0) return [];
	const { server = null } =
		(await deliveryOf(trx, issueId, subscriber.id)) ?? {};
	const domain = groups.groupOf(domainOf(subscriber.email_key));
	const counted = { server, domain, sent: 0, gone, complaints };
	return countFigures(trx, config, issueId, [counted], now);
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
