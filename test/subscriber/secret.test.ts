import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { secretKey } from "../../src/subscriber/secret.ts";
import { describeDatabases, freshSqlite } from "../support/databases.ts";

describeDatabases("the secret", (database) => {
	it("is made once and kept", async () => {
		const first = await secretKey(database.db, null);
		expect(first).toMatch(/^[0-9a-f]{64}$/);
		expect(await secretKey(database.db, null)).toBe(first);
	});

	it("is the configured one, which is not written down", async () => {
		expect(await secretKey(database.db, "configured")).toBe("configured");
		expect(await database.db.selectFrom("meta").selectAll().execute()).toEqual(
			[],
		);
	});
});

it("is agreed on by processes that start at once", async () => {
	const folder = mkdtempSync(join(tmpdir(), "digest-secret-"));
	const file = join(folder, "digest.sqlite");
	const handles = [await freshSqlite(file), await freshSqlite(file)];
	const secrets = await Promise.all(
		handles.map(({ db }) => secretKey(db, null)),
	);
	expect(secrets[0]).toBe(secrets[1]);
	for (const { db } of handles) await db.destroy();
	rmSync(folder, { recursive: true });
});
