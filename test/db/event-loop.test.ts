import { sql } from "kysely";
import { expect, it } from "vitest";
import { freshSqlite } from "../support/databases.ts";

it("a loop of queries on SQLite lets the rest of the process have its turn between them", async () => {
	const { db } = await freshSqlite();
	let turns = 0;
	let over = false;
	const turn = () => {
		turns++;
		if (!over) setImmediate(turn);
	};
	setImmediate(turn);
	const queries = 20;
	for (let query = 0; query < queries; query++)
		await sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < 200000)
			select count(*) from n`.execute(db);
	over = true;
	expect(turns).toBeGreaterThan(2);
	await db.destroy();
});
