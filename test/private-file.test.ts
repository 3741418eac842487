import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openDatabase } from "../src/db/open.ts";
import { openMailbox } from "../src/mail/mailbox.ts";

it("nobody but the owner reads the addresses, the keys and the mail", async () => {
	const folder = mkdtempSync(join(tmpdir(), "digest-private-"));
	const data = join(folder, "data");
	const db = openDatabase(join(data, "digest.sqlite"));
	await db.schema.createTable("t").addColumn("c", "text").execute();
	const mailbox = openMailbox(join(data, "mailbox.sqlite"));
	const mode = (path: string) => statSync(path).mode & 0o777;
	expect(mode(data)).toBe(0o700);
	for (const file of ["digest.sqlite", "digest.sqlite-wal", "mailbox.sqlite"])
		expect([file, mode(join(data, file))]).toEqual([file, 0o600]);
	mailbox.close();
	await db.destroy();
	rmSync(folder, { recursive: true });
});
