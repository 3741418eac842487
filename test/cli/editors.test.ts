import { afterEach, expect, it } from "vitest";
import { type TestCli, testCli } from "../support/cli.ts";

let cli: TestCli;
afterEach(() => cli.dispose());

it("each step to the first sign-in says the next, and a link is all that is on standard output", async () => {
	cli = testCli({ STUDIO_URL: "https://studio.example.org" });
	const add = await cli.run("editors", "add", "you@example.org");
	expect(add.out).toContain("you is an admin now.");
	expect(add.out).toContain("https://studio.example.org/studio/sign-in");
	// The built-in mailbox can only be opened after signing in.
	expect(add.out).toContain("SMTP_URL is not set");
	const [, next = ""] = /digest (editors link .+)$/m.exec(add.out) ?? [];
	const link = await cli.run(...next.split(" "));
	expect(link.out).toMatch(
		/^https:\/\/studio\.example\.org\/studio\/sign-in\/[\w-]{43}\n$/,
	);
	expect(link.err).toContain("It works once.");
	const role = await cli.run("editors", "role", "you", "editor");
	expect(role.err).toContain("digest editors role NAME admin");
	const spaced = ["editors", "add", "eve@example.org", "--name", "Eve $(id)"];
	expect((await cli.run(...spaced)).out).toContain(
		"digest editors link eve@example.org",
	);
});

it("without STUDIO_URL an editor is told what to set, and with a mail server no link by hand is needed", async () => {
	cli = testCli();
	const alone = await cli.run("editors", "add", "you@example.org");
	expect(alone.out).toContain("Set STUDIO_URL");
	expect((await cli.run("editors", "link", "you")).err).toContain(
		"STUDIO_URL is not set",
	);
	cli.dispose();
	cli = testCli({
		STUDIO_URL: "https://studio.example.org",
		SMTP_URL: "smtp://127.0.0.1:2525",
	});
	const mailed = await cli.run("editors", "add", "you@example.org");
	expect(mailed.out).toContain("/studio/sign-in");
	expect(mailed.out).not.toContain("editors link");
});
