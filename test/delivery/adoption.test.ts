import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, it } from "vitest";
import { adoptedInstances } from "../../src/db/delivery/instances.ts";
import { dialectOf } from "../../src/db/dialect.ts";
import {
	adopt,
	incrementGeneration,
	requireAdopted,
} from "../../src/delivery/adoption.ts";
import { openInstallation } from "../../src/delivery/installation.ts";
import { type TestContext, testContext } from "../support/context.ts";
import { describeDatabases } from "../support/databases.ts";
import { testInstallation } from "../support/sending.ts";

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "digest-installation-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const unstable = () => false;

it("processes that start at once in a new folder are the same installation, and leave nothing else behind", async () => {
	const url = new URL("../../src/delivery/installation.ts", import.meta.url);
	const script = `const { openInstallation } = await import(${JSON.stringify(url.href)});
		console.log(openInstallation(${JSON.stringify(folder)}).fingerprint);`;
	const outputs = await Promise.all(
		[1, 2, 3].map(() =>
			promisify(execFile)(process.execPath, [
				...["--experimental-strip-types", "--input-type=module"],
				...["-e", script],
			]),
		),
	);
	expect(new Set(outputs.map(({ stdout }) => stdout)).size).toBe(1);
	expect(readdirSync(folder)).toEqual(["instance"]);
});

describeDatabases("an installation", (database) => {
	let context: TestContext;
	beforeEach(() => {
		context = testContext(database);
	});
	const refused = /copied or restored .* digest adopt/;

	it("is recognised after a mount that changes every inode number, also when an earlier version recorded one", async () => {
		const before = openInstallation(folder);
		await requireAdopted(context, before);
		// The number that was recorded is not that of this mount.
		await database.db
			.updateTable("instances")
			.set({ fingerprint: sql<string>`fingerprint || '1'` })
			.where("fingerprint", "=", before.fingerprint)
			.execute();
		await forgetPlace();
		await requireAdopted(context, openInstallation(folder, unstable));
		await requireAdopted(context, openInstallation(folder, unstable));
		await forgetPlace();
		const copy = `${folder}-copy`;
		cpSync(folder, copy, { recursive: true });
		await expect(
			requireAdopted(context, openInstallation(copy, unstable)),
		).rejects.toThrow(refused);
		rmSync(copy, { recursive: true });
	});

	it("with a folder of its own joins a PostgreSQL database as another worker, and nothing else", async () => {
		const [first, second] = ["one", "two"].map(testInstallation);
		if (!first || !second) throw new Error("unreachable");
		await requireAdopted(context, first);
		if (dialectOf(database.db).name === "sqlite") {
			await expect(requireAdopted(context, second)).rejects.toThrow(refused);
			return;
		}
		await requireAdopted(context, second);
		// Restored from a dump into another cluster.
		await forgetPlace();
		await expect(
			requireAdopted(context, testInstallation("three")),
		).rejects.toThrow(refused);
		await adopt(context, testInstallation("three"));
		await requireAdopted(context, testInstallation("four"));
	});

	it("refuses a restored database though another worker began the last issue", async () => {
		const [first, second] = ["one", "two"].map(testInstallation);
		if (!first || !second) throw new Error("unreachable");
		await requireAdopted(context, first);
		await adopt(context, second);
		await incrementGeneration(context, first);
		await requireAdopted(context, second);
		await database.db
			.updateTable("meta")
			.set({ value: "0" })
			.where("key", "=", "generation")
			.execute();
		for (const one of [first, second])
			await expect(requireAdopted(context, one)).rejects.toThrow(
				/restored from a backup/,
			);
	});

	/** As in a database of an earlier version, or one that was restored in another place. */
	let elsewhere = 0;
	async function forgetPlace() {
		for (const one of await adoptedInstances(database.db))
			if (one.startsWith("postgres:"))
				await database.db
					.updateTable("instances")
					.set({ fingerprint: `postgres:1:${++elsewhere}` })
					.where("fingerprint", "=", one)
					.execute();
	}
});
