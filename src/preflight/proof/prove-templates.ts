import type { Context } from "../../context.ts";
import {
	type CohortKey,
	cohortOf,
	cohortsOf,
} from "../../issue/content/compiled-issue.ts";
import type { IssueContent } from "../../issue/content/content.ts";
import { envelopeOf } from "../../issue/content/envelope.ts";
import type { BookmarkedTool, Reader } from "../../issue/content/reader.ts";
import type { Finding } from "../../issue/preflight-report.ts";
import type { MarkedIssue } from "../../issue/renderer.ts";
import {
	LANGUAGE_NAMES,
	type LanguageTag,
} from "../../issue/words/language/tags.ts";
import { previewReader } from "../../reader/preview-reader.ts";
import { turn } from "../../time/turn.ts";
import { leftInTemplates } from "../checks/check-placeholders.ts";
import { parseDocument } from "../checks/html-tree.ts";
import { finding, quoteList } from "../finding.ts";
import { factsOfOthers } from "./facts-of-others.ts";
import type { Lack, ProofCopy } from "./lack.ts";
import { missingFacts, missingInBrief } from "./missing-facts.ts";
import { proofIssue } from "./proof-issue.ts";
import { unspokenVerdicts } from "./unspoken-verdicts.ts";

/** The proofs of this process, by the hash of the templates. */
const proofs = new Map<string, Promise<Finding[]>>();
/** An editor who writes a template makes a new state with each save. */
const MAX_PROOFS = 8;

/**
 * Proves that the templates say everything: each name, price, share, score,
 * verdict, summary and link, in both parts of every cohort. The issue that they
 * are given is made up, so that nothing in it can be taken for something else.
 * It is given in each language of the publication, because the words of one may
 * hide what those of another show. One state of the templates is proven once.
 *
 * @throws TemplateError
 */
export async function proveTemplates(
	context: Pick<Context, "renderer" | "config" | "clock">,
): Promise<Finding[]> {
	const { renderer } = context;
	const { languages } = context.config;
	const state = [await renderer.templateHash(), ...languages].join(" ");
	const known = proofs.get(state);
	if (known) return known;
	const findings = proveAll(context);
	const [oldest] = proofs.keys();
	if (oldest !== undefined && proofs.size >= MAX_PROOFS) proofs.delete(oldest);
	proofs.set(state, findings);
	findings.catch(() => proofs.delete(state));
	return findings;
}

async function proveAll(
	context: Pick<Context, "renderer" | "config" | "clock">,
): Promise<Finding[]> {
	const findings: Finding[] = [];
	for (const language of context.config.languages)
		findings.push(...(await prove(context, language)));
	return findings;
}

/** What a message leaves out where it is too long is decided by content, not by templates. */
const WHOLE = { whole: true };

async function prove(
	{ renderer, config, clock }: Pick<Context, "renderer" | "config" | "clock">,
	language: LanguageTag,
): Promise<Finding[]> {
	const inLanguage = (issue: IssueContent) => ({ ...issue, language });
	const issue = inLanguage(proofIssue());
	const envelope = envelopeOf(config, issue.number, clock.now());
	const compile = async (content: IssueContent) => {
		const compiled = await renderer.compile(content, WHOLE);
		return {
			keys: [...cohortsOf(compiled).keys()],
			open: renderer.open(compiled, envelope),
		};
	};
	const { keys, open } = await compile(issue);
	const swapped = await compile(inLanguage(proofIssue(true)));
	const marked = await renderer.compileMarked(issue, WHOLE);
	const words = await renderer.verdictWords(language);
	const ownWords = await renderer.ownWords(language);
	const copyOf = (from: typeof open, reader: Reader): ProofCopy => ({
		html: from.html(reader),
		text: from.text(reader),
	});
	const lacks = new Map<string, { lack: Lack; cohorts: CohortKey[] }>();
	const left: Finding[] = [];
	for (const cohort of keys) {
		const reader = readerOf(cohort, config.publicUrl);
		await turn();
		const copy = copyOf(open, reader);
		const missing = [
			...missingFacts(copy, issue, reader),
			...(reader.format === "brief"
				? missingInBrief(markedParts(marked, reader))
				: []),
			...factsOfOthers(copy, issue, reader, words),
		];
		await turn();
		for (const lack of [
			...missing,
			...unspokenVerdicts(copy, copyOf(swapped.open, reader), issue),
		]) {
			const key = JSON.stringify([lack.kind, lack.part, lack.what]);
			const same = lacks.get(key) ?? { lack, cohorts: [] };
			same.cohorts.push(cohort);
			lacks.set(key, same);
		}
		await turn();
		left.push(
			...leftInTemplates(
				{
					dom: parseDocument(copy.html),
					html: copy.html,
					text: copy.text,
					texts: [],
				},
				null,
				ownWords,
			),
		);
	}
	const distinct = new Map(left.map((one) => [JSON.stringify(one), one]));
	return [
		...[...lacks.values()].map(({ lack, cohorts }) =>
			asFinding(
				lack,
				cohorts,
				config.languages.length > 1 ? ` in ${LANGUAGE_NAMES[language]}` : "",
			),
		),
		...distinct.values(),
	];
}

function markedParts({ copy, texts }: MarkedIssue, reader: Reader) {
	const { cohort, html, text } = copy(reader);
	return { dom: parseDocument(html), text, texts: texts.get(cohort) ?? [] };
}

/** With a bookmark that changed and with something that flipped while they were away, so that nothing a template can say is left out. */
function readerOf(cohort: CohortKey, publicUrl: string): Reader {
	const own = (name: string): BookmarkedTool => ({
		name,
		url: `${publicUrl}/tools/${name.toLowerCase()}`,
		panel: {
			verdict: null,
			share: null,
			ship: null,
			skip: null,
			basis: "unknown",
		},
		change: `${name} changed`,
		news: null,
	});
	const bookmarks = [own("Vexbrandor")];
	return {
		...previewReader(publicUrl),
		...cohortOf(cohort),
		...{ bookmarks, bookmarksTotal: 1 },
		away: {
			flips: [own("Quorthyxal")],
			more: 0,
			issuesUrl: `${publicUrl}/issues`,
		},
	};
}

function asFinding(
	{ level, kind, part, what, fix }: Lack,
	cohorts: readonly CohortKey[],
	inLanguage: string,
): Finding {
	return finding(
		level,
		`template-lacks-${kind}`,
		`templates, ${part} of the digest ${quoteList(cohorts, 10)}${inLanguage}`,
		what,
		fix,
	);
}
