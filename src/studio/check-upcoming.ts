import type { App } from "../app.ts";
import type { IssueHead } from "../db/issue/issues.ts";
import { lastPreflights } from "../db/issue/preflights.ts";
import type { Db } from "../db/schema.ts";
import { subscriberById } from "../db/subscriber/subscribers.ts";
import { describeError } from "../errors.ts";
import type { IssueContent } from "../issue/content/content.ts";
import { contentHash, contentVersion } from "../issue/content/content-hash.ts";
import {
	openFindings,
	reportOf,
	withWaivers,
} from "../issue/life/pass-preflight.ts";
import type { CopyReport } from "../issue/preflight-report.ts";
import { checkIssue, QUICK } from "../preflight/check-issue.ts";
import { mergeReported } from "../preflight/finding.ts";
import type { CheckResult, StudioDeps } from "./deps.ts";

/**
 * Checks the upcoming issue as it is now. If preflight was run on exactly this
 * state, the result is that run; if not, the checks run here without a browser
 * and the result is not stored. Each state is checked once, however many ask.
 */
export function upcomingChecker(app: App): StudioDeps["check"] {
	let last: { state: string; result: Promise<CheckResult> } | null = null;
	return async (issue, content) => {
		const issueId = issue?.id ?? 0;
		const templateHash = await app.renderer.templateHash();
		const hash = contentHash(content, templateHash, issue?.audience ?? null);
		const stored = await storedCheck(app.db, issueId, hash);
		if (stored) return stored;
		const state = issue ? hash : `${templateHash} ${contentVersion(content)}`;
		if (last?.state === state) return last.result;
		const result = checkQuickly(app, issue, content);
		const own = { state, result };
		last = own;
		result.catch((error: unknown) => {
			app.log.warn({ why: describeError(error) }, "a check did not end");
			// It may be another time: a template was changed while it was read, say.
			if (last === own) last = null;
		});
		return result;
	};
}

async function checkQuickly(
	app: App,
	issue: Pick<IssueHead, "id" | "audience"> | null,
	content: IssueContent,
): Promise<CheckResult> {
	const report = await checkIssue(
		app,
		await app.instruments(),
		issue,
		{ content, compiled: await app.renderer.compile(content) },
		null,
		QUICK,
	);
	return {
		...report,
		copies: report.copies.length,
		at: null,
		readerIds: idsByName(report.copies),
	};
}

/** What preflight found in exactly this state of an issue; null: it was not run on it. */
export async function storedCheck(
	db: Db,
	issueId: number,
	hash: string,
): Promise<CheckResult | null> {
	const runs = (await lastPreflights(db, issueId)).filter(
		(run) => run.content_hash === hash,
	);
	const [run] = runs;
	if (!run) return null;
	const { copies, leftOut } = reportOf(run);
	const findings = mergeReported(openFindings(runs));
	const named = await withAddresses(db, copies);
	const nameOf = new Map(copies.map(({ who }, index) => [who, named[index]]));
	return {
		findings: (await withWaivers(db, issueId, hash, findings)).map(
			(finding) => ({
				...finding,
				readers: finding.readers.map((who) => nameOf.get(who)?.who ?? who),
			}),
		),
		readerIds: idsByName(named),
		copies: copies.length,
		leftOut,
		at: run.at,
		seen: run.seen === 1,
	};
}

/** A report that is kept names readers by their ids: the same copies with the addresses of today. */
async function withAddresses(
	db: Db,
	copies: readonly CopyReport[],
): Promise<CopyReport[]> {
	const named: CopyReport[] = [];
	for (const copy of copies) {
		const one =
			copy.subscriberId && (await subscriberById(db, copy.subscriberId));
		named.push(one ? { ...copy, who: one.email } : copy);
	}
	return named;
}

function idsByName(copies: readonly CopyReport[]): Map<string, number> {
	return new Map(
		copies.flatMap(({ who, subscriberId }) =>
			subscriberId === null ? [] : [[who, subscriberId]],
		),
	);
}
