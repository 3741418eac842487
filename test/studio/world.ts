import { createHash } from "node:crypto";
import { mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TEMPLATES } from "../../src/app.ts";
import { readConfig } from "../../src/config/config.ts";
import { addBookmarks } from "../../src/db/catalog/bookmarks.ts";
import { toolIdsBySlug } from "../../src/db/catalog/catalog.ts";
import { countsOfIssue } from "../../src/db/delivery/deliveries.ts";
import type { Db } from "../../src/db/schema.ts";
import type { CompiledIssue } from "../../src/issue/content/compiled-issue.ts";
import type { IssueContent } from "../../src/issue/content/content.ts";
import { TemplateError } from "../../src/issue/renderer.ts";
import { createLog } from "../../src/log.ts";
import { type Mailbox, openMailbox } from "../../src/mail/mailbox.ts";
import { createRenderer } from "../../src/render/create-renderer.ts";
import { escapeHtml } from "../../src/render/mail-html.ts";
import { openCompiledIssue } from "../../src/render/merge/open-issue.ts";
import type {
	CheckResult,
	StudioDeps,
	StudioIssue,
} from "../../src/studio/deps.ts";
import { addSubscriber } from "../../src/subscriber/sign-up/add-subscriber.ts";
import { createTokens } from "../../src/subscriber/token.ts";
import { type Clock, systemClock } from "../../src/time/clock.ts";
import { nothingFound } from "../support/context.ts";
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

/** A studio with a real database, a real mailbox and a folder with one template. */
export interface World {
	deps: StudioDeps;
	db: Db;
	mailbox: Mailbox;
	clock: Clock;
	/** The upcoming issue; a test may replace it. */
	upcoming: StudioIssue;
	/** What preflight found in it; a test may replace it. */
	checked: CheckResult;
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
		upcoming: upcomingIssue(issueContent()),
		checked: { findings: [], copies: 2, leftOut: [], at: null, seen: false },
		edit: async (change) => {
			// As editors save: a reader gets the old file or the new one, never half of it.
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
			});
			const tools = await toolIdsBySlug(db, bookmarks);
			const ids = [...tools.values()];
			await addBookmarks(db, subscriber.id, ids, clock.now());
			return subscriber.id;
		},
		close: async () => {
			closing.abort();
			mailbox.close();
			await rm(folder, { recursive: true });
		},
		deps: {
			log: createLog("silent"),
			clock,
			config: readConfig({}),
			templatesDir: folder,
			mailbox,
			db,
			tokens,
			settings: [],
			jobs: async () => [],
			closing: closing.signal,
			upcoming: async () => world.upcoming,
			glance: () => world.deps.upcoming(),
			templateHash: () => world.deps.renderer.templateHash(),
			signer: async () => null,
			countsOf: (issue) => countsOfIssue(db, issue),
			// These pages approve and send nothing: that is tested with the whole app.
			preflight: nothingFound,
			instruments: () => Promise.reject(new Error("no instruments")),
			signUps: { wake() {} },
			letters: { sendLetter: () => Promise.reject(new Error("no letters")) },
			check: async () => world.checked,
			renderer: {
				...createRenderer({ templatesDir: TEMPLATES }),
				templateHash: async () =>
					createHash("sha256")
						.update(await readFile(template, "utf8"))
						.digest("hex"),
				compile: (content) => compile(folder, content),
				open: openCompiledIssue,
			},
		},
	};
	return world;
}

export function upcomingIssue(content: IssueContent): StudioIssue {
	return {
		issue: {
			id: 1,
			number: content.number,
			state: "draft",
			send_at: "2026-11-24T09:00:00.000Z",
			audience: null,
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

/** A template language with one variable, `@subject`, and one mistake, `@broken`. */
async function compile(
	folder: string,
	content: IssueContent,
): Promise<CompiledIssue> {
	const source = await readFile(join(folder, TEMPLATE_FILE), "utf8");
	const mistake = source.split("\n").findIndex((line) => /@broken/.test(line));
	if (mistake >= 0)
		throw new TemplateError(
			TEMPLATE_FILE,
			mistake + 1,
			"there is no such thing: @broken",
		);
	return {
		format: 2,
		cohorts: {
			full: {
				subject: content.subject,
				html: {
					body: source.replaceAll("@subject", () =>
						escapeHtml(content.subject),
					),
					partials: {
						"when:named": "Hello, %%slot:name%%!",
						"each:tools:1": "<li>%%slot:tool.name%%</li>",
					},
				},
				text: {
					body: `${content.subject}\n\n%%slot:each:tools:1%%`,
					partials: { "each:tools:1": "- %%slot:tool.name%%\n" },
				},
			},
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
