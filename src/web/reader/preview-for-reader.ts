import { createHash } from "node:crypto";
import { html } from "hono/html";
import type { SubscriberRow } from "../../db/schema.ts";
import type { CompiledIssue } from "../../issue/content/compiled-issue.ts";
import { envelopeOf } from "../../issue/content/envelope.ts";
import { upcomingIssue } from "../../issue/content/upcoming.ts";
import { readersOf } from "../../reader/reader.ts";
import type { WebDeps } from "../http/deps.ts";
import { page } from "../http/page.ts";

/**
 * The coming issue as one reader will get it, if it went out now. It is
 * compiled once for all readers, and again when its content has changed.
 */
export function nextPreview(deps: WebDeps) {
	const { clock, config, renderer } = deps;
	let last: { key: string; compiled: Promise<CompiledIssue> } | undefined;

	return async (subscriber: SubscriberRow) => {
		const coming = await upcomingIssue(deps);
		const { content } = coming;
		if (!content) return nothingYet(deps);
		const key = createHash("sha256")
			.update(JSON.stringify(content))
			.digest("hex");
		if (last?.key !== key) last = { key, compiled: renderer.compile(content) };
		const issueId = coming.issue?.id ?? 0;
		const readers = await readersOf(deps, issueId, [subscriber]);
		const reader = readers.get(subscriber.id);
		const envelope = envelopeOf(config, content.number, clock.now());
		return reader
			? renderer.open(await last.compiled, envelope).html(reader)
			: nothingYet(deps);
	};
}

function nothingYet({ config }: WebDeps) {
	return page(config, {
		title: "The next digest",
		main: html`<section class="act"><h1>Nothing yet</h1><p>This week’s comparisons are still to come. Look again in a day or two.</p></section>`,
	});
}
