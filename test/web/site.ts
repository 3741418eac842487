import type { Hono } from "hono";
import { readConfig } from "../../src/config/config.ts";
import type { IssueState } from "../../src/db/issue-tables.ts";
import type { Db } from "../../src/db/schema.ts";
import type { ToolContent } from "../../src/issue/content/content.ts";
import { createLog } from "../../src/log.ts";
import { openCompiledIssue } from "../../src/render/merge/open-issue.ts";
import { addSubscriber } from "../../src/subscriber/sign-up/add-subscriber.ts";
import {
	createSignUpWorker,
	type SignUpWorker,
} from "../../src/subscriber/sign-up/sign-up-worker.ts";
import { createTokens, type Tokens } from "../../src/subscriber/token.ts";
import type { Clock } from "../../src/time/clock.ts";
import { createWeb } from "../../src/web/http/app.ts";
import type { WebDeps } from "../../src/web/http/deps.ts";
import { sampleEnvelope, sampleIssue } from "../../templates/samples.ts";
import { FakeClock } from "../support/clock.ts";
import type { TestDatabase } from "../support/databases.ts";
import { plainRenderer } from "../support/renderer.ts";

export interface Site {
	app: Hono;
	/** What the app was made with. */
	deps: WebDeps;
	db: Db;
	clock: FakeClock;
	tokens: Tokens;
	/** Every line that was logged, as one text. */
	logged(): string;
	/** The letters that were mailed, with the data of each. */
	letters: SentLetter[];
	signUps: SignUpWorker;
	/** Requests a page from this IP address. */
	from(ip: string, path: string, init?: RequestInit): Promise<Response>;
}

export interface SentLetter {
	kind: string;
	to: string;
	data: Record<string, unknown>;
	unsubscribeUrl: string | undefined;
}

/** The public pages on a database. Everything is real but the clock and the letters. */
export function openSite(
	{ db }: TestDatabase,
	env: Record<string, string> = {},
): Site {
	const clock = new FakeClock();
	const config = readConfig({
		PUBLIC_URL: "https://digest.example.com",
		...env,
	});
	const tokens = createTokens("a secret for the tests, long enough");
	const lines: string[] = [];
	const log = createLog("info", { write: (line) => lines.push(line) });
	const letters: SentLetter[] = [];
	const signUps = createSignUpWorker({
		db,
		log,
		worker: { name: "site" },
		config,
		clock,
		tokens,
		renderer: {
			confirmation: letterFrom("confirmation"),
			welcome: letterFrom("welcome"),
			goodbye: letterFrom("goodbye"),
			preferencesLink: letterFrom("door"),
			stillWanted: letterFrom("stillWanted"),
			notice: letterFrom("notice"),
			signIn: letterFrom("signIn"),
		},
		async sendLetter({ subject, text, to, unsubscribeUrl }) {
			letters.push({
				kind: subject,
				to,
				data: JSON.parse(text),
				unsubscribeUrl,
			});
		},
	});
	const deps: WebDeps = {
		db,
		clock,
		tokens,
		config,
		log,
		renderer: { ...plainRenderer, open: openCompiledIssue },
		notify: async () => {},
		// Tests run what follows by themselves, and so know when it is done.
		signUps: { wake() {} },
	};
	const app = createWeb(deps);
	return {
		app,
		deps,
		db,
		clock,
		tokens,
		logged: () => lines.join(""),
		letters,
		signUps,
		from: async (ip, path, init) =>
			app.request(path, init, {
				incoming: { socket: { remoteAddress: ip } },
			}),
	};
}

/** A renderer of letters whose text is the data, as JSON. */
function letterFrom(kind: string) {
	return async (data: object) => ({
		subject: kind,
		html: "",
		text: JSON.stringify(data),
	});
}

export async function subscribe(
	site: Site,
	email = "ada@example.com",
): Promise<{ id: number; path: string }> {
	const { subscriber } = await addSubscriber(site.db, site.clock, {
		email,
		confirmed: true,
	});
	const token = site.tokens.sign("unsubscribe", subscriber.id);
	return { id: subscriber.id, path: `/unsubscribe/${token}` };
}

/** Publishes a comparison of two tools, and stores those that are new. */
export async function publish(
	site: Site,
	left: ToolContent,
	right: ToolContent,
	publishedAt = "2026-11-19T09:00:00.000Z",
): Promise<string> {
	const at = site.clock.now();
	const slug = `${left.slug}-vs-${right.slug}`;
	await site.db
		.insertInto("comparisons")
		.values({
			slug,
			left_tool_id: await store(site, left),
			right_tool_id: await store(site, right),
			published_at: publishedAt,
			weight: 0,
			created_at: at,
			updated_at: at,
		})
		.execute();
	return slug;
}

async function store({ db, clock }: Site, tool: ToolContent): Promise<number> {
	const at = clock.now();
	const known = await db
		.selectFrom("tools")
		.select("id")
		.where("slug", "=", tool.slug)
		.executeTakeFirst();
	if (known) return known.id;
	const { id } = await db
		.insertInto("tools")
		.values({
			slug: tool.slug,
			name: tool.name,
			tagline: tool.tagline,
			category: tool.category,
			pricing: tool.pricing,
			entry_price: tool.entryPrice,
			best_for: tool.bestFor,
			description: tool.description,
			stated_share: tool.panel.share,
			community_ship: tool.community?.ship ?? null,
			community_skip: tool.community?.skip ?? null,
			community_share: tool.community?.share ?? null,
			as_of: at,
			created_at: at,
			updated_at: at,
		})
		.returning("id")
		.executeTakeFirstOrThrow();
	for (const review of tool.reviews)
		await db
			.insertInto("reviews")
			.values({ tool_id: id, ...review })
			.execute();
	return id;
}

/** Inserts an issue with this number; sealed, except in the states draft and approved. */
export async function seal(
	{ db, clock }: { db: Db; clock: Clock },
	number: number,
	state: IssueState = "complete",
): Promise<void> {
	const at = clock.now();
	const sealed = state !== "draft" && state !== "approved";
	const body = `<!doctype html><html lang="en"><title>No. ${number}</title><h1>Issue ${number}</h1><p>[%%slot:name%%|%%slot:address%%]</p></html>`;
	await db
		.insertInto("issues")
		.values({
			number,
			state,
			window_start: at,
			window_end: at,
			sealed_at: sealed ? at : null,
			content: sealed
				? JSON.stringify({
						...sampleIssue,
						number,
						subject: `Subject ${number}`,
					})
				: null,
			compiled: sealed
				? JSON.stringify({
						format: 1,
						subject: `Subject ${number}`,
						html: { body, partials: {} },
						text: { body: "", partials: {} },
					})
				: null,
			envelope: sealed ? JSON.stringify(sampleEnvelope) : null,
			created_at: at,
			updated_at: at,
		})
		.execute();
}

/** Every row of every table as text, for comparing. */
export async function dump(db: Db): Promise<string> {
	const tables = await db.introspection.getTables({
		withInternalKyselyTables: true,
	});
	const rows = await Promise.all(
		tables
			.map((table) => table.name)
			.sort()
			.map(async (name) => [
				name,
				await db
					.selectFrom(name as "meta")
					.selectAll()
					.execute(),
			]),
	);
	return JSON.stringify(rows);
}
