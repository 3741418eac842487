import type {
	CompiledForAll,
	CompiledIssue,
} from "../../src/issue/content/compiled-issue.ts";
import type { Envelope } from "../../src/issue/content/envelope.ts";
import type { Reader } from "../../src/issue/content/reader.ts";
import type { MarkedIssue, OpenIssue } from "../../src/issue/renderer.ts";
import { listUnsubscribe } from "../../src/render/merge/headers.ts";

/**
 * A renderer for tests of the sender. It makes small messages without a
 * template; the same reader always gets the same bytes.
 */
export const plainRenderer = {
	templateHash: async () => "plain",
	logo: async () => null,
	compile: async ({
		subject,
	}: {
		subject: string;
	}): Promise<CompiledIssue> => ({
		format: 2,
		cohorts: {
			full: {
				subject,
				html: { body: "", partials: {} },
				text: { body: "", partials: {} },
			},
		},
	}),
	compileMarked: async (): Promise<MarkedIssue> => ({
		fitted: new Map(),
		texts: new Map(),
		copy: () => ({ cohort: "full", html: "", text: "" }),
	}),
	ownWords: async () => [],
	verdictWords: async () => ({
		full: { ship: "+ Ship", skip: "× Skip", unknown: "? Not given" },
		brief: { ship: "+ Ship", skip: "× Skip", unknown: "? Not given" },
	}),
	open: (
		compiled: CompiledIssue | CompiledForAll,
		envelope: Envelope,
	): OpenIssue => ({
		subject: () => subjectOf(compiled),
		html: () => "",
		text: () => "",
		message: (reader: Reader, messageId: string) =>
			Buffer.from(
				[
					`From: <${envelope.from.address}>`,
					`To: <${reader.address}>`,
					`Subject: ${subjectOf(compiled)}`,
					`Date: ${reader.date ?? envelope.date}`,
					`Message-ID: <${messageId}>`,
					`List-Unsubscribe: ${listUnsubscribe(envelope.unsubscribeMailbox ?? null)(reader.unsubscribeUrl ?? "")}`,
					"",
					`Hello ${reader.name}, with ${reader.bookmarksTotal} bookmarks.`,
					"",
				].join("\r\n"),
			),
	}),
	confirmation: blank,
	welcome: blank,
	goodbye: blank,
	preferencesLink: blank,
	stillWanted: blank,
	notice: blank,
	signIn: blank,
};

async function blank() {
	return { subject: "", html: "", text: "" };
}

function subjectOf(compiled: CompiledIssue | CompiledForAll): string {
	return compiled.format === 1
		? compiled.subject
		: compiled.cohorts.full.subject;
}
