import { expect, it } from "vitest";
import { openDatabase } from "../../src/db/open.ts";
import { openSecrets } from "../../src/subscriber/secret.ts";
import { describeDatabases, freshSqlite } from "../support/databases.ts";

const unset = { secretKey: null, secretKeysOld: [] };

describeDatabases("the secret", (database) => {
	it("is generated once and kept", async () => {
		const first = await openSecrets(database.db, unset);
		expect(first.current).toMatch(/^[0-9a-f]{64}$/);
		expect(first.permanent).not.toBe(first.current);
		expect(await openSecrets(database.db, unset)).toEqual(first);
	});

	it("is the configured one, which is not stored", async () => {
		const { current } = await openSecrets(database.db, {
			secretKey: "configured",
			secretKeysOld: ["older"],
		});
		expect(current).toBe("configured");
		const kept = await database.db.selectFrom("meta").selectAll().execute();
		expect(kept.map((row) => row.key)).toEqual(["permanent_key"]);
		expect(JSON.stringify(kept)).not.toContain("configured");
	});

	it("that was generated stays valid when another is configured later, and the permanent one does not change", async () => {
		const before = await openSecrets(database.db, unset);
		const after = await openSecrets(database.db, {
			secretKey: "configured",
			secretKeysOld: ["older"],
		});
		expect(after).toEqual({
			current: "configured",
			old: ["older", before.current],
			permanent: before.permanent,
		});
	});
});

it("is agreed on by processes that start at once", async () => {
	const { db, file } = await freshSqlite();
	const handles = [openDatabase(file), db];
	const secrets = await Promise.all(
		handles.map((handle) => openSecrets(handle, unset)),
	);
	expect(secrets[0]).toEqual(secrets[1]);
	for (const handle of handles) await handle.destroy();
});
