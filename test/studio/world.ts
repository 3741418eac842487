import { createHash } from "node:crypto";
import { mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TEMPLATES } from "../../src/app.ts";
import { type Clock, systemClock } from "../../src/clock.ts";
import { readConfig } from "../../src/config/config.ts";
import type { Db } from "../../src/db/schema.ts";
import { findReaders } from "../../src/db/subscriber/readers.ts";
import { subscriberById } from "../../src/db/subscriber/subscribers.ts";
import type { CompiledForAll } from "../../src/issue/content/compiled-issue.ts";
import type { IssueContent } from "../../src/issue/content/content.ts";
import {
	anonymousReader,
	type Reader,
} from "../../src/issue/content/reader.ts";
import { TemplateError } from "../../src/issue/renderer.ts";
import { type Mailbox, openMailbox } from "../../src/mail/mailbox.ts";
import { readersOf } from "../../src/reader/reader.ts";
import { createRenderer } from "../../src/render/create-renderer.ts";
import { escapeHtml } from "../../src/render/mail-html.ts";
import { openCompiledIssue } from "../../src/render/merge/open-issue.ts";
import type {
	Checked,
	ComingIssue,
	StudioDeps,
} from "../../src/studio/deps.ts";
import { addSubscriber } from "../../src/subscriber/sign-up/add-subscriber.ts";
import { createTokens } from "../../src/subscriber/token.ts";
import type { TestDatabase } from "../support/databases.ts";
import { issueContent } from "./content.ts";

const TEMPLATE_FILE = "weekly.html";

const TEMPLATE = `<!doctype html>
<html><head><meta name="color-scheme" content="light dark">
<style>body { color: rgb(0, 0, 1) } @media (prefers-color-scheme: dark) { body { color: rgb(250, 250, 251) } }</style></head>
<body>
<h1>@subject</h1>
<p id="greeting">%%slot:when:named%%</p>
<ul>%%slot:each:tools:1%%</ul>
<a id="home" href="http://localhost/">Home</a>
</body></html>
`;

/** A context over a real database, a real mailbox file and a folder with one template of its own. */
export interface World {
	deps: StudioDeps;
	db: Db;
	mailbox: Mailbox;
	clock: Clock;
	/** What is coming; a test may exchange it. */
	coming: ComingIssue;
	/** What preflight says of it; a test may exchange it. */
	checked: Checked;
	/** Rewrites the template. */
	edit(change: (template: string) => string): Promise<void>;
	subscribe(email: string, name: string, bookmarks: string[]): Promise<number>;
	close(): Promise<void>;
}

export async function openWorld(
	{ db }: TestDatabase,
	clock: Clock = systemClock,
): Promise<World> {
	const folder = await mkdtemp(join(tmpdir(), "studio-"));
	const template = join(folder, TEMPLATE_FILE);
	await writeFile(template, TEMPLATE);
	const closing = new AbortController();
	const mailbox = openMailbox(":memory:");
	const tokens = createTokens("0123456789abcdef0123456789abcdef");
	const world: World = {
		db,
		mailbox,
		clock,
		coming: comingIssue(issueContent()),
		checked: { findings: [], leftOut: [], at: null, seen: false },
		edit: async (change) => {
			// As editors do: whoever reads meanwhile gets the old one or the new one.
			const draft = `${template}~`;
			await writeFile(draft, change(await readFile(template, "utf8")));
			await rename(draft, template);
		},
		subscribe: async (email, name, bookmarks) => {
			await saveTools(db, bookmarks);
			const { subscriber } = await addSubscriber(db, clock, {
				email,
				name,
				confirmed: true,
				bookmarks,
			});
			return subscriber.id;
		},
		close: async () => {
			closing.abort();
			mailbox.close();
			await rm(folder, { recursive: true });
		},
		deps: {
			clock,
			config: readConfig({}),
			templatesDir: folder,
			mailbox,
			letters: createRenderer({ templatesDir: TEMPLATES }),
			closing: closing.signal,
			coming: async () => world.coming,
			pastIssues: async () => [],
			readers: (query) => findReaders(db, query),
			async reader(id) {
				if (id === null) return nobodyYet;
				const subscriber = await subscriberById(db, id);
				if (!subscriber) return null;
				const readers = await readersOf(
					{ db, tokens, config: readConfig({}) },
					0,
					[subscriber],
				);
				return readers.get(id) ?? null;
			},
			async render(content, reader) {
				const issue = openCompiledIssue(
					await compile(folder, content),
					ENVELOPE,
				);
				return {
					subject: issue.subject(reader),
					html: issue.html(reader),
					text: issue.text(reader),
					raw: issue.message(reader, "preview@localhost"),
				};
			},
			check: async () => world.checked,
			stamp: async () =>
				createHash("sha256")
					.update(await readFile(template, "utf8"))
					.update(JSON.stringify(world.coming))
					.digest("hex"),
		},
	};
	return world;
}

export function comingIssue(content: IssueContent): ComingIssue {
	return {
		issue: {
			id: 1,
			number: content.number,
			state: "draft",
			send_at: "2026-11-24T09:00:00.000Z",
			note: null,
		},
		content,
		items: [
			{
				place: "lead",
				title: content.leads[0]?.title ?? "",
				reasonCode: "lead",
				reason: "The panel disagrees most about it.",
			},
			{
				place: "passed",
				title: "Inkwell vs Scribe",
				reasonCode: "held-back",
				reason: "Held back by its weight of -1.",
			},
		],
		blocked: null,
	};
}

const ENVELOPE = {
	from: { name: "Weekly AI Tool Verdicts", address: "digest@localhost" },
	replyTo: null,
	date: "2026-11-24T09:00:00.000Z",
	listId: "weekly.localhost",
	archiveUrl: "http://localhost:8080/issues",
	issueNumber: 7,
};

const nobodyYet: Reader = {
	...anonymousReader,
	address: "someone@example.com",
	unsubscribeUrl: "http://localhost:8080/unsubscribe/preview",
};

/** The smallest template language: `@subject`, and `@broken` is a mistake. */
async function compile(
	folder: string,
	content: IssueContent,
): Promise<CompiledForAll> {
	const source = await readFile(join(folder, TEMPLATE_FILE), "utf8");
	const mistake = source.split("\n").findIndex((line) => /@broken/.test(line));
	if (mistake >= 0)
		throw new TemplateError(
			TEMPLATE_FILE,
			mistake + 1,
			"there is no such thing: @broken",
		);
	return {
		format: 1,
		subject: content.subject,
		html: {
			body: source.replaceAll("@subject", () => escapeHtml(content.subject)),
			partials: {
				"when:named": "Hello, %%slot:name%%!",
				"each:tools:1": "<li>%%slot:tool.name%%</li>",
			},
		},
		text: {
			body: `${content.subject}\n\n%%slot:each:tools:1%%`,
			partials: { "each:tools:1": "- %%slot:tool.name%%\n" },
		},
	};
}

async function saveTools(db: Db, slugs: readonly string[]): Promise<void> {
	for (const slug of slugs)
		await db
			.insertInto("tools")
			.values({
				slug,
				name: slug,
				tagline: "",
				category: "",
				pricing: "",
				entry_price: "",
				best_for: "",
				description: "",
				stated_share: 75,
				community_ship: null,
				community_skip: null,
				community_share: null,
				as_of: "2026-11-01T00:00:00.000Z",
				created_at: "2026-11-01T00:00:00.000Z",
				updated_at: "2026-11-01T00:00:00.000Z",
			})
			.onConflict((conflict) => conflict.doNothing())
			.execute();
}
