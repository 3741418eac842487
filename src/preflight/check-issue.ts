import type { IssueHead } from "../db/issue/issues.ts";
import type { Envelope } from "../issue/content/envelope.ts";
import { envelopeOf } from "../issue/content/envelope.ts";
import type { RenderedIssue } from "../issue/life/render-draft.ts";
import { pastSubjects } from "../issue/words/past-subjects.ts";
import type { Press } from "./copies.ts";
import type { Instruments } from "./instruments.ts";
import type { PreflightReport } from "./report.ts";
import { type RunOptions, runPreflight } from "./run.ts";

/** What an issue that goes out by itself waits for takes no seconds; an editor asks for the rest. */
export const QUICK: RunOptions = {
	withoutBrowser: "not asked for; “digest preflight” looks with it",
	withoutSpam: "not asked for; “digest preflight” asks it",
};

/**
 * Runs the checks on an issue as it is rendered.
 *
 * @param issue null: there is no row yet
 * @param envelope of a sealed issue; null: as it would be now
 */
export async function checkIssue(
	press: Press,
	instruments: Instruments,
	issue: Pick<IssueHead, "id"> | null,
	{ content, compiled }: Pick<RenderedIssue, "content" | "compiled">,
	envelope: Envelope | null,
	options: RunOptions,
): Promise<PreflightReport> {
	const { db, config, clock } = press;
	const issueId = issue?.id ?? 0;
	return runPreflight(
		press,
		instruments,
		{
			issueId,
			compiled,
			envelope: envelope ?? envelopeOf(config, content.number, clock.now()),
			facts: {
				content,
				past: await pastSubjects(db, issueId),
				publicUrl: config.publicUrl,
				mailFrom: config.mailFrom.address,
				published: envelope !== null,
				logo: await press.renderer.logo(content.links.home),
			},
		},
		options,
	);
}
