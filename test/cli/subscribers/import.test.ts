import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type TestCli, testCli } from "../../support/cli.ts";

let cli: TestCli;
beforeEach(() => {
	cli = testCli();
});
afterEach(() => cli.dispose());

function importing(text: string | Buffer, ...more: string[]) {
	const file = join(cli.dataDir, "list.csv");
	writeFileSync(file, text);
	return cli.run("subscribers", "import", file, "--consent", "x", ...more);
}

it("an import lists the columns that are used and ignored, in a dry run too", async () => {
	const { out } = await importing("Mail;Wer\na@example.com;Ann\n", "--dry-run");
	expect(out).toContain("Columns used: “Mail” (email)\n");
	expect(out).toContain("Columns ignored: “Wer”\n");
});

it("an import whose every row was refused exits with 1", async () => {
	expect((await importing("email\nnobody\n")).code).toBe(1);
	expect((await importing("email\nnobody\na@example.com\n")).code).toBe(0);
});

it("a guess of the encoding is said, with what it gives and how to say otherwise", async () => {
	const { err } = await importing(
		Buffer.concat([
			Buffer.from("email,name\na@example.com,Zo"),
			Buffer.of(0xeb, 10),
		]),
	);
	expect(err).toMatch(/not UTF-8; .*windows-1252.*“Zoë”.*--encoding/);
});

it("two columns of one name can be told apart, by their place or number", async () => {
	const text = "Email,Name,Email\nx,Ann,ann@example.com\n";
	expect((await importing(text)).err).toContain('--columns email="Email (2)"');
	for (const name of ["Email (2)", '"Email (2)"', "#3"])
		expect((await importing(text, "--columns", `email=${name}`)).code).toBe(0);
});

it("no control of a file reaches the terminal, JSON or a report", async () => {
	const evil = "\u001b]0;x\u0007\u009b2J\u202e";
	const text = `email,status,${evil}\na${evil}@example.com,active,\nb@example.com,${evil},\n`;
	const report = join(cli.dataDir, "refused.csv");
	const results = [
		await importing(text, "--report", report),
		await importing(text, "--json"),
		await importing(text.replace("email", "x")),
	];
	for (const { out, err } of [
		...results,
		{ out: readFileSync(report, "utf8"), err: "" },
	])
		expect(out + err).not.toMatch(/[^\P{Cc}\n\r\t]|\p{Bidi_Control}/u);
	expect(results[1]?.out).toContain("\\u202E");
	expect(() => JSON.parse(results[1]?.out ?? "")).not.toThrow();
});

it("the rows of a report can be corrected in it and imported, as often as it takes", async () => {
	const report = join(cli.dataDir, "refused.csv");
	const text =
		"Email,Shoes,Lens\nann@example,=Friend,\nbo@example.com,,painter\ncy@example.com,,skeptic\n";
	await importing(text, "--report", report);
	const first = readFileSync(report, "utf8");
	expect(first).toMatch(/^line,address,code,reason,Email,Shoes,Lens\r\n2,/);
	const once = first.replaceAll("ann@example,", "ann@example.com,");
	const second = await importing(once, "--report", report);
	expect(second.out).toMatch(/active +1 new\n/);
	const left = readFileSync(report, "utf8").split("\r\n");
	expect(left[0]).toBe("line,address,code,reason,Email,Shoes,Lens");
	expect(left).toHaveLength(3);
	const third = await importing(
		left.join("\n").replace(/painter$/m, "founder"),
	);
	expect(third.out).toMatch(/active +1 new\n/);
	for (const address of ["ann@example.com", "bo@example.com"])
		expect((await cli.run("subscribers", "show", address)).code).toBe(0);
});

it("an import with --update shows each change in a dry run, counts them, and lists them in the report", async () => {
	await importing("email,name\na@example.com,Ann\nb@example.com,Bo\n");
	const text = "email,name,lens\na@example.com,Anna,\nb@example.com,,skeptic\n";
	const unchanged = await importing(text);
	expect(unchanged.out).toMatch(/unchanged +2 /);
	const dry = await importing(text, "--update", "--dry-run");
	expect(dry.out).toMatch(/updated +2 /);
	expect(dry.out).toContain("line 2, a@example.com: name “Ann” → “Anna”\n");
	expect(dry.out).toContain("line 3, b@example.com: lens none → “skeptic”\n");
	const report = join(cli.dataDir, "changes.csv");
	expect((await importing(text, "--update", "--report", report)).code).toBe(0);
	expect(readFileSync(report, "utf8")).toContain("name “Ann” → “Anna”");
	const again = await importing(text, "--update", "--dry-run");
	expect(again.out).toMatch(/unchanged +2 /);
});

it("an address below a name that is not known is taken by its values, and that is said", async () => {
	const { out, code } = await importing("Wen,Wohin\nAnn,a@example.com\n");
	expect(out).toContain("“Wohin” holds addresses, and was taken");
	expect(code).toBe(0);
});
