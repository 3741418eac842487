import { describeError, Failure } from "../errors.ts";
import type { CompiledIssue } from "../issue/content/compiled-issue.ts";
import type { Envelope } from "../issue/content/envelope.ts";
import { judgeSight } from "./checks/browser-findings.ts";
import {
	checkAnswers,
	foreignLinks,
	linksOf,
	ownLinks,
} from "./checks/check-links.ts";
import { weigh } from "./checks/check-size.ts";
import { judgeSpam } from "./checks/external-checks.ts";
import { cohortOf } from "./choose-readers.ts";
import { type ChosenCopy, copiesOf, type Press } from "./copies.ts";
import { examine } from "./examine.ts";
import { type Finding, mergeFindings } from "./finding.ts";
import type { Eyes, Instruments } from "./instruments.ts";
import { type Facts, type Specimen, specimenOf } from "./rendered-copy.ts";
import type { PreflightReport } from "./report.ts";
import { BRISK, THOROUGH } from "./viewports.ts";

/** The issue as it is to be looked at. */
export interface Subject {
	/** 0: there is no row yet. */
	issueId: number;
	compiled: CompiledIssue;
	envelope: Envelope;
	facts: Facts;
}

export interface RunOptions {
	/** Why the browser is not to look; null: it looks, where there is one. */
	withoutBrowser: string | null;
	/** Why SpamAssassin is not to be asked; null: it is, where there is one. */
	withoutSpam: string | null;
	/** Told what is being done, and how far it is: 0 to 1. */
	onProgress?(step: string, share: number): void;
}

interface Examined {
	copy: ChosenCopy;
	specimen: Specimen;
	findings: Finding[];
}

/** Runs every check on the bytes that chosen readers would get. Changes nothing, asks no network. */
export async function runPreflight(
	press: Press,
	instruments: Instruments,
	subject: Subject,
	options: RunOptions,
): Promise<PreflightReport> {
	const tell = options.onProgress ?? (() => {});
	const { facts } = subject;
	const leftOut: string[] = [];
	// Both take their time to start, and need nothing of each other.
	const eyes = attempt(options.withoutBrowser, instruments.openEyes);
	tell("choosing readers", 0);
	const open = press.renderer.open(subject.compiled, subject.envelope);
	const copies = await copiesOf(press, open, subject.issueId);
	const examined: Examined[] = [];
	for (const [index, copy] of copies.entries()) {
		tell(`reading the copy of ${copy.who}`, (0.4 * index) / copies.length);
		const specimen = specimenOf(copy, await instruments.readMail(copy.raw));
		examined.push({
			copy,
			specimen,
			findings: await examine(specimen, facts, instruments),
		});
	}
	const largest = bySize(examined)[0];
	const spam = attempt(options.withoutSpam, () =>
		instruments.spamScore(largest?.copy.raw ?? Buffer.alloc(0)),
	);

	tell("asking our own pages", 0.4);
	await askPages(instruments, examined, facts);

	tell("looking at it in a browser", 0.5);
	const browser = await eyes;
	if ("reason" in browser) leftOut.push(`browser: ${browser.reason}`);
	else
		try {
			await lookAtAll(browser.value, examined, facts, (share) =>
				tell("looking at it in a browser", 0.5 + 0.4 * share),
			);
		} finally {
			await browser.value.close();
		}

	tell("asking SpamAssassin", 0.9);
	const score = await spam;
	if ("reason" in score) leftOut.push(`SpamAssassin: ${score.reason}`);
	else largest?.findings.push(...judgeSpam(score.value));
	if (!instruments.dkim)
		leftOut.push("DKIM: messages are handed over unsigned (DKIM_KEY_FILE)");
	tell("done", 1);
	return {
		copies: examined.map(({ copy, specimen }) => describeCopy(copy, specimen)),
		findings: mergeFindings(
			examined.map(({ copy, findings }) => ({ reader: copy.who, findings })),
		),
		leftOut,
		notFetched: foreignLinks(
			examined.map(({ specimen }) => specimen),
			facts,
		),
		spamScore: "reason" in score ? null : score.value.score,
		seen: !("reason" in browser),
	};
}

/** What cannot be had is told, and keeps nothing else from being checked. */
async function attempt<T>(
	without: string | null,
	work: () => Promise<T>,
): Promise<{ value: T } | { reason: string }> {
	if (without !== null) return { reason: without };
	try {
		return { value: await work() };
	} catch (error) {
		if (error instanceof Failure) return { reason: error.message };
		return { reason: describeError(error).split("\n")[0] ?? "it failed" };
	}
}

async function askPages(
	{ ask }: Instruments,
	examined: readonly Examined[],
	facts: Facts,
): Promise<void> {
	const specimens = examined.map(({ specimen }) => specimen);
	const answers = await ask(ownLinks(specimens, facts));
	for (const { specimen, findings } of examined)
		findings.push(...checkAnswers(linksOf(specimen), answers));
}

/** Two at a time: one page's reckoning fills the other's waiting. The largest of each cohort is looked at most closely. */
async function lookAtAll(
	eyes: Eyes,
	examined: readonly Examined[],
	{ logo }: Facts,
	onLooked: (share: number) => void,
): Promise<void> {
	const cohorts = new Set<string>();
	const waiting = bySize(examined).map((one) => {
		const cohort = cohortOf(one.specimen.reader);
		const glances = cohorts.has(cohort) ? BRISK : THOROUGH;
		cohorts.add(cohort);
		return { ...one, glances };
	});
	let looked = 0;
	const lane = async () => {
		for (let one = waiting.shift(); one; one = waiting.shift()) {
			const html = one.specimen.mail.html ?? "";
			const sight = await eyes.lookAt(html, one.glances, logo);
			one.findings.push(...judgeSight(sight));
			onLooked(++looked / examined.length);
		}
	};
	await Promise.all([lane(), lane()]);
}

function bySize(examined: readonly Examined[]): Examined[] {
	return [...examined].sort((a, b) => b.copy.raw.length - a.copy.raw.length);
}

function describeCopy(
	{ who, why, raw }: ChosenCopy,
	{ mail, dom }: Specimen,
): PreflightReport["copies"][number] {
	return {
		who,
		why,
		html: Buffer.byteLength(mail.html ?? ""),
		text: Buffer.byteLength(mail.text ?? ""),
		message: raw.length,
		sections: weigh(dom, mail.html ?? ""),
	};
}
