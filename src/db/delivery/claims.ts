import type { Instant } from "../../clock.ts";
import type { DeliveryState } from "../delivery-tables.ts";
import { countAll } from "../dialect.ts";
import type { Db, Trx } from "../schema.ts";
import { insertLostAttempts } from "./attempts.ts";

export interface RecordedOutcome {
	state: DeliveryState;
	next_attempt_at: Instant | null;
	attempts: number;
	smtp_code: number | null;
	smtp_reply: string | null;
	reason: string | null;
}

/** The cancelled issues of which something is in a worker's hands still. */
export async function cancelledWithClaims(db: Db): Promise<number[]> {
	const rows = await db
		.selectFrom("issues as i")
		.select("i.id")
		.where("i.state", "=", "cancelled")
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom("deliveries as d")
					.select("d.issue_id")
					.whereRef("d.issue_id", "=", "i.id")
					.where("d.state", "=", "claimed"),
			),
		)
		.execute();
	return rows.map((row) => row.id);
}

/** Who holds claims on this issue, and until when at the latest. */
export async function claimHolders(
	db: Db,
	issueId: number,
): Promise<{ worker: string; until: Instant; count: number }[]> {
	const rows = await db
		.selectFrom("deliveries")
		.select((eb) => [
			"claimed_by as worker",
			eb.fn.max("claimed_until").as("until"),
			countAll.as("count"),
		])
		.where("issue_id", "=", issueId)
		.where("state", "=", "claimed")
		.groupBy("claimed_by")
		.execute();
	return rows.map((row) => ({
		worker: row.worker ?? "",
		until: row.until ?? "",
		count: row.count,
	}));
}

/**
 * Takes back what a worker that is gone had in its hands. Whether those
 * messages went out is not known, and is recorded as just that.
 */
export async function reclaimFrom(
	trx: Trx,
	issueId: number,
	worker: string,
	now: Instant,
): Promise<number> {
	const reason = "the sender stopped while this was in its hands";
	await insertLostAttempts(trx, issueId, worker, now, reason);
	const { numUpdatedRows } = await trx
		.updateTable("deliveries")
		.set({
			state: "unsure",
			reason,
			claimed_by: null,
			claimed_until: null,
			next_attempt_at: null,
			updated_at: now,
		})
		.where("issue_id", "=", issueId)
		.where("state", "=", "claimed")
		.where("claimed_by", "=", worker)
		.executeTakeFirst();
	return Number(numUpdatedRows);
}
