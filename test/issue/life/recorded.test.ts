import { sql } from "kysely";
import { expect, it } from "vitest";
import { auditEntries } from "../../../src/db/issue/audit-log.ts";
import { itemsOf } from "../../../src/db/issue/issue-items.ts";
import { issueById } from "../../../src/db/issue/issues.ts";
import type { Db } from "../../../src/db/schema.ts";
import { subscriberById } from "../../../src/db/subscriber/subscribers.ts";
import { adopt } from "../../../src/delivery/adoption.ts";
import {
	leaveUnsure,
	reopenMissing,
} from "../../../src/delivery/resend-missing.ts";
import { takeCame } from "../../../src/delivery/returns/take-came.ts";
import { sendIssue } from "../../../src/delivery/send.ts";
import { sendDueIssues } from "../../../src/delivery/send-due.ts";
import { approveIssue } from "../../../src/issue/life/approve.ts";
import { arrangeIssue } from "../../../src/issue/life/arrange.ts";
import { cancelIssue } from "../../../src/issue/life/cancel.ts";
import { draftIssue } from "../../../src/issue/life/draft.ts";
import { editIssue } from "../../../src/issue/life/edit.ts";
import {
	holdIssue,
	pauseIssue,
	resumeIssue,
} from "../../../src/issue/life/pause.ts";
import { sealIssue } from "../../../src/issue/life/seal.ts";
import { DAY, HOUR } from "../../../src/time/time-span.ts";
import { nothingFound, testContext } from "../../support/context.ts";
import { describeDatabases } from "../../support/databases.ts";
import { seedComparison } from "../../support/seed.ts";
import {
	issueToDomains,
	senderSetUp,
	testInstallation,
} from "../../support/sending.ts";

const { signal } = new AbortController();
const DOMAINS = ["a.example", "b.example", "c.example", "d.example"];

/** Every row of an issue and its deliveries. */
async function rows(db: Db): Promise<string> {
	const issues = await db.selectFrom("issues").selectAll().execute();
	const deliveries = await db.selectFrom("deliveries").selectAll().execute();
	return JSON.stringify([issues, deliveries]);
}

describeDatabases("the audit log", (database) => {
	const setUp = senderSetUp(database, { STAGES: "" });
	const editor = () => ({ ...setUp.context, actor: "ada" });
	const sender = () => ({ ...setUp.sender(), actor: "ada" });
	const issue = async () => {
		const found = await issueById(setUp.context.db, 1);
		if (!found) throw new Error("there is no issue");
		return found;
	};
	const send = () => sendIssue(sender(), 1, { signal, wait: false });

	async function drafted() {
		for (const [at, name] of ["One", "Two", "Three"].entries())
			await seedComparison(
				setUp.context.db,
				name,
				`2026-11-1${at + 6}T00:00:00.000Z`,
			);
		await draftIssue(setUp.context);
	}
	const approved = async () => {
		await drafted();
		await approveIssue(setUp.context, nothingFound, 1, "editor");
	};
	const sealed = () => issueToDomains(setUp.context, 24, DOMAINS);
	const paused = async () => {
		await sealed();
		await pauseIssue(setUp.context, 1, "Wait.");
	};
	const setAll = (state: "unsure" | "expired" | "accepted") =>
		setUp.context.db.updateTable("deliveries").set({ state }).execute();

	/** What a person does: what it is called, what it needs, and what does it. */
	const acts: [string, () => Promise<unknown>, () => Promise<unknown>][] = [
		["edit", drafted, () => editIssue(editor(), 1, { subject: "Mine" })],
		[
			"arrange",
			drafted,
			async () => {
				const [first] = await itemsOf(setUp.context.db, 1);
				await arrangeIssue(editor(), 1, {
					comparisonId: first?.comparison_id ?? 0,
					place: "passed",
					position: null,
					reason: "Stale",
				});
			},
		],
		[
			"draft",
			async () => {
				await drafted();
				setUp.context.clock.advance(HOUR);
			},
			() => draftIssue(editor()),
		],
		[
			"approve",
			drafted,
			() => approveIssue(editor(), nothingFound, 1, "editor"),
		],
		["hold", approved, () => holdIssue(editor(), 1, "Wait.")],
		["cancel", approved, () => cancelIssue(editor(), 1, "Wrong.")],
		[
			"seal",
			async () => {
				await sealed();
				await cancelIssue(setUp.context, 1, "Again.");
				await draftIssue(setUp.context);
				await approveIssue(setUp.context, nothingFound, 2, "editor");
			},
			() => sealIssue(editor(), nothingFound, 2),
		],
		["pause", sealed, () => pauseIssue(editor(), 1, "Wait.")],
		["resume", paused, () => resumeIssue(editor(), 1)],
		[
			"resume",
			paused,
			() =>
				sendIssue(sender(), 1, { signal: AbortSignal.abort(), resume: true }),
		],
		[
			"send",
			sealed,
			() => sendIssue(sender(), 1, { signal: AbortSignal.abort() }),
		],
		["adopt", approved, () => adopt(editor(), testInstallation("there"))],
		["adopt", sealed, () => adopt(editor(), testInstallation("there"))],
		[
			"leave unsure",
			async () => {
				await sealed();
				await setAll("unsure");
			},
			async () => leaveUnsure(editor(), await issue()),
		],
		[
			"send missing",
			async () => {
				await sealed();
				await send();
				await setAll("expired");
			},
			async () => reopenMissing(editor(), await issue()),
		],
	];

	it.each(acts)(
		"has an entry of “%s” by who did it, or nothing was changed",
		async (action, prepare, act) => {
			await prepare();
			const { db } = setUp.context;
			await sql`alter table audit_log rename to closed_log`.execute(db);
			const before = await rows(db);
			try {
				await expect(act()).rejects.toThrow(/audit_log/);
				expect(await rows(db)).toBe(before);
			} finally {
				await sql`alter table closed_log rename to audit_log`.execute(db);
			}
			await act();
			const entries = await auditEntries(db, null, 3);
			expect(entries.map((one) => [one.who, one.action])).toContainEqual([
				"ada",
				action,
			]);
			expect(await rows(db)).not.toBe(before);
		},
	);

	const refusing = (reply: string, of: (n: number) => boolean) => () => {
		setUp.sink.fault = ({ phase, recipient }) =>
			phase === "RCPT" && of(Number(/\d+/.exec(recipient)?.[0]))
				? { reply }
				: undefined;
	};

	/** What the program does itself. */
	const program: [string, string[], () => Promise<unknown>][] = [
		["all messages are accepted", ["complete"], async () => send()],
		[
			"many are refused in the same words",
			["pause", "try again"],
			async () => {
				refusing("550 5.7.1 blocked, bad reputation", (n) => n % 2 === 0)();
				await send();
			},
		],
		[
			"the server fails, and its breaker probes it",
			["pause", "try again"],
			async () => {
				setUp.context = testContext(database, { SMTP_CONNECTIONS: "1" });
				setUp.sink.fault = ({ phase }) =>
					phase === "MAIL" ? { reply: "421 4.3.2 closing" } : undefined;
				await sendDueIssues(sender(), signal);
				setUp.context.clock.advance(HOUR);
				await sendDueIssues(setUp.sender(), signal);
			},
		],
		[
			"one domain refuses all of its own",
			["wait for a domain"],
			async () => {
				refusing("550 5.7.1 we do not want this", (n) => n % 4 === 1)();
				await send();
			},
		],
		[
			"nobody gets it",
			["pause"],
			async () => {
				refusing("550 5.1.1 no such user", () => true)();
				for (let day = 0; day < 4; day++) {
					await sendDueIssues(setUp.sender(), signal);
					setUp.context.clock.advance(DAY);
				}
			},
		],
		[
			"messages come back because of us",
			["pause"],
			async () => {
				const { context } = setUp;
				await sendIssue(sender(), 1, { signal: AbortSignal.abort() });
				await setAll("accepted");
				for (let id = 1; id <= 20; id++)
					await context.db.transaction().execute(async (trx) => {
						const subscriber = await subscriberById(trx, id);
						if (!subscriber) throw new Error(`no subscriber ${id}`);
						await takeCame(
							{ ...context, notify: async () => {} },
							trx,
							{
								hash: `bounce ${id}`,
								source: "mail",
								kind: "bounce",
								cause: "policy-us",
								feedbackType: null,
								address: null,
								words: "550 5.7.1 blocked, bad reputation",
								message: {
									subscriber,
									issueId: 1,
									letterId: null,
									sentAt: null,
									isProven: true,
								},
							},
							() => {},
						);
					});
			},
		],
		[
			"the issue goes out in stages",
			["begin stages", "open stage"],
			async () => {
				setUp.context = testContext(database, {
					STAGES: "2, rest after 30m",
				});
				await send();
				setUp.context.clock.advance(HOUR);
				await sendIssue(setUp.sender(), 1, { signal, wait: false });
			},
		],
		[
			"a send time is missed",
			["note"],
			async () => {
				const { context } = setUp;
				await cancelIssue(context, 1, "Again.");
				await draftIssue(context);
				await approveIssue(
					context,
					nothingFound,
					2,
					"editor",
					context.clock.now(),
				);
				context.clock.advance(9 * DAY);
				await sendDueIssues(setUp.sender(), signal);
			},
		],
	];

	it.each(program)(
		"says what the program did when %s",
		async (_, actions, act) => {
			await sealed();
			await act();
			const entries = await auditEntries(setUp.context.db, null, 100);
			const own = entries
				.filter(({ who }) => who === "schedule")
				.map(({ action }) => action);
			expect(own).toEqual(expect.arrayContaining(actions));
		},
	);

	it("has no entry of an approval when the issue was changed or cancelled while it was checked", async () => {
		await drafted();
		const changes = [
			() => editIssue(editor(), 1, { subject: "Changed meanwhile" }),
			() => cancelIssue(editor(), 1, "Cancelled meanwhile."),
		];
		for (const change of changes) {
			await expect(
				approveIssue(
					setUp.context,
					async () => {
						await change();
						return nothingFound();
					},
					1,
					"editor",
				),
			).rejects.toMatchObject({ code: "stale-approval" });
			const entries = await auditEntries(setUp.context.db, null, 100);
			expect(entries.map(({ action }) => action)).not.toContain("approve");
			expect(
				await setUp.context.db.selectFrom("approvals").selectAll().execute(),
			).toEqual([]);
			await setUp.context.db.deleteFrom("preflights").execute();
		}
	});
});
