import type { App } from "../app.ts";
import { lastPreflights } from "../db/issue/preflights.ts";
import type { IssueContent } from "../issue/content/content.ts";
import { contentHash } from "../issue/content/content-hash.ts";
import { openFindings, reportOf } from "../issue/life/pass-preflight.ts";
import { checkIssue, QUICK } from "../preflight/check-issue.ts";
import { mergeFindings } from "../preflight/finding.ts";
import type { Checked } from "./deps.ts";

/**
 * What preflight says of the coming issue as it stands now: the last run on
 * exactly this state or, where there was none, one without a browser that is
 * shown and not kept. One state is checked once.
 */
export function comingChecker(app: App) {
	let last: { hash: string; checked: Checked } | null = null;
	return async (issueId: number, content: IssueContent): Promise<Checked> => {
		const hash = contentHash(content, await app.renderer.templateHash());
		const runs = (await lastPreflights(app.db, issueId)).filter(
			(run) => run.content_hash === hash,
		);
		const [run] = runs;
		if (run) {
			const findings = openFindings(runs).map((finding) => ({
				reader: "",
				findings: [finding],
			}));
			return {
				findings: mergeFindings(findings),
				leftOut: reportOf(run).leftOut,
				at: run.at,
				seen: run.seen === 1,
			};
		}
		if (last?.hash !== hash) {
			const report = await checkIssue(
				app,
				await app.instruments(),
				{ id: issueId },
				{ content, compiled: await app.renderer.compile(content) },
				null,
				QUICK,
			);
			last = { hash, checked: { ...report, at: null } };
		}
		return last.checked;
	};
}
