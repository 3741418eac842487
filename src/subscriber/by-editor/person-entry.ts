import type { Context } from "../../context.ts";
import type { Reviewer } from "../../db/catalog-tables.ts";
import {
	continueAuditEntry,
	insertAuditEntry,
} from "../../db/issue/audit-log.ts";
import type { Trx } from "../../db/schema.ts";
import type { SuppressionReason } from "../../db/sign-up-tables.ts";
import type {
	Format,
	SubscriberRow,
	SubscriberState,
} from "../../db/subscriber-tables.ts";
import type { Instant } from "../../time/clock.ts";
import type { GivenChoices } from "../csv/csv-subscriber.ts";

/** What acts on people need. */
export type EditorContext = Pick<Context, "db" | "clock" | "actor">;

/** What an editor can do to people, as the audit log names it. */
export type PersonAct =
	| "look at"
	| "add"
	| "change"
	| "suppress"
	| "unsuppress"
	| "forgive"
	| "unsubscribe"
	| "erase";

/**
 * What the audit log may hold of a person. Only words of ours, times and numbers: an
 * erased person leaves entries that describe nobody. So a choice from a list of ours
 * is kept with its value. What was typed (name, categories, time zone) is named, and
 * its value is not kept.
 */
export interface PersonFacts {
	state?: SubscriberState;
	suppressed?: SuppressionReason | null;
	/** Messages that came back and count no more. */
	forgiven?: number;
	goodbye?: boolean;
	outcome?: "added" | "already" | "confirmed" | "reactivated" | "asked";
	/** Their consent was known; no confirmation was asked for. */
	consentKnown?: boolean;
	bookmarksAdded?: number;
	changed?: (keyof GivenChoices)[];
	format?: Format;
	lens?: Reviewer | "panel";
	language?: string | null;
	paused_until?: Instant | null;
}

/** How the audit log names a person: never by their address. */
export function personName({ id }: Pick<SubscriberRow, "id">): string {
	return `subscriber ${id}`;
}

/**
 * Records what an editor did to one person, in the transaction that did it.
 *
 * @param person undefined: an address that is no subscriber's, and is not named
 */
export async function auditPerson(
	trx: Trx,
	{ clock, actor = "schedule" }: Pick<EditorContext, "clock" | "actor">,
	act: PersonAct,
	person: Pick<SubscriberRow, "id"> | undefined,
	before: PersonFacts | null,
	after: PersonFacts | null,
): Promise<void> {
	await insertAuditEntry(trx, {
		at: clock.now(),
		who: actor,
		action: act,
		what: person ? personName(person) : "an address that is no subscriber",
		before,
		after,
	});
}

/**
 * Records an import or an export, which are many transactions: the entry is written
 * in the first one, and each later one says how far it is.
 */
export function auditList(
	{ clock, actor = "schedule" }: Pick<EditorContext, "clock" | "actor">,
	act: "import" | "export",
): (trx: Trx, after: Record<string, number | string>) => Promise<void> {
	let id: number | null = null;
	return async (trx, after) => {
		if (id === null)
			id = await insertAuditEntry(trx, {
				at: clock.now(),
				who: actor,
				action: act,
				what: "subscribers",
				before: null,
				after,
			});
		else await continueAuditEntry(trx, id, after);
	};
}
