import type { Context } from "../context.ts";
import type { AudienceTerm } from "../db/subscriber/audience.ts";
import { describeError, Failure } from "../errors.ts";
import type { CompiledIssue } from "../issue/content/compiled-issue.ts";
import type { Envelope } from "../issue/content/envelope.ts";
import type { Reader } from "../issue/content/reader.ts";
import type {
	CopyReport,
	Finding,
	PreflightReport,
} from "../issue/preflight-report.ts";
import type { MarkedIssue } from "../issue/renderer.ts";
import { turn } from "../time/turn.ts";
import { checkWithInstruments } from "./check-message.ts";
import { browserFindings } from "./checks/browser-findings.ts";
import {
	checkAnswers,
	externalLinks,
	linksOf,
	ownPageLinks,
} from "./checks/check-links.ts";
import { sectionSizes } from "./checks/check-size.ts";
import { spamFindings } from "./checks/external-findings.ts";
import { type ChosenCopy, chooseCopies } from "./choose-copies.ts";
import { describeCohort } from "./choose-readers.ts";
import { mergeFindings, withoutPerson } from "./finding.ts";
import type { Instruments, MessageBrowser } from "./instruments.ts";
import {
	type Expected,
	type MarkedCopy,
	parseCopy,
	type RenderedCopy,
} from "./rendered-copy.ts";
import { FULL_VIEWPORTS, QUICK_VIEWPORTS } from "./viewports.ts";

/** The issue to check. */
export interface PreflightTarget {
	/** 0: there is no row yet. */
	issueId: number;
	/** Who gets it. */
	audience: readonly AudienceTerm[];
	compiled: CompiledIssue;
	envelope: Envelope;
	/** The content compiled with marks by the templates of today. */
	marked: MarkedIssue;
	expected: Expected;
	/** What the templates lack for any issue. */
	proof: readonly Finding[];
}

export interface RunOptions {
	/** Why no browser is started, for the report; null: one is, if there is one. */
	withoutBrowser: string | null;
	/** Why SpamAssassin is not started, for the report; null: it is, if it is installed. */
	withoutSpam: string | null;
	/** @param share how much of the run is done, 0 to 1 */
	onProgress?(step: string, share: number): void;
}

interface CheckedCopy {
	chosen: ChosenCopy;
	copy: RenderedCopy;
	findings: Finding[];
}

/** Runs every check on the exact messages of chosen readers. Changes nothing and makes no network request. */
export async function runPreflight(
	context: Context,
	instruments: Instruments,
	target: PreflightTarget,
	options: RunOptions,
): Promise<PreflightReport> {
	// Browser and SpamAssassin are slow to start, so both run while the rest is checked.
	const starting = attempt(options.withoutBrowser, instruments.openBrowser);
	try {
		return await runChecks(context, instruments, target, options, starting);
	} finally {
		const browser = await starting;
		if ("value" in browser) await browser.value.close();
	}
}

async function runChecks(
	context: Context,
	instruments: Instruments,
	target: PreflightTarget,
	options: RunOptions,
	starting: Promise<Attempted<MessageBrowser>>,
): Promise<PreflightReport> {
	const report = options.onProgress ?? (() => {});
	const { expected } = target;
	const leftOut: string[] = [];
	report("choosing readers", 0);
	const open = context.renderer.open(target.compiled, target.envelope);
	const copies = await chooseCopies(
		context,
		open,
		target.issueId,
		target.audience,
	);
	const checked: CheckedCopy[] = [];
	for (const [index, chosen] of copies.entries()) {
		report(`checking the copy of ${chosen.who}`, (0.4 * index) / copies.length);
		await turn();
		const copy = parseCopy(
			chosen,
			await instruments.readMail(chosen.raw),
			markedCopyOf(target.marked, chosen.reader),
		);
		checked.push({
			chosen,
			copy,
			findings: await checkWithInstruments(copy, expected, instruments),
		});
	}
	const largest = largestFirst(checked)[0];
	const scoring = attempt(options.withoutSpam, () =>
		instruments.spamScore(largest?.copy.raw ?? Buffer.alloc(0)),
	);

	report("checking links to our own pages", 0.4);
	await checkOwnPages(instruments, checked, expected);

	report("measuring in a browser", 0.5);
	const browser = await starting;
	if ("reason" in browser) leftOut.push(`browser: ${browser.reason}`);
	else
		await measureAll(browser.value, checked, expected, (share) =>
			report("measuring in a browser", 0.5 + 0.4 * share),
		);

	report("waiting for SpamAssassin", 0.9);
	const score = await scoring;
	if ("reason" in score) leftOut.push(`SpamAssassin: ${score.reason}`);
	else largest?.findings.push(...spamFindings(score.value));
	if (!instruments.dkim)
		leftOut.push("DKIM: messages are sent unsigned (DKIM_KEY_FILE is not set)");
	report("done", 1);
	return {
		copies: checked.map(describeCopy),
		findings: mergeFindings(
			checked.map(({ copy, findings }) => ({
				reader: copy.who,
				findings: [
					...target.proof,
					...findings.map((one) => withoutPerson(one, copy)),
				],
			})),
		),
		leftOut,
		notFetched: externalLinks(
			checked.map(({ copy }) => copy),
			expected,
		),
		spamScore: "reason" in score ? null : score.value.score,
		seen: !("reason" in browser),
	};
}

function markedCopyOf(
	{ copy, texts, fitted }: MarkedIssue,
	reader: Reader,
): MarkedCopy {
	const { cohort, ...parts } = copy(reader);
	return {
		...parts,
		texts: texts.get(cohort) ?? [],
		fitted: fitted.get(cohort) ?? null,
	};
}

type Attempted<T> = { value: T } | { reason: string };

/** An instrument that is missing or fails is named in the report; the other checks still run. */
async function attempt<T>(
	without: string | null,
	work: () => Promise<T>,
): Promise<Attempted<T>> {
	if (without !== null) return { reason: without };
	try {
		return { value: await work() };
	} catch (error) {
		if (error instanceof Failure) return { reason: error.message };
		return { reason: describeError(error).split("\n")[0] ?? "it failed" };
	}
}

async function checkOwnPages(
	{ statusOfPages }: Instruments,
	checked: readonly CheckedCopy[],
	expected: Expected,
): Promise<void> {
	const copies = checked.map(({ copy }) => copy);
	const answers = await statusOfPages(ownPageLinks(copies, expected));
	for (const { copy, findings } of checked)
		findings.push(...checkAnswers(linksOf(copy), answers));
}

/**
 * Two copies at a time: one page computes while the other waits. The largest
 * copy of each cohort is measured in full.
 */
async function measureAll(
	browser: MessageBrowser,
	checked: readonly CheckedCopy[],
	{ logo }: Expected,
	onMeasured: (share: number) => void,
): Promise<void> {
	const cohorts = new Set<string>();
	const waiting = largestFirst(checked).map((one) => {
		const cohort = describeCohort(one.copy.reader);
		const viewports = cohorts.has(cohort) ? QUICK_VIEWPORTS : FULL_VIEWPORTS;
		cohorts.add(cohort);
		return { ...one, viewports };
	});
	let measured = 0;
	const measureNext = async () => {
		for (let one = waiting.shift(); one; one = waiting.shift()) {
			const html = one.copy.mail.html ?? "";
			const measurements = await browser.measure(html, one.viewports, logo);
			one.findings.push(...browserFindings(measurements));
			onMeasured(++measured / checked.length);
		}
	};
	await Promise.all([measureNext(), measureNext()]);
}

function largestFirst(checked: readonly CheckedCopy[]): CheckedCopy[] {
	return [...checked].sort((a, b) => b.copy.raw.length - a.copy.raw.length);
}

function describeCopy({ chosen, copy }: CheckedCopy): CopyReport {
	const { who, raw, mail } = copy;
	return {
		who,
		subscriberId: chosen.subscriberId,
		why: chosen.why,
		html: Buffer.byteLength(mail.html ?? ""),
		text: Buffer.byteLength(mail.text ?? ""),
		message: raw.length,
		sections: sectionSizes(copy),
	};
}
