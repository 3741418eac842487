import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type App, SAMPLES } from "../../app.ts";
import { importPaths } from "../../catalog/import/import.ts";
import { type Instant, shift } from "../../clock.ts";
import {
	HOLDING,
	type IssueHead,
	issuesInStates,
} from "../../db/issue/issues.ts";
import { listSubscribers } from "../../db/subscriber/subscribers.ts";
import { sendIssue } from "../../delivery/send.ts";
import { Failure } from "../../errors.ts";
import { sealedContent } from "../../issue/content/sealed.ts";
import { approveIssue } from "../../issue/life/approve.ts";
import { draftIssue } from "../../issue/life/draft.ts";
import { sealIssue } from "../../issue/life/seal.ts";
import { addSubscriber } from "../../subscriber/sign-up/add-subscriber.ts";
import { DAY } from "../../time-span.ts";
import { counted } from "../terminal/command.ts";
import type { Io } from "../terminal/io.ts";
import { sendProgress } from "../terminal/send-progress.ts";
import { SAMPLE_SUBSCRIBERS } from "./sample-subscribers.ts";

/**
 * Tells the whole story on the embedded defaults, and goes on where an earlier
 * run was cut off.
 *
 * @throws Failure `not-a-demo` where something real is at stake
 */
export async function runDemo(io: Io, app: App): Promise<void> {
	await requireDemo(app);
	for (const issue of await issuesInStates(app.db, [
		"sealed",
		"sending",
		"paused",
	]))
		await deliver(io, app, issue);
	const told = (await issuesInStates(app.db, HOLDING)).length;
	if (told >= 2)
		io.out("The demo's issues have been sent already; nothing was changed.\n");
	if (told < 1)
		await tellWeek(io, app, "week-1", shift(app.clock.now(), -7 * DAY));
	if (told < 2) await tellWeek(io, app, "week-2", app.clock.now());
}

/** Sample people and comparisons have no place in a list that is in use. */
async function requireDemo({ config, db }: App): Promise<void> {
	if (config.smtpUrl !== null)
		throw new Failure(
			"not-a-demo",
			"The demo mails nobody real, and SMTP_URL is set: unset it, or try your own settings with: digest issue draft",
		);
	const samples = new Set(SAMPLE_SUBSCRIBERS.map((one) => one.email));
	const people = await listSubscribers(db, { limit: samples.size + 1 });
	if (people.some((one) => !samples.has(one.email)))
		throw new Failure(
			"not-a-demo",
			`${config.databaseUrl.replace(/\/\/[^@]*@/, "//")} holds subscribers of your own, and the demo would add its samples to them. Give it a folder of its own: DATA_DIR=/tmp/demo digest demo`,
		);
}

/** One week from its comparisons to the mailbox. Every step is safe to repeat. */
async function tellWeek(
	io: Io,
	app: App,
	week: string,
	until: Instant,
): Promise<void> {
	const folder = join(SAMPLES, week);
	const files = readdirSync(folder)
		.filter((name) => name.endsWith(".json"))
		.sort();
	for (const [index, file] of files.entries()) {
		const age = (6 * DAY * (files.length - index)) / files.length;
		const report = await importPaths(app.db, app.clock, [join(folder, file)], {
			publishedAt: shift(until, -age),
		});
		for (const problem of report.errors)
			throw new Failure("bad-sample", `${file}: ${JSON.stringify(problem)}`);
	}
	io.out(`Imported ${counted(files.length, "comparison")} of ${week}.\n`);
	for (const subscriber of SAMPLE_SUBSCRIBERS)
		await addSubscriber(app.db, app.clock, { ...subscriber, confirmed: true });
	const { issue } = await draftIssue(app, { until });
	if (issue.state === "skipped")
		throw new Failure(
			"thin-sample",
			`The samples make no issue: ${issue.note}`,
		);
	await approveIssue(app, app.preflight, issue.id, "editor");
	const sealed = await sealIssue(app, app.preflight, issue.id);
	const content = await sealedContent(app.db, sealed.id);
	io.out(
		`Drafted, approved and sealed issue ${sealed.number}: “${content?.subject}”\n`,
	);
	await deliver(io, app, sealed);
}

async function deliver(io: Io, app: App, issue: IssueHead): Promise<void> {
	const sender = await app.sender();
	const progress = sendProgress(io);
	const { state, note, counts } = await sendIssue(sender, issue.id, {
		signal: io.signal,
		resume: true,
		wait: true,
		onProgress: progress.show,
	}).finally(progress.end);
	if (state !== "complete")
		throw new Failure(
			"not-sent",
			`Issue ${issue.number} is ${state}. ${note ?? "Run the demo again to go on."}`,
		);
	io.out(
		`Sent issue ${issue.number} over SMTP into ${sender.mailer.description}: ${counts.accepted} of ${counted(counts.recipients, "recipient")} accepted.\n`,
	);
}
