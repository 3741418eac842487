import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { openDatabase } from "../../../src/db/open.ts";
import { type TestCli, testCli } from "../../support/cli.ts";
import { startSink } from "../../support/smtp-sink.ts";

let cli: TestCli;
afterEach(() => cli.dispose());

it("subscribers add writes the letter down, says that it could not be mailed, and the next run mails it without adding again", async () => {
	const sink = await startSink();
	cli = testCli({ SMTP_URL: `${sink.url}?tls=off` });
	sink.fault = ({ phase }) =>
		phase === "MAIL" ? { reply: "451 4.3.0 later" } : undefined;
	for (const more of [[], ["--confirmed"]]) {
		const name = more.length === 0 ? "ada" : "bob";
		const added = await cli.run(
			"subscribers",
			"add",
			`${name}@example.com`,
			...more,
		);
		expect(added.code).toBe(0);
		expect(added.err).toMatch(
			/could not be mailed yet, “digest serve” will try again: .*4\.3\.0/,
		);
	}
	const again = await cli.run("subscribers", "add", "ada@example.com");
	expect(again.out).toBe(
		"ada@example.com was already asked to confirm; to ask again, add --again.\n",
	);
	sink.fault = () => undefined;
	const db = openDatabase(join(cli.dataDir, "digest.sqlite"));
	await db
		.updateTable("letters")
		.set({ due_at: "2026-01-01T00:00:00.000Z" })
		.execute();
	await db.destroy();
	await cli.run("job", "run", "take-sign-ups");
	expect([...sink.recipients()].toSorted()).toEqual([
		"ada@example.com",
		"bob@example.com",
	]);
	await sink.close();
});

it("subscribers add --update changes the name and the choices of who is here, shows them first, and mails nobody", async () => {
	cli = testCli();
	const add = (...more: string[]) =>
		cli.run("subscribers", "add", "ada@example.com", ...more);
	await add("--confirmed", "--name", "Ada");
	expect((await add("--name", "Ada L.")).out).toContain("add --update");
	const more = [
		"--name",
		"Ada L.",
		"--format",
		"brief",
		"--category",
		"Design",
	];
	const line =
		'name “Ada” → “Ada L.”; format “full” → “brief”; categories none → “["Design"]”.\n';
	const dry = await add(...more, "--update", "--dry-run");
	expect(dry.out).toBe(`ada@example.com would be changed: ${line}`);
	const real = await add(...more, "--update");
	expect(real.out).toBe(`ada@example.com was changed: ${line}`);
	expect((await add(...more, "--update")).out).toContain("nothing was changed");
	expect((await add("--pause", "4")).err).toContain("Add --update.");
	expect((await add("--pause", "4", "--update")).out).toMatch(
		/was changed: paused_until none → “\d{4}-/,
	);
	expect((await add("--pause", "0", "--update")).out).toMatch(/” → none/);
	await cli.run("subscribers", "leave", "ada@example.com");
	const left = await add("--name", "X", "--update");
	expect(left).toMatchObject({ code: 1 });
	expect(left.err).toContain("unsubscribed on");
});

it("subscribers add without --update leaves the name and the choices of who is known as they are, says which, and is no sign of life", async () => {
	cli = testCli();
	const rows = async () => {
		const db = openDatabase(join(cli.dataDir, "digest.sqlite"));
		const found = await db
			.selectFrom("subscribers")
			.select(["email", "name", "lens", "format", "categories", "time_zone"])
			.select("seen_at")
			.orderBy("id")
			.execute();
		await db.destroy();
		return found;
	};
	const choices = ["--lens", "skeptic", "--format", "brief"];
	const more = ["--category", "Design", "--time-zone", "Europe/Berlin"];
	const known = ["here", "pending", "left", "back"];
	for (const who of known)
		await cli.run(
			"subscribers",
			"add",
			`${who}@example.com`,
			...(who === "pending" ? [] : ["--confirmed"]),
		);
	for (const who of ["left", "back"])
		await cli.run("subscribers", "leave", `${who}@example.com`);
	const before = await rows();
	const said: string[] = [];
	for (const who of known) {
		const { code, out } = await cli.run(
			"subscribers",
			"add",
			`${who}@example.com`,
			...["--name", "Ada", ...choices, ...more],
			...(who === "back" ? ["--confirmed", "--again"] : []),
		);
		expect(code).toBe(0);
		said.push(out);
	}
	expect(await rows()).toEqual(before);
	const kept = "not changed: name, lens, format, categories, time zone";
	expect(said).toEqual([
		`here@example.com is already a subscriber; ${kept} (to change it, add --update).\n`,
		`pending@example.com was already asked to confirm; to ask again, add --again; ${kept} (to change it, add --update).\n`,
		`left@example.com was asked by mail to confirm; ${kept} (use --update once they have confirmed).\n`,
		`back@example.com is a subscriber again; ${kept} (to change it, add --update).\n`,
	]);
	await cli.run("subscribers", "add", "new@example.com", ...choices, ...more);
	expect((await rows()).at(-1)).toMatchObject({
		lens: "skeptic",
		format: "brief",
		categories: '["Design"]',
		time_zone: "Europe/Berlin",
		seen_at: null,
	});
});
