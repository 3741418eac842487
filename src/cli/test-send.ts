import type { App } from "../app.ts";
import { SEALED_STATES } from "../db/issue/issues.ts";
import { Failure } from "../errors.ts";
import { findIssue } from "../issue/life/find-issue.ts";
import { sendTest } from "../reader/send-test.ts";
import { parseAddress } from "../subscriber/address.ts";
import { refuseSuppressed } from "../subscriber/leaving/suppression.ts";
import type { Io, Register } from "./terminal/io.ts";
import { withApp } from "./terminal/with-app.ts";

interface Options {
	issue?: string | true;
	as?: string;
}

export const testSend: Register = (program, io, exit) => {
	program
		.command("test-send")
		.description("send one short message, to try SMTP_URL and the signature")
		.argument("<address...>", "addresses whose mail you can read")
		.option(
			"--issue [number]",
			"send a reader's copy of an issue instead (default: the newest)",
		)
		.option(
			"--as <address>",
			"with --issue: the copy of this subscriber (default: a new reader's)",
		)
		.addHelpText(
			"after",
			`
It is no issue, and nothing is recorded but its place in the rate limits. Look at
its headers where it arrives: SPF, DKIM and DMARC should pass.

With --issue it is a copy of an issue, with [Test] in its subject. It counts as
nobody's copy, and its personal links lead nowhere.

Example:
  digest test-send you@example.com
  digest test-send you@example.com --issue 12 --as ada@example.com`,
		)
		.action(async (addresses: string[], options: Options) =>
			withApp(io, async (app) => {
				if (options.as !== undefined && options.issue === undefined)
					throw new Failure(
						"bad-options",
						"--as belongs to --issue: digest test-send you@example.com --issue --as ada@example.com",
					);
				if (options.issue === undefined)
					for (const address of addresses) await sendShort(io, app, address);
				else if (!(await sendCopy(io, app, addresses, options))) exit(1);
			}),
		);
};

async function sendShort(io: Io, app: App, address: string): Promise<void> {
	const { email, key } = parseAddress(address);
	await refuseSuppressed(app.db, key);
	const sender = await app.sender();
	const { publication, mailFrom } = app.config;
	const text = `This message tries the mail set-up of ${publication}. It went through ${sender.mailer.description}, from ${mailFrom.address}, ${sender.signer ? "signed with DKIM" : "not signed here"}.`;
	try {
		await app.letters.sendLetter({
			to: email,
			subject: `${publication}: a test`,
			text: `${text}\n`,
			html: `<p>${text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</p>`,
			date: app.clock.now(),
		});
	} catch (error) {
		if (!(error instanceof Failure)) throw error;
		throw new Failure(
			error.code,
			`The test was not sent through ${sender.mailer.description}. ${error.message}`,
		);
	}
	io.out(
		`${sender.mailer.description} accepted a message to ${email}${sender.signer ? ", signed with DKIM" : ""}. Whether it arrives, only its mailbox can tell.\n`,
	);
}

/** @returns whether all were accepted */
async function sendCopy(
	io: Io,
	app: App,
	to: string[],
	{ issue: reference, as = null }: Omit<Options, "as"> & { as?: string | null },
): Promise<boolean> {
	const issue = await findIssue(
		app.db,
		reference === true ? undefined : reference,
		["draft", ...SEALED_STATES, "approved"],
		"There is no issue yet. Make one with: digest issue draft",
	);
	const { accepted, failed } = await sendTest(
		app,
		app.letters.sendLetter,
		issue,
		{ to, as },
	);
	const { description } = await app.mailer();
	if (accepted.length > 0)
		io.out(
			`${description} accepted a test of issue ${issue.number ?? `id:${issue.id}`} to ${accepted.join(", ")}.\n`,
		);
	for (const { to, why } of failed)
		io.err(`digest: the test to ${to} was not sent. ${why}\n`);
	return failed.length === 0;
}
