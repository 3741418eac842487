import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type App, SAMPLES } from "../../app.ts";
import { importPaths } from "../../catalog/import/import.ts";
import { describeProblem } from "../../catalog/import/problem.ts";
import {
	type IssueHead,
	issuesInStates,
	SEALED_STATES,
} from "../../db/issue/issues.ts";
import { listSubscribers } from "../../db/subscriber/subscribers.ts";
import { sendIssue } from "../../delivery/send.ts";
import { Failure } from "../../errors.ts";
import { sealedContent } from "../../issue/content/sealed.ts";
import { approveIssue } from "../../issue/life/approve.ts";
import { draftIssue } from "../../issue/life/draft.ts";
import { sealIssue } from "../../issue/life/seal.ts";
import { addSubscriber } from "../../subscriber/sign-up/add-subscriber.ts";
import { type Instant, shift } from "../../time/clock.ts";
import type { Io } from "../terminal/io.ts";
import { counted } from "../terminal/output.ts";
import { sendProgress } from "../terminal/progress.ts";
import { SAMPLE_SUBSCRIBERS } from "./sample-subscribers.ts";

const DAY_MS = 24 * 60 * 60_000;

/**
 * Imports, drafts, approves, seals and sends two sample issues. Continues where
 * an interrupted run stopped.
 *
 * @throws Failure `not-a-demo` when an SMTP server is set or the list has real subscribers
 */
export async function runDemo(io: Io, app: App): Promise<void> {
	await requireDemo(app);
	for (const issue of await issuesInStates(app.db, [
		"sealed",
		"sending",
		"paused",
	]))
		await deliver(io, app, issue);
	const made = (await issuesInStates(app.db, SEALED_STATES)).length;
	if (made >= 2)
		io.out("The demo issues were already sent. Nothing was changed.\n");
	if (made < 1)
		await runWeek(io, app, "week-1", shift(app.clock.now(), -7 * DAY_MS));
	if (made < 2) await runWeek(io, app, "week-2", app.clock.now());
}

/** Samples must not get into a list that is in use. */
async function requireDemo({ config, db }: App): Promise<void> {
	if (config.smtpUrl !== null)
		throw new Failure(
			"not-a-demo",
			"The demo sends to the built-in mailbox only, and SMTP_URL is set. Unset SMTP_URL, or start your own issue with: digest issue draft",
		);
	const samples = new Set(SAMPLE_SUBSCRIBERS.map((one) => one.email));
	const people = await listSubscribers(db, { limit: samples.size + 1 });
	if (people.some((one) => !samples.has(one.email)))
		throw new Failure(
			"not-a-demo",
			`${config.databaseUrl.replace(/\/\/[^@]*@/, "//")} has subscribers of your own. The demo would add its samples to them. Give it a folder of its own: DATA_DIR=/tmp/demo digest demo`,
		);
}

/** One week from its comparisons to the mailbox. Every step is safe to repeat. */
async function runWeek(
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
		const age = (6 * DAY_MS * (files.length - index)) / files.length;
		const report = await importPaths(app.db, app.clock, [join(folder, file)], {
			publishedAt: shift(until, -age),
		});
		for (const problem of report.errors)
			throw new Failure(
				"bad-sample",
				`The sample ${file} can't be imported: ${describeProblem(problem)}`,
			);
	}
	io.out(`Imported ${counted(files.length, "comparison")} of ${week}.\n`);
	for (const subscriber of SAMPLE_SUBSCRIBERS)
		await addSubscriber(app.db, app.clock, { ...subscriber, confirmed: true });
	const { issue } = await draftIssue(app, { until });
	if (issue.state === "skipped")
		throw new Failure(
			"thin-sample",
			`No issue could be drafted from the samples: ${issue.note}`,
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
			`Issue ${issue.number} is ${state}. ${note ?? "Run the demo again to continue."}`,
		);
	io.out(
		`Sent issue ${issue.number} over SMTP to ${sender.mailer.description}: ${counts.accepted} of ${counted(counts.recipients, "message")} accepted.\n`,
	);
}
