import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PreflightReport } from "../../src/issue/preflight-report.ts";
import { spamScore } from "../../src/mail-check/spamassassin.ts";
import { spamFindings } from "../../src/preflight/checks/external-findings.ts";
import { testCli } from "../support/cli.ts";
import { newPem } from "../support/dkim.ts";

/** The part of SpamAssassin's output that is read. */
const REPORT = `X-Spam-Checker-Version: SpamAssassin 4.0.0 (2022-12-14) on here
X-Spam-Level: ***
X-Spam-Status: Yes, score=3.1 required=5.0 tests=DEAR_SOMETHING,MISSING_DATE,
	URIBL_BLOCKED autolearn=no autolearn_force=no version=4.0.0

Content analysis details:   (3.1 points, 5.0 required)

 pts rule name              description
---- ---------------------- --------------------------------------------------
 1.7 DEAR_SOMETHING         BODY: Contains 'Dear (something)'
 1.4 MISSING_DATE           Missing Date: header
-0.0 NO_RELAYS              Informational: message was not relayed via SMTP
`;

const folder = mkdtempSync(join(tmpdir(), "preflight-"));
const keyFile = join(folder, "rsa.pem");
writeFileSync(keyFile, newPem("rsa"));
const themeFile = join(folder, "theme.json");
/** Changes a word of the theme. */
function word(text: string) {
	writeFileSync(
		themeFile,
		JSON.stringify({ wording: { "digest-calls": text } }),
	);
}
word("This week’s calls");
const cli = testCli({
	THEME_FILE: themeFile,
	PUBLIC_URL: "https://digest.example.com",
	MAIL_FROM: "Verdicts <digest@example.com>",
	POSTAL_ADDRESS: "1 Example Street, Sampleton",
	PREFLIGHT_BROWSER: join(folder, "no-such-browser"),
	DKIM_DOMAIN: "example.com",
	DKIM_SELECTOR: "s1",
	DKIM_KEY_FILE: keyFile,
});
const path = process.env.PATH ?? "";

beforeAll(async () => {
	// Hides a SpamAssassin of this machine; a test installs one of its own.
	process.env.PATH = folder;
	await cli.run("import", "data/comparisons/week-1");
	for (const name of ["ada", "ben", "cem"])
		await cli.run("subscribers", "add", `${name}@example.com`, "--confirmed");
	await cli.run("issue", "draft");
});
afterAll(() => {
	process.env.PATH = path;
	cli.dispose();
	rmSync(folder, { recursive: true });
});

test("digest preflight passes a clean, signed issue and names the checks that it left out", async () => {
	const { code, out } = await cli.run("preflight");
	expect(out).toContain("copy of");
	expect(out).toContain("the median: 0 bookmarks");
	expect(out).toContain("Not checked: browser: PREFLIGHT_BROWSER");
	expect(out).toContain(
		"Not checked: SpamAssassin: SpamAssassin is not installed",
	);
	expect(out).not.toContain("DKIM");
	expect(out).toMatch(/the issue can be sent\.\n$/);
	expect(code).toBe(0);
});

test("digest preflight ends soon after the signal to stop, and says that nothing was kept", async () => {
	const stopped = testCli(
		{ DATA_DIR: cli.dataDir },
		undefined,
		AbortSignal.abort(),
	);
	const { code, out, err } = await stopped.run("preflight");
	stopped.dispose();
	expect([code, out]).toEqual([1, ""]);
	expect(err).toContain("stopped before its end");
});

test("an unfilled placeholder in a text of the editor is a warning, because it may be meant", async () => {
	await cli.run("issue", "edit", "--intro", "Lorem ipsum dolor sit amet.");
	await cli.run(
		"issue",
		"edit",
		"--subject",
		"Ship %%slot:name%%, and skip the rest",
	);
	const { code, out } = await cli.run("preflight", "--no-browser", "--json");
	const { findings } = JSON.parse(out) as PreflightReport;
	expect(
		findings.map(({ level, code, place }) => [level, code, place]),
	).toEqual(
		expect.arrayContaining([
			["warn", "placeholder-left", "intro"],
			["warn", "placeholder-left", "subject"],
		]),
	);
	expect(findings.filter(({ level }) => level === "block")).toEqual([]);
	expect(code).toBe(0);
});

test("an unfilled placeholder of a template makes digest preflight exit with 1 and approval fail until it is fixed", async () => {
	word("Lorem ipsum, *|FNAME|*");
	const { code, out } = await cli.run("preflight", "--no-browser", "--json");
	expect(code).toBe(1);
	const report = JSON.parse(out) as PreflightReport & { contentHash: string };
	const blocking = report.findings.filter(({ level }) => level === "block");
	expect(blocking.map(({ code, place }) => `${code} ${place}`)).toEqual(
		expect.arrayContaining([
			"placeholder-left HTML part",
			"placeholder-left text part",
			"slot-left HTML part",
			"slot-left text part",
		]),
	);
	expect(report.leftOut).toContain("browser: switched off with --no-browser");
	expect(report.contentHash).toMatch(/^[\da-f]{64}$/);
	expect(report.copies.at(0)?.sections.map(({ section }) => section)).toContain(
		"Lorem ipsum, *|FNAME|*",
	);

	const refused = await cli.run("issue", "approve");
	expect(refused.code).toBe(1);
	expect(refused.err).toMatch(
		/^digest: Issue 1 can't be sent as it is\. .*FNAME/,
	);

	word("This week’s calls");
	await cli.run("issue", "edit", "--intro", "Six pairs, judged by the panel.");
	await cli.run(
		"issue",
		"edit",
		"--subject",
		"Six pairs, and half of them ship",
	);
	expect((await cli.run("issue", "approve")).code).toBe(0);
	expect((await cli.run("send")).code).toBe(0);
	expect((await cli.run("preflight", "1")).code).toBe(0);
});

test("SpamAssassin runs where it is installed, and its points become findings", async () => {
	const program = join(folder, "spamassassin");
	writeFileSync(
		program,
		`#!/bin/sh\n[ "$1 $2" = "-L -t" ] || exit 1\nwhile read -r line; do :; done\necho '${REPORT.replaceAll("'", "'\\''")}'\n`,
	);
	chmodSync(program, 0o755);
	process.env.PATH = `${folder}${delimiter}/bin${delimiter}/usr/bin`;
	const score = await spamScore(
		Buffer.from("From: a@example.com\r\n\r\nHi\r\n"),
	);
	expect(score.score).toBe(3.1);
	expect(score.rules).toContainEqual({
		rule: "DEAR_SOMETHING",
		points: 1.7,
		text: "Contains 'Dear (something)'",
	});
	const [finding] = spamFindings(score);
	expect(finding).toMatchObject({ level: "block", code: "spam-score" });
	expect(finding?.what).toMatch(
		/3\.1 points: 1\.7 DEAR_SOMETHING .*MISSING_DATE/,
	);
	expect(finding?.what).not.toContain("NO_RELAYS");
	expect(spamFindings({ score: 0.5, rules: [] })).toEqual([]);
	expect(spamFindings({ score: 1.2, rules: [] })[0]?.level).toBe("warn");
});
