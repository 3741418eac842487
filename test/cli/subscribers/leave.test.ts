import { mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openMailbox } from "../../../src/mail/mailbox.ts";
import { readMail } from "../../../src/mail/read-mail.ts";
import { type TestCli, testCli } from "../../support/cli.ts";

const ADA = "ada@example.com";

let cli: TestCli;
beforeEach(async () => {
	cli = testCli({
		PUBLIC_URL: "https://digest.example.com",
		UNSUBSCRIBE_MAILBOX: "leave@example.com",
	});
	await cli.run("subscribers", "add", ADA, "--confirmed");
});
afterEach(() => cli.dispose());

interface Shown {
	state: string;
	letters: { kind: string; sentAt: string | null }[];
}

const shown = () => cli.json<Shown>("subscribers", "show", ADA, "--json");

/** Newest first. */
function received(): Buffer[] {
	const mailbox = openMailbox(join(cli.dataDir, "mailbox.sqlite"));
	try {
		return mailbox
			.list({ limit: 10 })
			.map(({ id }) => mailbox.get(id)?.raw ?? Buffer.alloc(0));
	} finally {
		mailbox.close();
	}
}

/** The address for unsubscribing by mail, from the welcome. */
async function unsubscribeAddress(): Promise<string> {
	const { headers } = await readMail(received()[0] ?? Buffer.alloc(0));
	const { value = "" } =
		headers.find(({ name }) => name === "List-Unsubscribe") ?? {};
	return /, <mailto:([^?]+)\?subject=unsubscribe>$/.exec(value)?.[1] ?? "";
}

it("a mail to the unsubscribe address of a subscriber unsubscribes them, with one goodbye", async () => {
	const address = await unsubscribeAddress();
	expect(address).toMatch(/^leave\+[\w-]{24,33}@example\.com$/);
	const mail = `From: x@example.net\nTo: ${address}\nSubject: unsubscribe\n\n`;
	const pipe = (text: string) => cli.pipe(text, "unsubscribe-mail");

	const forged = mail.replace(/\+../, "+xx");
	for (const text of [forged, "", "\0\0"])
		expect(await pipe(text)).toEqual({
			code: 0,
			out: "",
			err: "digest: this mail has no valid token of a subscriber; nothing was changed.\n",
		});
	expect(await pipe(`Auto-Submitted: auto-replied\n${mail}`)).toEqual({
		code: 0,
		out: "",
		err: "digest: this mail is an automatic reply; nothing was changed.\n",
	});
	expect((await shown()).state).toBe("active");

	for (const _ of ["once", "twice"])
		expect(await pipe(mail)).toEqual({ code: 0, out: "", err: "" });
	const after = await shown();
	expect(after).toMatchObject({ state: "unsubscribed" });
	expect(after.letters).toMatchObject([
		{ kind: "goodbye", sentAt: expect.any(String) },
	]);
	expect(received()).toHaveLength(2);
	const goodbye = await readMail(received()[0] ?? Buffer.alloc(0));
	expect(goodbye.to).toBe(ADA);
	const token = /\+([^@]+)@/.exec(address)?.[1];
	expect(goodbye.text).toContain(
		`https://digest.example.com/unsubscribe/${token}`,
	);
});

it("unsubscribe-mail exits with 75 when the database can't be used, so that the mail server tries again", async () => {
	const mail = `To: ${await unsubscribeAddress()}\n\n`;
	const file = join(cli.dataDir, "digest.sqlite");
	renameSync(file, `${file}.away`);
	mkdirSync(file);
	const failed = await cli.pipe(mail, "unsubscribe-mail");
	expect(failed).toMatchObject({ code: 75, out: "" });
	expect(failed.err).toMatch(/^digest: .+\n$/);
});

it("subscribers leave unsubscribes one subscriber, with a goodbye unless --quiet", async () => {
	const leave = (...more: string[]) =>
		cli.run("subscribers", "leave", ADA, ...more);
	expect(await leave()).toEqual({
		code: 0,
		out: `${ADA} is unsubscribed; a goodbye was mailed.\n`,
		err: "",
	});
	expect((await leave()).out).toMatch(
		/^ada@example\.com unsubscribed on .+ \(operator\); nothing was changed\.\n$/,
	);
	expect(received()).toHaveLength(2);

	await cli.run("subscribers", "add", "eve@example.com", "--confirmed");
	const eve = ["subscribers", "leave", "eve@example.com", "--quiet", "--json"];
	const expected = {
		email: "eve@example.com",
		unsubscribedAt: expect.any(String),
		unsubscribedBy: "operator",
		goodbye: "none",
	};
	expect(await cli.json(...eve)).toEqual({ outcome: "left", ...expected });
	expect(await cli.json(...eve)).toEqual({ outcome: "already", ...expected });
	expect(received()).toHaveLength(3);

	expect(await cli.run("subscribers", "leave", "nobody@example.com")).toEqual({
		code: 1,
		out: "",
		err: "digest: nobody@example.com is not a subscriber. For all subscribers see: digest subscribers list\n",
	});
});

it("subscribers leave says when the goodbye could not be mailed yet", async () => {
	cli.dispose();
	cli = testCli({ SMTP_URL: "smtp://127.0.0.1:1" });
	// Their welcome can't be mailed, and they are a subscriber all the same.
	await cli.run("subscribers", "add", ADA, "--confirmed");
	const offline = await cli.run("subscribers", "leave", ADA);
	expect(offline).toMatchObject({ code: 0, err: "" });
	expect(offline.out).toContain("could not be mailed yet");
	expect((await shown()).letters).toMatchObject([
		{ kind: "goodbye", sentAt: null },
	]);
});
