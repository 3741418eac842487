import { REVIEWERS } from "../../src/catalog/panel.ts";
import type { Db } from "../../src/db/schema.ts";
import type { Instant } from "../../src/time/clock.ts";

/** Adds a tool whose panel votes as `votes` says: `+` ship, `-` skip, `?` not known. Returns its id. */
export async function seedTool(
	db: Db,
	name: string,
	votes = "+++-",
	at: Instant = "2026-11-01T00:00:00.000Z",
): Promise<number> {
	const { id } = await db
		.insertInto("tools")
		.values({
			slug: name.toLowerCase().replaceAll(" ", "-"),
			name,
			tagline: `${name} in one line`,
			category: "Developer Tools",
			pricing: "Free, then $10 a month",
			entry_price: "Free",
			best_for: "People who try things",
			description: `${name} does one thing and does it well.`,
			stated_share: null,
			community_ship: null,
			community_skip: null,
			community_share: null,
			as_of: at,
			created_at: at,
			updated_at: at,
		})
		.returning("id")
		.executeTakeFirstOrThrow();
	await setVotes(db, id, votes);
	return id;
}

export async function setVotes(
	db: Db,
	toolId: number,
	votes: string,
): Promise<void> {
	await db.deleteFrom("reviews").where("tool_id", "=", toolId).execute();
	await db
		.insertInto("reviews")
		.values(
			REVIEWERS.map((reviewer, index) => ({
				tool_id: toolId,
				reviewer,
				score: votes[index] === "?" ? null : 70 + index,
				verdict:
					votes[index] === "+" ? "ship" : votes[index] === "-" ? "skip" : null,
				body: `The ${reviewer} has a view on this and gives a reason.`,
			})),
		)
		.execute();
}

/** Adds a comparison of two new tools, named after `name`. Returns its id and the tools'. */
export async function seedComparison(
	db: Db,
	name: string,
	publishedAt: Instant,
	more: { weight?: number; createdAt?: Instant; votes?: [string, string] } = {},
): Promise<{ id: number; left: number; right: number }> {
	const left = await seedTool(db, `${name} Left`, more.votes?.[0]);
	const right = await seedTool(db, `${name} Right`, more.votes?.[1]);
	return {
		id: await compare(db, name, left, right, publishedAt, more),
		left,
		right,
	};
}

export async function compare(
	db: Db,
	name: string,
	left: number,
	right: number,
	publishedAt: Instant,
	more: { weight?: number; createdAt?: Instant } = {},
): Promise<number> {
	const { id } = await db
		.insertInto("comparisons")
		.values({
			slug: name.toLowerCase().replaceAll(" ", "-"),
			left_tool_id: left,
			right_tool_id: right,
			published_at: publishedAt,
			weight: more.weight ?? 0,
			created_at: more.createdAt ?? publishedAt,
			updated_at: publishedAt,
		})
		.returning("id")
		.executeTakeFirstOrThrow();
	return id;
}

/** Adds active subscribers, by default `reader1@example.com` and so on. Returns their ids. */
export async function seedSubscribers(
	db: Db,
	count: number,
	addressOf = (number: number) => `reader${number}@example.com`,
): Promise<number[]> {
	const at = "2026-11-01T00:00:00.000Z";
	const ids: number[] = [];
	for (let start = 0; start < count; start += 1_000) {
		const rows = await db
			.insertInto("subscribers")
			.values(
				Array.from({ length: Math.min(1_000, count - start) }, (_, index) => {
					const email = addressOf(start + index + 1);
					return {
						email,
						email_key: email,
						name: `Reader ${start + index + 1}`,
						state: "active" as const,
						created_at: at,
						confirmed_at: at,
						unsubscribed_at: null,
						unsubscribed_by: null,
						updated_at: at,
					};
				}),
			)
			.returning("id")
			.execute();
		ids.push(...rows.map((row) => row.id));
	}
	return ids.sort((a, b) => a - b);
}
