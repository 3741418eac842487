import fc from "fast-check";
import { expect, it } from "vitest";
import {
	deleteOldSignUpCounts,
	takeSignUp,
} from "../../src/db/subscriber/sign-ups.ts";
import { shift } from "../../src/time/clock.ts";
import { HOUR, MINUTE } from "../../src/time/time-span.ts";
import { freshSqlite } from "../support/databases.ts";

const LIMIT = 3;
const START = "2026-11-24T08:30:00.000Z";

it("a network gets at most its limit in any hour, wherever that begins, and all that stays below it", async () => {
	const { db } = await freshSqlite();
	let network = 0;
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 8, maxLength: 8 }),
			async (gaps) => {
				const name = `n${++network}`;
				let minute = 0;
				const taken: number[] = [];
				for (const gap of gaps) {
					minute += gap;
					const now = shift(START, minute * MINUTE);
					if (gap === 40) await deleteOldSignUpCounts(db, now);
					const before = (minutes: number, of: number[]) =>
						of.filter((one) => one > minute - minutes).length;
					const ok = await db
						.transaction()
						.execute((trx) => takeSignUp(trx, name, now, LIMIT));
					if (before(70, taken) < LIMIT) expect(ok).toBe(true);
					if (ok) taken.push(minute);
					expect(before(HOUR / MINUTE, taken)).toBeLessThanOrEqual(LIMIT);
				}
			},
		),
		{ numRuns: 40 },
	);
	await db.destroy();
});
