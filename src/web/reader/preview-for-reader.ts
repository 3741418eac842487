import { html } from "hono/html";
import {
	issuesInStates,
	SEALED_STATES,
	sealedDocuments,
} from "../../db/issue/issues.ts";
import type { SubscriberRow } from "../../db/subscriber-tables.ts";
import type { CompiledIssue } from "../../issue/content/compiled-issue.ts";
import { contentVersion } from "../../issue/content/content-hash.ts";
import { type Envelope, envelopeOf } from "../../issue/content/envelope.ts";
import { upcomingIssue } from "../../issue/content/upcoming.ts";
import { readersOf } from "../../reader/reader.ts";
import type { WebDeps } from "../http/deps.ts";
import { page } from "../http/page.ts";

/**
 * Returns a function that renders the upcoming issue as one reader would get it
 * now, or the latest issue while there is nothing for the next one. The issue is
 * compiled once for all readers, and again if it changes.
 */
export function upcomingPreview(deps: WebDeps) {
	const { clock, config, renderer } = deps;
	let last: { key: string; compiled: Promise<CompiledIssue> } | undefined;

	return async (subscriber: SubscriberRow) => {
		const coming = await upcomingIssue(deps);
		const { content } = coming;
		if (!content) return latestIssue(deps, subscriber);
		const key = `${await renderer.templateHash()} ${contentVersion(content)}`;
		if (last?.key !== key) last = { key, compiled: renderer.compile(content) };
		const issueId = coming.issue?.id ?? 0;
		const readers = await readersOf(deps, issueId, [subscriber]);
		const reader = readers.get(subscriber.id);
		const envelope = envelopeOf(config, content.number, clock.now());
		return reader
			? renderer.open(await last.compiled, envelope).html(reader)
			: noPreviewPage(deps);
	};
}

/** While the next issue has no comparisons, the latest shows what format and lens do. */
async function latestIssue(deps: WebDeps, subscriber: SubscriberRow) {
	const [issue] = await issuesInStates(deps.db, SEALED_STATES, 1);
	const documents = issue && (await sealedDocuments(deps.db, issue.id));
	if (!issue || !documents) return noPreviewPage(deps);
	const compiled: CompiledIssue = JSON.parse(documents.compiled);
	const envelope: Envelope = JSON.parse(documents.envelope);
	const readers = await readersOf(deps, issue.id, [subscriber]);
	const reader = readers.get(subscriber.id);
	return reader
		? deps.renderer.open(compiled, envelope).html(reader)
		: noPreviewPage(deps);
}

function noPreviewPage({ config }: WebDeps) {
	return page(config, {
		title: "The next digest",
		main: html`<section class="narrow"><h1>Nothing yet</h1><p>There are no comparisons for the next issue yet. Look again in a day or two.</p></section>`,
	});
}
