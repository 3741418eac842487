import { expect, test } from "vitest";
import { figuresOf } from "../../src/db/issue/issue-figures.ts";
import { issueById } from "../../src/db/issue/issues.ts";
import { weeksSince } from "../../src/db/subscriber/list-weeks.ts";
import { countFigures } from "../../src/report/count-figures.ts";
import { weekOf } from "../../src/report/count-weeks.ts";
import { currentFigures } from "../../src/report/current-figures.ts";
import { csvOf } from "../../src/report/figure.ts";
import { issueReport } from "../../src/report/issue-report.ts";
import { trendReport } from "../../src/report/trend-report.ts";
import { shift } from "../../src/time/clock.ts";
import { issueContent } from "../studio/content.ts";
import { FakeClock } from "../support/clock.ts";
import { testContext } from "../support/context.ts";
import { describeDatabases } from "../support/databases.ts";
import { SEALED, seedSentIssue } from "./seed-report.ts";

const noPlan = async () => null;

describeDatabases("figures", (database) => {
	const count = async (at: string) => {
		const context = testContext(database, {}, new FakeClock(at));
		return countFigures(context, noPlan);
	};

	test("an issue that ended is counted once, by provider, cause, time and choice", async () => {
		const { db } = database;
		const { id } = await seedSentIssue(db, issueContent());
		expect((await count(shift(SEALED, 86_400_000))).issues).toBe(1);
		expect((await count(shift(SEALED, 2 * 86_400_000))).issues).toBe(0);
		const issue = await issueById(db, id);
		if (!issue) throw new Error("the issue is gone");
		const report = await issueReport(db, issue);
		expect(report.counted).toBe(17);
		expect(report.accepted).toBe(13);
		expect(report.providers.rows).toEqual([
			["work.example", 60, 2, 3, 0, 0, 0, 1],
			["gmail.com", 10, 10, 0, 0, 1, 0, 0],
			["other domains", 0, 1, 0, 0, 0, 0, 0],
		]);
		expect(report.causes.rows).toEqual([
			["Refused while it was sent", "gone", 2],
			["Complaint", "complaint", 1],
			["Came back later", "full", 1],
			["Refused while it was sent", "policy-us", 1],
		]);
		expect(report.timeline.at(-1)).toEqual({
			at: "2026-11-24T09:10:00.000Z",
			sum: 13,
		});
		expect(report.choices.rows).toContainEqual(["format", "full", 13]);
		expect(report.leftOut.rows).toEqual([["paused until 1 December", 1]]);
	});

	test("no step of an issue is before its seal but the approval, though ten minutes begin before it", async () => {
		const { db } = database;
		const sealed = shift(SEALED, 5 * 60_000);
		const { id } = await seedSentIssue(db, issueContent(), 7, sealed);
		await count(shift(sealed, 86_400_000));
		const issue = await issueById(db, id);
		if (!issue) throw new Error("the issue is gone");
		const { rows } = (await issueReport(db, issue)).steps;
		expect(rows.find(([step]) => step === "Sealed")?.[1]).toBe(sealed);
		expect(rows.find(([step]) => String(step).startsWith("First"))?.[1]).toBe(
			sealed,
		);
	});

	test("a domain of one reader is named nowhere in the figures", async () => {
		const { db } = database;
		const { id } = await seedSentIssue(db, issueContent());
		await count(shift(SEALED, 86_400_000));
		expect(JSON.stringify(await figuresOf(db, id))).not.toContain("lovelace");
	});

	test("figures stay when deliveries and returns are deleted", async () => {
		const { db } = database;
		const { id } = await seedSentIssue(db, issueContent());
		const at = shift(SEALED, 86_400_000);
		await count(at);
		const before = await figuresOf(db, id);
		await db.deleteFrom("deliveries").execute();
		await count(shift(at, 60_000));
		expect(await figuresOf(db, id)).toEqual(before);
	});

	test("a pause by a person is kept with who paused it and until when, also if the log is deleted later", async () => {
		const { db } = database;
		const { id } = await seedSentIssue(db, issueContent());
		const entry = (minutes: number, action: string) =>
			db
				.insertInto("audit_log")
				.values({
					at: shift(SEALED, minutes * 60_000),
					who: "command line",
					action,
					what: `issue ${id}`,
					before: null,
					after: null,
				})
				.execute();
		for (const [minutes, action] of [
			[1, "approve"],
			[2, "pause"],
			[5, "resume"],
			[8, "pause"],
		] as const)
			await entry(minutes, action);
		await count(shift(SEALED, 86_400_000));
		await db.deleteFrom("audit_log").execute();
		const issue = await issueById(db, id);
		if (!issue) throw new Error("the issue is gone");
		const { pauses } = await issueReport(db, issue);
		expect(pauses[0]).toEqual({
			since: shift(SEALED, 120_000),
			until: shift(SEALED, 300_000),
			by: "command line",
		});
		expect(pauses[1]?.since).toBe(shift(SEALED, 480_000));
		expect(pauses).toHaveLength(2);
		// A pause that both the breaker and the log have is one.
		for (const [from, to] of [
			[120_000, 200_000],
			[360_000, 400_000],
		] as const)
			await db
				.insertInto("issue_figures")
				.values({
					issue_id: id,
					figure: "breaker pause",
					name: `${shift(SEALED, from)} ${shift(SEALED, to)}`,
					count: 1,
				})
				.execute();
		const both = (await issueReport(db, issue)).pauses;
		expect(both.map(({ by }) => by)).toEqual([
			"the circuit breaker",
			"command line",
			"command line",
		]);
	});

	test("the command line and the studio have one count", async () => {
		const { db } = database;
		const { id } = await seedSentIssue(db, issueContent());
		const at = shift(SEALED, 86_400_000);
		const context = testContext(database, {}, new FakeClock(at));
		const issue = await issueById(db, id);
		if (!issue) throw new Error("the issue is gone");
		const printed = await currentFigures(context, issue);
		await countFigures(context, noPlan);
		const shown = await issueReport(db, issue);
		expect(printed).toMatchObject({
			accepted: shown.accepted,
			bounced: { full: 1 },
			refused: { gone: 2, "policy-us": 1 },
			complaints: 1,
		});
		const going = await currentFigures(context, { ...issue, state: "paused" });
		expect(going).toMatchObject({ accepted: shown.accepted, refused: null });
		const printedCauses = { ...printed?.bounced, ...printed?.refused };
		for (const [kind, cause, messages] of shown.causes.rows)
			if (kind !== "Complaint")
				expect(printedCauses[String(cause)]).toBe(messages);
	});

	test("leavers and complaints of an issue are of a thousand that were accepted", async () => {
		const { db } = database;
		const { readers } = await seedSentIssue(db, issueContent());
		await db
			.updateTable("subscribers")
			.set({
				state: "unsubscribed",
				unsubscribed_at: shift(SEALED, 3_600_000),
				unsubscribed_by: "page",
			})
			.where("id", "in", readers.slice(0, 2))
			.execute();
		const now = shift(SEALED, 86_400_000);
		await count(now);
		const [issue] = (await trendReport(db, now)).issues;
		expect(issue?.leavers).toBe(153.85);
		expect(issue?.complaints).toBe(76.92);
	});

	test("a week is counted when it is over, and stays as it was when people are erased", async () => {
		const { db } = database;
		const { readers } = await seedSentIssue(db, issueContent());
		await db
			.updateTable("subscribers")
			.set({
				state: "unsubscribed",
				unsubscribed_at: shift(SEALED, 3_600_000),
				unsubscribed_by: "page",
			})
			.where("id", "in", readers.slice(0, 3))
			.execute();
		expect((await count(shift(SEALED, 7 * 86_400_000))).weeks).toBe(5);
		const weeks = await weeksSince(db, "2026-01-01");
		const of = (week: string, figure: string) =>
			weeks.find((one) => one.week.startsWith(week) && one.figure === figure)
				?.count;
		expect(of("2026-10-26", "joined")).toBe(17);
		expect(of("2026-11-16", "active")).toBe(17);
		expect(of("2026-11-23", "active")).toBe(14);
		expect(of("2026-11-23", "left")).toBe(3);
		expect(of("2026-11-16", "paused")).toBeUndefined();
		expect(of("2026-11-23", "paused")).toBe(0);
		await db
			.updateTable("subscribers")
			.set({ erased_at: shift(SEALED, 7 * 86_400_000) })
			.execute();
		await count(shift(SEALED, 8 * 86_400_000));
		expect(await weeksSince(db, "2026-01-01")).toEqual(weeks);
	});
});

test("a week begins on Monday", () => {
	expect(weekOf("2026-11-23T00:00:00.000Z")).toBe("2026-11-23T00:00:00.000Z");
	expect(weekOf("2026-11-29T23:59:59.999Z")).toBe("2026-11-23T00:00:00.000Z");
});

test("a cell that begins a formula is text in the CSV", () => {
	const csv = csvOf({
		key: "a",
		title: "",
		about: "",
		columns: ["Reason"],
		rows: [["=1+1"], [null], [3]],
	});
	expect(csv).toBe("Reason\r\n'=1+1\r\n\r\n3\r\n");
});
