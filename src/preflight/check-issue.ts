import type { Context } from "../context.ts";
import type { IssueHead } from "../db/issue/issues.ts";
import { type Envelope, envelopeOf } from "../issue/content/envelope.ts";
import { languagesIn } from "../issue/content/in-language.ts";
import { recipientTerms } from "../issue/content/recipients.ts";
import type { RenderedIssue } from "../issue/life/render-draft.ts";
import type { PreflightReport } from "../issue/preflight-report.ts";
import type { LanguageTag } from "../issue/words/language/tags.ts";
import { pastSubjects } from "../issue/words/past-subjects.ts";
import type { Instruments } from "./instruments.ts";
import { proveTemplates } from "./proof/prove-templates.ts";
import type { Expected } from "./rendered-copy.ts";
import { type RunOptions, runPreflight } from "./run.ts";

/** The checks that every issue must pass before it is approved: without the two that take seconds. */
export const QUICK: RunOptions = {
	withoutBrowser: "not started here; “digest preflight” starts one",
	withoutSpam: "not started here; “digest preflight” starts it",
};

/**
 * Runs all checks on an issue as it is rendered.
 *
 * @param issue null: the issue has no row yet
 * @param envelope of a sealed issue; null: the one it would get now
 */
export async function checkIssue(
	context: Context,
	instruments: Instruments,
	issue: Pick<IssueHead, "id" | "audience"> | null,
	{ content, compiled }: Pick<RenderedIssue, "content" | "compiled">,
	envelope: Envelope | null,
	options: RunOptions,
): Promise<PreflightReport> {
	const { db, config, clock, renderer } = context;
	const wordsIn = async (language: LanguageTag) => ({
		verdictWords: await renderer.verdictWords(language),
		ownWords: await renderer.ownWords(language),
	});
	const [own = "en", ...others] = languagesIn(content);
	const inLanguage: NonNullable<Expected["inLanguage"]> = {};
	for (const tag of others) inLanguage[tag] = await wordsIn(tag);
	const issueId = issue?.id ?? 0;
	return runPreflight(
		context,
		instruments,
		{
			issueId,
			audience: issue ? await recipientTerms(context, issue) : [],
			compiled,
			marked: await renderer.compileMarked(content),
			// A sealed issue was made by the templates of its time.
			proof: envelope === null ? await proveTemplates(context) : [],
			envelope: envelope ?? envelopeOf(config, content.number, clock.now()),
			expected: {
				content,
				past: await pastSubjects(db, issueId),
				publicUrl: config.publicUrl,
				mailFrom: config.mailFrom.address,
				published: envelope !== null,
				...(await wordsIn(own)),
				inLanguage,
				logo: await renderer.logo(content.links.home),
			},
		},
		options,
	);
}
