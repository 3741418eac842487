import { bounceMail } from "../delivery/returns/relay.ts";
import { approvedIssue } from "../support/approved-issue.ts";
import { document, writeDocuments } from "../support/documents.ts";
import { startImap } from "../support/imap-server.ts";

const ONE_IN = 20;

interface Report {
	recipients: number;
	accepted: number;
	bounced: Record<string, number>;
}

/**
 * Sends an issue to a relay that accepts everything and mails one in twenty back
 * into an IMAP mailbox, half of them as gone and half as full; then the next issue.
 *
 * @returns `sound`: both sides have the same numbers, and only those who are gone
 *   miss the next issue
 * @throws Error with what a command wrote, when one fails
 */
export async function relayThatBounces({
	people,
	say,
}: {
	people: number;
	say(line: string): void;
}) {
	const env: Record<string, string> = { BOUNCE_MAILBOX: "bounces@example.com" };
	const issue = await approvedIssue(people, env);
	const { cli, sink } = issue;
	const succeed = async (...argv: string[]) => {
		const { code, out, err } = await cli.run(...argv);
		if (code !== 0) throw new Error(`digest ${argv.join(" ")}: ${err}${out}`);
	};
	try {
		await send(issue);
		say(`Issue 1: the relay got ${sink.messages.length} messages.`);
		const bounced = sink.messages.filter((_, index) => index % ONE_IN === 0);
		const gone = bounced.filter((_, index) => index % 2 === 0);
		const mails = bounced.map(({ sender, recipient, raw }, index) =>
			bounceMail({
				to: sender,
				recipient,
				reply: index % 2 ? "552 5.2.2 Mailbox full" : "550 5.1.1 User unknown",
				original: raw.toString("latin1"),
				id: String(index),
			}),
		);
		const mailbox = await startImap({ folders: { INBOX: mails, Spam: [] } });
		env.FEEDBACK_IMAP_URL = mailbox.url;
		// What was read once is not counted again.
		for (let times = 0; times < 2; times++) await succeed("feedback", "--imap");
		delete env.FEEDBACK_IMAP_URL;
		await mailbox.close();
		const report = await cli.json<Report>("report", "1", "--json");
		const next = writeDocuments(cli.dataDir, "next.json", [
			document(["Delta", "++++"], ["Eta", "+---"]),
		]);
		await succeed("import", next);
		await succeed("issue", "draft");
		await succeed("issue", "approve");
		sink.messages.length = 0;
		await send(issue);
		const reached = sink.recipients();
		const missing = people - reached.size;
		const reachedGone = gone.filter(({ recipient }) => reached.has(recipient));
		const full = bounced.length - gone.length;
		return {
			people,
			accepted: report.accepted,
			"bounced by the relay": bounced.length,
			"gone, in the report": report.bounced.gone ?? 0,
			"full, in the report": report.bounced.full ?? 0,
			"missing in issue 2": missing,
			"gone and mailed again": reachedGone.length,
			sound:
				report.accepted === people &&
				(report.bounced.gone ?? 0) === gone.length &&
				(report.bounced.full ?? 0) === full &&
				missing === gone.length &&
				reachedGone.length === 0,
		};
	} finally {
		await issue.close();
	}
}

async function send(issue: Awaited<ReturnType<typeof approvedIssue>>) {
	const sending = issue.send();
	const { code } = await sending.ended;
	if (code !== 0) throw new Error(`digest send: ${sending.output()}`);
}
