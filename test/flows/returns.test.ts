import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, beforeEach, expect, it } from "vitest";
import { bounceMail } from "../delivery/returns/relay.ts";
import {
	type ApprovedIssue,
	approvedIssue,
} from "../support/approved-issue.ts";
import { document, writeDocuments } from "../support/documents.ts";
import { LAUNCHER } from "../support/process.ts";

const PEOPLE = 100;
const ENV = {
	BOUNCE_MAILBOX: "bounces@example.com",
	UNSUBSCRIBE_MAILBOX: "leave@example.com",
};

let issue: ApprovedIssue;
beforeEach(async () => {
	issue = await approvedIssue(PEOPLE, ENV);
});
afterEach(() => issue.close());

/** As a mail server runs the command: a process of its own, with the message on standard input. */
async function pipe(
	mail: string,
	env: Record<string, string> = {},
): Promise<{ code: number | null; output: string }> {
	const child = spawn(process.execPath, [LAUNCHER, "feedback"], {
		env: {
			PATH: process.env.PATH ?? "",
			DATA_DIR: issue.cli.dataDir,
			LOG_LEVEL: "silent",
			...ENV,
			...env,
		},
	});
	let output = "";
	for (const stream of [child.stdout, child.stderr])
		stream.on("data", (chunk: Buffer) => {
			output += chunk;
		});
	child.stdin.end(mail);
	const [code] = await once(child, "close");
	return { code, output };
}

interface Report {
	accepted: number;
	bounced: Record<string, number>;
	bouncedByDomain: Record<string, number>;
	recipients: number;
}

it("of a relay that accepts all and bounces one in twenty, both sides have the same numbers, and only those who are gone miss the next issue", async () => {
	const { cli, sink } = issue;
	expect((await issue.send().ended).code).toBe(0);
	const bounced = sink.messages.filter((_, index) => index % 20 === 0);
	for (const [index, { sender, recipient, raw }] of bounced.entries()) {
		const mail = bounceMail({
			to: sender,
			recipient,
			reply: index % 2 ? "552 5.2.2 Mailbox full" : "550 5.1.1 User unknown",
			original: raw.toString("latin1"),
		});
		// One of them as a mail server does it, and twice, as after a lost answer.
		if (index === 0) expect((await pipe(mail)).code).toBe(0);
		expect((await cli.pipe(mail, "feedback")).code).toBe(0);
	}
	const gone = bounced.filter((_, index) => index % 2 === 0);
	const full = bounced.length - gone.length;
	const report = await cli.json<Report>("report", "1", "--json");
	expect(report).toMatchObject({
		recipients: PEOPLE,
		accepted: PEOPLE,
		bounced: { gone: gone.length, full },
	});
	expect(Object.values(report.bouncedByDomain)).toEqual([bounced.length]);
	expect((await cli.run("issue", "show", "1")).out).toContain(
		`bounced  ${bounced.length}: ${gone.length} gone, ${full} full`,
	);
	const one = gone[0]?.recipient ?? "";
	for (const argv of [
		["explain", one],
		["subscribers", "show", one],
	])
		expect((await cli.run(...argv)).out).toContain("the address is suppressed");

	await cli.run(
		"import",
		writeDocuments(cli.dataDir, "next.json", [
			document(["Delta", "++++"], ["Eta", "+---"]),
		]),
	);
	sink.messages.length = 0;
	for (const command of ["draft", "approve"])
		expect(await cli.run("issue", command)).toMatchObject({ code: 0 });
	expect((await issue.send().ended).code).toBe(0);
	const reached = sink.recipients();
	expect(reached.size).toBe(PEOPLE - gone.length);
	for (const { recipient } of gone) expect(reached).not.toContain(recipient);

	// The same pipe takes a request to unsubscribe, by the address in the message.
	const [message] = sink.messages;
	const address =
		/mailto:(leave\+[^@?>]+@example\.com)/.exec(
			message?.raw.toString().replace(/\r\n[ \t]/g, "") ?? "",
		)?.[1] ?? "";
	const request = `From: somebody@example.com\nTo: ${decodeURIComponent(address)}\nSubject: unsubscribe\n\n`;
	expect(await pipe(request)).toMatchObject({
		code: 0,
		output: "unsubscribed\n",
	});
	const shown = await cli.run("subscribers", "show", message?.recipient ?? "");
	expect(shown.out).toMatch(/unsubscribed/);
});

it("the exit code lets a mail server keep what could not be stored, and drop what is no message", async () => {
	const mail = bounceMail({
		to: "bounces@example.com",
		recipient: "reader1@example.com",
		reply: "550 5.1.1 User unknown",
	});
	const { cli } = issue;
	expect((await cli.pipe("", "feedback")).code).toBe(65);
	// A file where the database's folder would be.
	const folder = writeDocuments(cli.dataDir, "file.json", []);
	const broken = await pipe(mail, { DATABASE_URL: `${folder}/digest.sqlite` });
	expect(broken.code).toBe(75);
	expect(broken.output).not.toContain("reader1@");
	expect((await cli.pipe(mail, "feedback")).code).toBe(0);
	const reply = "From: ada@example.com\nTo: digest@example.com\n\nThank you!\n";
	expect(await cli.pipe(reply, "feedback")).toMatchObject({
		code: 0,
		out: expect.stringContaining("it is not passed on"),
	});
});
