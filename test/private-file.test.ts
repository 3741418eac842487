import {
	chmodSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	rmSync,
	statSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { hasSecret, readEnvFile } from "../src/config/env-file.ts";
import { openDatabase } from "../src/db/open.ts";
import { openMailbox } from "../src/mail/mailbox.ts";
import { makeFolder } from "../src/make-folder.ts";
import { openToOthers } from "../src/private-file.ts";

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

it("a .env file is guarded when it has a secret, and only then", () => {
	const secrets = [
		"SECRET_KEY=x",
		"SECRET_KEY_OLD='x y'",
		"SMTP_URL=smtps://u:p@h",
		"DATABASE_URL=postgres://u:p@h/d",
	];
	for (const line of secrets)
		expect([line, hasSecret(readEnvFile(Buffer.from(line)))]).toEqual([
			line,
			true,
		]);
	for (const line of [
		"",
		"SECRET_KEY=",
		"MAIL_FROM=a@example.com",
		"SMTP_URL=smtp://h",
	])
		expect([line, hasSecret(readEnvFile(Buffer.from(line)))]).toEqual([
			line,
			false,
		]);
});

it("a database that can't be opened is named with what to do", () => {
	const folder = mkdtempSync(join(tmpdir(), "digest-private-"));
	const text = join(folder, "text");
	writeFileSync(text, "This is a text of some length, and no database.");
	for (const path of [text, folder, join(text, "digest.sqlite")])
		expect(() => openDatabase(path)).toThrow(
			new RegExp(`^The database ${path} can't be opened: .* Set DATABASE_URL`),
		);
	rmSync(folder, { recursive: true });
});

it("a folder is made with those above it, with one mode, and again without an error", () => {
	const folder = mkdtempSync(join(tmpdir(), "digest-private-"));
	const path = join(folder, "a", "b", "c");
	for (let time = 0; time < 2; time++) {
		makeFolder(path, 0o700);
		for (const made of [path, join(path, ".."), join(path, "..", "..")])
			expect(statSync(made).mode & 0o777).toBe(0o700);
	}
	rmSync(folder, { recursive: true });
});

it.runIf(existsSync("/proc/self"))(
	"a database in a folder that the system can't make is refused, where Node would try for ever",
	() => {
		for (const path of ["/proc/none/x.sqlite", "/proc/self/fd/none/a/x.sqlite"])
			expect(() => openDatabase(path)).toThrow(
				new RegExp(
					`^The database ${path} can't be opened: .* Set DATABASE_URL`,
				),
			);
	},
);

it("a file that every user can read is told, unless its folder keeps them out", () => {
	const folder = mkdtempSync(join(tmpdir(), "digest-private-"));
	const closed = join(folder, "closed");
	mkdirSync(closed);
	mkdirSync(join(closed, "open"));
	const files = [
		join(folder, "a"),
		join(folder, "b"),
		join(closed, "c"),
		join(closed, "open", "d"),
	];
	for (const file of files) writeFileSync(file, "");
	chmodSync(folder, 0o755);
	chmodSync(files[0] as string, 0o644);
	chmodSync(files[1] as string, 0o640);
	chmodSync(files[2] as string, 0o644);
	chmodSync(files[3] as string, 0o644);
	chmodSync(join(closed, "open"), 0o755);
	chmodSync(closed, 0o700);
	expect(openToOthers([...files, join(folder, "none")])).toEqual([
		`every user of this machine can read ${files[0]}, which has addresses or keys. Run: chmod 600 ${files[0]}`,
	]);
	rmSync(folder, { recursive: true });
});
