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
import type { OpenIssue } from "../../issue/renderer.ts";
import { readersOf } from "../../reader/reader.ts";
import type { WebDeps } from "../http/deps.ts";
import { page } from "../http/page.ts";
import { readerWords } from "../language/words-for.ts";

/**
 * Returns a function that renders the upcoming issue as one reader would get it
 * now, or the latest issue while there is nothing for the next one or its draft is
 * not approved. The issue is compiled once for all readers, and again if it changes.
 */
export function upcomingPreview(deps: WebDeps) {
	const { clock, config, renderer } = deps;
	const latestIssue = latestPreview(deps);
	let last: { key: string; open: Promise<OpenIssue> } | undefined;

	return async (subscriber: SubscriberRow) => {
		const coming = await upcomingIssue(deps);
		const { content } = coming;
		// What an editor still writes is nobody else's to read.
		const isOpen = coming.issue?.state === "draft";
		if (!content || isOpen) return latestIssue(subscriber);
		const key = `${await renderer.templateHash()} ${contentVersion(content)}`;
		if (last?.key !== key) {
			const envelope = envelopeOf(config, content.number, clock.now());
			const open = renderer
				.compile(content)
				.then((compiled) => renderer.open(compiled, envelope));
			last = { key, open };
		}
		const issueId = coming.issue?.id ?? 0;
		const readers = await readersOf(deps, issueId, [subscriber]);
		const reader = readers.get(subscriber.id);
		return reader
			? (await last.open).html(reader)
			: noPreviewPage(deps, subscriber);
	};
}

/** While the next issue has no comparisons, the latest shows what format and lens do. */
function latestPreview(deps: WebDeps) {
	const { db, renderer } = deps;
	let last: { id: number; open: OpenIssue } | undefined;

	return async (subscriber: SubscriberRow) => {
		const [issue] = await issuesInStates(db, SEALED_STATES, 1);
		if (!issue) return noPreviewPage(deps, subscriber);
		if (last?.id !== issue.id) {
			const documents = await sealedDocuments(db, issue.id);
			if (!documents) return noPreviewPage(deps, subscriber);
			const compiled: CompiledIssue = JSON.parse(documents.compiled);
			const envelope: Envelope = JSON.parse(documents.envelope);
			last = { id: issue.id, open: renderer.open(compiled, envelope) };
		}
		const { open } = last;
		const readers = await readersOf(deps, issue.id, [subscriber]);
		const reader = readers.get(subscriber.id);
		return reader ? open.html(reader) : noPreviewPage(deps, subscriber);
	};
}

function noPreviewPage({ config }: WebDeps, subscriber: SubscriberRow) {
	const words = readerWords(config, subscriber);
	const { title, heading, what } = words.preferences.noPreview;
	return page(config, {
		words,
		title,
		main: html`<section class="narrow"><h1>${heading}</h1><p>${what}</p></section>`,
	});
}
