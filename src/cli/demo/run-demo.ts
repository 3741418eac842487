import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type App, SAMPLES } from "../../app.ts";
import { importPaths } from "../../catalog/import/import.ts";
import { describeProblem } from "../../catalog/import/problem.ts";
import { toolIdsBySlug } from "../../db/catalog/catalog.ts";
import { deliveryOf } from "../../db/delivery/deliveries.ts";
import {
	type IssueHead,
	issuesInStates,
	openIssue,
	SEALED_STATES,
} from "../../db/issue/issues.ts";
import {
	listSubscribers,
	subscriberByKey,
} from "../../db/subscriber/subscribers.ts";
import { sendIssue } from "../../delivery/send.ts";
import { Failure } from "../../errors.ts";
import { sealedContent } from "../../issue/content/sealed.ts";
import { approveIssue } from "../../issue/life/approve.ts";
import { draftIssue } from "../../issue/life/draft.ts";
import { editIssue } from "../../issue/life/edit.ts";
import { sealIssue } from "../../issue/life/seal.ts";
import { addSubscriber } from "../../subscriber/sign-up/add-subscriber.ts";
import { castVote } from "../../subscriber/vote.ts";
import { type Instant, shift } from "../../time/clock.ts";
import type { Io } from "../terminal/io.ts";
import { counted } from "../terminal/output.ts";
import { sendProgress } from "../terminal/progress.ts";
import { SAMPLE_SUBSCRIBERS } from "./sample-subscribers.ts";

const DAY_MS = 24 * 60 * 60_000;

/**
 * Imports, drafts, approves, seals and sends two sample issues, and leaves a
 * third as a draft. Continues where an interrupted run stopped.
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
	const ago = (weeks: number) => shift(app.clock.now(), -weeks * 7 * DAY_MS);
	if (made < 1) await runWeek(io, app, "week-1", ago(2));
	if (made < 2) await runWeek(io, app, "week-2", ago(1));
	const open = await openIssue(app.db);
	if (made >= 2 && (made > 2 || open?.intro))
		io.out("The demo was already run. Nothing was changed.\n");
	else await draftThird(io, app, open);
}

/** The intro that it gets is what an editor forgot: preflight warns of it. */
const FORGOTTEN = "TODO: say in a sentence what this week was about.";

/** The third issue stays open, so that there is one to preview, edit and approve. */
async function draftThird(
	io: Io,
	app: App,
	open: IssueHead | undefined,
): Promise<void> {
	const issue = open ?? (await draftWeek(io, app, "week-3", app.clock.now()));
	await editIssue(app, issue.id, { intro: FORGOTTEN });
	io.out(
		`Drafted issue ${issue.number}, with something left to do that preflight finds. View it with: digest preview\n`,
	);
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
	const issue = await draftWeek(io, app, week, until);
	await approveIssue(app, app.preflight, issue.id, "editor");
	const sealed = await sealIssue(app, app.preflight, issue.id);
	const content = await sealedContent(app.db, sealed.id);
	io.out(
		`Drafted, approved and sealed issue ${sealed.number}: “${content?.subject}”\n`,
	);
	await deliver(io, app, sealed);
}

/** @param until the end of the issue's window */
async function draftWeek(
	io: Io,
	app: App,
	week: string,
	until: Instant,
): Promise<IssueHead> {
	const folder = join(SAMPLES, week);
	const files = readdirSync(folder)
		.filter((name) => name.endsWith(".json"))
		.sort();
	for (const [index, file] of files.entries()) {
		const age = (6 * DAY_MS * (files.length - index)) / files.length;
		const report = await importPaths(app.db, app.clock, [join(folder, file)], {
			...(app.actor !== undefined && { actor: app.actor }),
			publishedAt: shift(until, -age),
		});
		for (const problem of report.errors)
			throw new Failure(
				"bad-sample",
				`The sample ${file} can't be imported: ${describeProblem(problem)}`,
			);
	}
	io.out(`Imported ${counted(files.length, "comparison")} of ${week}.\n`);
	await addSubscribers(app);
	const { issue } = await draftIssue(app, { until });
	if (issue.state === "skipped")
		throw new Failure(
			"thin-sample",
			`No issue could be drafted from the samples: ${issue.note}`,
		);
	return issue;
}

/** Who is here already stays as they are: refused, or made to leave by whoever tries the demo. */
async function addSubscribers(app: App): Promise<void> {
	for (const { votes: _, pending = false, ...sample } of SAMPLE_SUBSCRIBERS)
		if (!(await subscriberByKey(app.db, sample.email)))
			await addSubscriber(app.db, app.clock, {
				...sample,
				confirmed: !pending,
				letter: pending,
			});
	// The letter that asks the pending one.
	await app.signUps.run();
}

/** Before the first issue is delivered: within seconds after that, it would look like a scanner. */
async function castVotes({ db, clock }: App): Promise<void> {
	for (const { email, votes = {} } of SAMPLE_SUBSCRIBERS) {
		const subscriber = await subscriberByKey(db, email);
		const tools = await toolIdsBySlug(db, Object.keys(votes));
		for (const [slug, verdict] of Object.entries(votes)) {
			const toolId = tools.get(slug);
			if (subscriber && toolId !== undefined)
				await castVote(db, clock, {
					...{ subscriberId: subscriber.id, toolId, verdict },
					...{ source: "site", trapOpened: false },
				});
		}
	}
}

async function deliver(io: Io, app: App, issue: IssueHead): Promise<void> {
	if (issue.number === 1) await castVotes(app);
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
		`Sent issue ${issue.number} over SMTP to ${sender.mailer.description}: ${counts.accepted} of ${counted(counts.recipients, "message")} accepted${await withoutIt(app, issue)}.\n`,
	);
}

/** ", 1 refused: ghost@nowhere.invalid (550 …)" or ", 1 left out: … (suppressed)"; empty: everybody got it. */
async function withoutIt({ db }: App, issue: IssueHead): Promise<string> {
	const refused: string[] = [];
	const leftOut: string[] = [];
	for (const { email } of SAMPLE_SUBSCRIBERS) {
		const one = await subscriberByKey(db, email);
		const delivery = one && (await deliveryOf(db, issue.id, one.id));
		if (delivery?.state === "refused")
			refused.push(`${email} (${delivery.smtp_reply})`);
		if (delivery?.state === "excluded")
			leftOut.push(`${email} (${delivery.reason})`);
	}
	return (
		[
			["refused", refused],
			["left out", leftOut],
		] as const
	)
		.filter(([, who]) => who.length > 0)
		.map(([what, who]) => `, ${who.length} ${what}: ${who.join(", ")}`)
		.join("");
}
