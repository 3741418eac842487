import { sql } from "kysely";
import { takeReport } from "../../src/delivery/returns/take-report.ts";
import { randomFrom } from "../soak/random.ts";
import { testContext } from "../support/context.ts";
import { freshSqlite } from "../support/databases.ts";
import { sealedIssue } from "../support/sending.ts";
import { DEVELOPMENT } from "./corpus/development.ts";
import { HELD_OUT } from "./corpus/held-out.ts";
import { READER } from "./corpus/shapes.ts";
import { DAMAGES, damaged } from "./damage.ts";

const ALL = [...DEVELOPMENT, ...HELD_OUT];
/** Whom the originals name in passing, and others who are nowhere. */
const OTHERS = [
	"bystander@example.com",
	"editor@example.com",
	"somebody.else@example.com",
	"hello@digest.example",
	"nobody@example.org",
];

export interface Damage {
	taken: number;
	/** Messages that suppressed somebody they were about. */
	suppressed: number;
	/** Who was suppressed and should not have been. */
	wrong: string[];
}

/**
 * Damages messages that came back and takes them in, half of them at an address
 * with a token. Every address that occurs in them is a subscriber who got the issue.
 */
export async function takeDamaged({
	count,
	seed,
	say = () => {},
}: {
	count: number;
	seed: number;
	say?(line: string): void;
}): Promise<Damage> {
	const random = randomFrom(seed);
	const database = await freshSqlite();
	const context = testContext(database, {
		BOUNCE_MAILBOX: "bounces@example.com",
	});
	const { db, tokens } = context;
	// What is tried here does not depend on the disk.
	await sql`pragma synchronous = off`.execute(db);
	const addresses = [
		...new Set([READER, ...ALL.flatMap((one) => one.recipients), ...OTHERS]),
	];
	const issueId = await sealedIssue(context, addresses.length);
	for (const [index, email] of addresses.entries())
		await db
			.updateTable("subscribers")
			.set({ email, email_key: email.toLowerCase() })
			.where("id", "=", index + 1)
			.execute();
	await db
		.updateTable("deliveries")
		.set({ state: "accepted", updated_at: context.clock.now() })
		.execute();
	const damage: Damage = { taken: 0, suppressed: 0, wrong: [] };
	const pick = <T>(some: readonly T[]): T =>
		some[random.whole(some.length)] as T;
	while (damage.taken < count) {
		const [one, other] = [pick(ALL), pick(ALL)];
		const how = pick(DAMAGES);
		const at = random.whole(1_000_000);
		const to = random.whole(1_000_000);
		const text = damaged(one.raw, other.raw, at, to, how);
		const about = random.chance(0.5) ? 1 + random.whole(addresses.length) : 0;
		const token = tokens.bounce.sign({
			kind: "delivery",
			issueId,
			subscriberId: about,
		});
		const raw =
			about === 0
				? text
				: `Delivered-To: bounces+${token}@example.com\n${text}`;
		await takeReport({ ...context, notify: async () => {} }, Buffer.from(raw));
		damage.taken++;
		if (damage.taken % 1_000 === 0) say(`${damage.taken} of ${count}`);
		const hit = await db
			.selectFrom("subscribers")
			.select(["id", "email"])
			.where((eb) =>
				eb.or([eb("suppressed", "is not", null), eb("state", "<>", "active")]),
			)
			.execute();
		if (hit.length === 0) continue;
		const right = about === 0 ? [...one.recipients, ...other.recipients] : [];
		for (const { id, email } of hit)
			if (about === 0 ? !right.includes(email) : id !== about)
				damage.wrong.push(
					`${email} by ${how} at ${at} and ${to} of ${ALL.indexOf(one)} and ${ALL.indexOf(other)}${about === 0 ? "" : `, the token names ${addresses[about - 1]}`}`,
				);
			else damage.suppressed++;
		await sql`update subscribers set suppressed = null, state = 'active', unsubscribed_at = null`.execute(
			db,
		);
		await db.deleteFrom("suppressions").execute();
		await db
			.deleteFrom("feedback")
			.where(
				"subscriber_id",
				"in",
				hit.map(({ id }) => id),
			)
			.execute();
	}
	await db.destroy();
	return damage;
}
