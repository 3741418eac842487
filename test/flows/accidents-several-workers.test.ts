import { describe, expect, it } from "vitest";
import { approvedIssue } from "../support/approved-issue.ts";
import { ownDatabase } from "../support/own-database.ts";

/* Eight workers of another product sent a message up to seventeen times. */

const PEOPLE = 400;
const WORKERS = { SQLite: 4, PostgreSQL: 8 };

describe.each(["SQLite", "PostgreSQL"] as const)(
	"several workers on %s",
	(kind) => {
		const count = WORKERS[kind];

		it("together reach everybody, and nobody twice", async () => {
			const { sink, db, send, close } = await approvedIssue(PEOPLE, {
				SMTP_CONNECTIONS: "2",
				...(kind === "PostgreSQL" ? { DATABASE_URL: await ownDatabase() } : {}),
			});
			// Nobody is answered before all but one have their two connections. With the last one
			// sixteen would be in flight, and while nobody was answered there may be no more.
			const together = 2 * (count - 1);
			const most = Promise.withResolvers<void>();
			const connections = new Set<number>();
			sink.fault = ({ phase, connection }) => {
				connections.add(connection);
				if (connections.size === together) most.resolve();
				return phase === "dot" ? { after: most.promise } : undefined;
			};
			const workers = [send()];
			// On PostgreSQL all eight begin at once; here the others find the issue sealed.
			if (kind === "SQLite") await workers[0]?.says(/Sending issue 1/);
			while (workers.length < count) workers.push(send());
			const early = workers.map(async ({ ended, output }) => {
				await ended;
				throw new Error(`a worker ended before the others sent:\n${output()}`);
			});
			await Promise.race([most.promise, ...early]);
			const ends = await Promise.all(workers.map(({ ended }) => ended));
			expect(ends.map(({ code }) => code)).toEqual(workers.map(() => 0));
			expect(sink.connections).toBeGreaterThanOrEqual(together);
			expect(sink.messages).toHaveLength(PEOPLE);
			expect(sink.recipients().size).toBe(PEOPLE);
			const claims = await db
				.selectFrom("deliveries")
				.select(["state", "fence"])
				.distinct()
				.execute();
			expect(claims).toEqual([{ state: "accepted", fence: 1 }]);
			await close();
		});
	},
);
