import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import { openDatabase } from "../../../src/db/open.ts";
import type { Db } from "../../../src/db/schema.ts";
import { startDigest } from "../../support/process.ts";
import { askAgain, client } from "../http-client.ts";
import { writeComparisons } from "../import.ts";
import type { Measurement } from "../measurement.ts";
import { type BesideInstallation, get, shown } from "./installation.ts";
import { during, perSecond } from "./rate.ts";
import { sendingBesideTabs } from "./tabs.ts";

const CLIENTS = 50;
const OLD_ISSUES = 10;
/** Of the issue that is sent. */
const NUMBER = 500;
const A_YEAR_AGO = "2025-11-01T00:00:00.000Z";

/** The messages sent a second while the process also answers, deletes and imports. */
export async function sendingBesideWork(
	installation: BesideInstallation,
): Promise<Measurement[]> {
	const db = openDatabase(join(installation.dataDir, "digest.sqlite"));
	const measurements: Measurement[] = [];
	try {
		const issue = await issueToEverybody(db);
		const env = {
			...installation.env,
			RETAIN_LOGS: "6mo",
			RETAIN_DELIVERIES: "6mo",
		};
		let serving = await serve(env);
		const sent = () => acceptedIn(db, issue);
		const quiet = await perSecond(sent);
		const add = (name: string, value: number) =>
			measurements.push({
				name: `messages sent a second, ${name}`,
				value,
				unit: "/s",
				peer: "the same without it",
				peerValue: quiet,
				ratio: value / quiet,
				target: "printed",
				pass: value > 0,
			});
		for (const page of installation.pages)
			add(
				`beside ${CLIENTS} clients of ${shown(page)}`,
				await during(
					(stop) => askAgain(CLIENTS, () => get(serving.site, page), stop),
					sent,
				),
			);
		measurements.push(
			...(await sendingBesideTabs(serving.studio, NUMBER, sent)),
		);
		const file = join(installation.dataDir, "comparisons.jsonl");
		await writeComparisons(file);
		const importing = startDigest(["import", file], installation.env);
		add(
			"beside an import of 10,000 comparisons",
			await perSecond(sent, importing.ended),
		);
		await serving.stop();
		const before = await oldDeliveries(db);
		serving = await serve(env);
		add(
			`beside deleting the logs of ${before.toLocaleString("en")} deliveries`,
			await perSecond(sent),
		);
		await serving.stop();
		return measurements;
	} finally {
		await db.destroy();
	}
}

async function serve(env: Record<string, string>) {
	const server = startDigest(["serve"], env);
	const site = await server.says(/readers +(http:\S+)\/\n/);
	const studio = await server.says(/Studio +(http:\S+)\/studio/);
	// It has begun to send, and compiled its code.
	await wait(3_000);
	return {
		site: client(site),
		studio,
		stop: async () => {
			server.child.kill("SIGKILL");
			await server.ended;
		},
	};
}

async function acceptedIn(db: Db, issue: number): Promise<number> {
	const { count } = await db
		.selectFrom("deliveries")
		.select((eb) => eb.fn.countAll<number>().as("count"))
		.where("issue_id", "=", issue)
		.where("state", "=", "accepted")
		.executeTakeFirstOrThrow();
	return Number(count);
}

/** The last issue of the demo once more, to everybody. */
async function issueToEverybody(db: Db): Promise<number> {
	const last = await db
		.selectFrom("issues")
		.selectAll()
		.where("state", "=", "complete")
		.orderBy("id", "desc")
		.executeTakeFirstOrThrow();
	const { id: _, ...copy } = last;
	const { id } = await db
		.insertInto("issues")
		.values({
			...copy,
			number: NUMBER,
			slot: null,
			state: "sending",
			completed_at: null,
			final_counts: null,
		})
		.returning("id")
		.executeTakeFirstOrThrow();
	await sql`
		insert into deliveries (issue_id, subscriber_id, state, attempts, fence, updated_at)
		select ${id}, id, 'pending', 0, 0, ${last.updated_at}
		from subscribers where state = 'active'`.execute(db);
	await sql`
		update issues set recipients = (select count(*) from deliveries where issue_id = ${id})
		where id = ${id}`.execute(db);
	return id;
}

/** Deliveries of a year ago, whose replies and attempts are to be deleted by the day's job. Returns how many. */
async function oldDeliveries(db: Db): Promise<number> {
	const [last] = await db
		.selectFrom("issues")
		.selectAll()
		.where("state", "=", "complete")
		.limit(1)
		.execute();
	if (!last) throw new Error("the demo leaves complete issues");
	const { id: _, ...copy } = last;
	let total = 0;
	for (let issue = 1; issue <= OLD_ISSUES; issue++) {
		const { id } = await db
			.insertInto("issues")
			.values({
				...copy,
				number: 1_000 + issue,
				slot: null,
				sealed_at: A_YEAR_AGO,
				completed_at: A_YEAR_AGO,
				updated_at: A_YEAR_AGO,
				logs_deleted_at: null,
			})
			.returning("id")
			.executeTakeFirstOrThrow();
		const { numAffectedRows } = await sql`
			insert into deliveries (issue_id, subscriber_id, state, attempts, fence, smtp_code, smtp_reply, updated_at)
			select ${id}, id, 'accepted', 1, 1, 250, '250 2.0.0 Ok: queued', ${A_YEAR_AGO}
			from subscribers limit 100000`.execute(db);
		total += Number(numAffectedRows);
	}
	await db.deleteFrom("job_runs").execute();
	return total;
}
