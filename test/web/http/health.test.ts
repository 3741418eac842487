import { expect, it } from "vitest";
import { openDatabase } from "../../../src/db/open.ts";
import { describeDatabases } from "../../support/databases.ts";
import { openSite } from "../site.ts";

describeDatabases("health", (database) => {
	it("is ready with a database that answers and a current schema", async () => {
		const { app } = openSite(database);
		expect((await app.request("/healthz")).status).toBe(200);
		expect((await app.request("/readyz")).status).toBe(200);
	});

	it("shows a failure as a page, and logs it without what was in the rows", async () => {
		await database.db.schema.dropTable("issue_items").execute();
		await database.db.schema.dropTable("comparisons").execute();
		const site = openSite(database);
		const response = await site.app.request("/");
		expect(response.status).toBe(500);
		expect(await response.text()).toContain("Something went wrong on our side");
		expect(site.logged()).toContain("a page failed");
	});
});

it("is up but not ready with a stale schema, and says what to do", async () => {
	const db = openDatabase(":memory:");
	const { app } = openSite({ db });
	expect((await app.request("/healthz")).status).toBe(200);
	const response = await app.request("/readyz");
	expect(response.status).toBe(503);
	expect(await response.text()).toContain("digest migrate");
	await db.destroy();
	const gone = await app.request("/readyz");
	expect(gone.status).toBe(503);
	expect(await gone.text()).toBe("The database does not answer.\n");
});
