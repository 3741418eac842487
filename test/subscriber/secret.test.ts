import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
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

it("processes that start at the same time generate one secret", async () => {
	const folder = mkdtempSync(join(tmpdir(), "digest-secret-"));
	const file = join(folder, "digest.sqlite");
	const handles = [await freshSqlite(file), await freshSqlite(file)];
	const secrets = await Promise.all(
		handles.map(({ db }) => openSecrets(db, unset)),
	);
	expect(secrets[0]).toEqual(secrets[1]);
	for (const { db } of handles) await db.destroy();
	rmSync(folder, { recursive: true });
});
