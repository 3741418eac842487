import { sql } from "kysely";
import { expect, it } from "vitest";
import { readConfig } from "../../src/config/config.ts";
import {
	countByState,
	countsOfIssue,
} from "../../src/db/delivery/deliveries.ts";
import { type IssueHead, issueById } from "../../src/db/issue/issues.ts";
import { issueFigures } from "../../src/db/migrations/0006-issue-figures.ts";
import { reopenMissing } from "../../src/delivery/resend-missing.ts";
import { sendIssue } from "../../src/delivery/send.ts";
import { pastIssues } from "../../src/studio/pages/past-issues.ts";
import { describeDatabases } from "../support/databases.ts";
import { sealedIssue, senderSetUp } from "../support/sending.ts";

const signal = new AbortController().signal;

describeDatabases("the figures of an issue", (database) => {
	const setUp = senderSetUp(database, { SMTP_CONNECTIONS: "1" });
	const head = async (id: number) =>
		(await issueById(database.db, id)) as IssueHead;

	it("are kept when it is complete, so that lists count no deliveries, and counted anew when it goes out again", async () => {
		const { db } = database;
		const id = await sealedIssue(setUp.context, 3);
		expect(await countsOfIssue(db, await head(id))).toEqual({ pending: 3 });
		setUp.sink.once("RCPT", { reply: "550 5.1.1 no such user" });
		await sendIssue(setUp.sender(), id, { signal });
		const kept = { accepted: 2, refused: 1 };
		expect(await countsOfIssue(db, await head(id))).toEqual(kept);
		await db.deleteFrom("deliveries").where("issue_id", "=", id).execute();
		expect(await countByState(db, id)).toEqual({});
		expect(await countsOfIssue(db, await head(id))).toEqual(kept);
		const [past] = await pastIssues({
			db,
			config: readConfig({}),
			countsOf: (issue) => countsOfIssue(db, issue),
		});
		expect(past?.subject).not.toBe("");
		expect(past).toMatchObject({ accepted: 2, recipients: 3 });
	});

	it("follow an issue that is sent to the refused after it was complete", async () => {
		const { db } = database;
		const id = await sealedIssue(setUp.context, 3);
		setUp.sink.once("RCPT", { reply: "550 5.7.1 we do not like this" });
		await sendIssue(setUp.sender(), id, { signal });
		await reopenMissing(setUp.context, await head(id), { refused: true });
		expect(await countsOfIssue(db, await head(id))).toEqual({
			accepted: 2,
			pending: 1,
		});
		await sendIssue(setUp.sender(), id, { signal, resume: true });
		expect(await countsOfIssue(db, await head(id))).toEqual({ accepted: 3 });
	});

	it("are found for issues from before, and a second time changes nothing", async () => {
		const { db } = database;
		const id = await sealedIssue(setUp.context, 3);
		await sendIssue(setUp.sender(), id, { signal });
		const before = await head(id);
		expect(before.sealed_subject).not.toBeNull();
		await sql`update issues set sealed_subject = null, final_counts = null`.execute(
			db,
		);
		await sql`delete from deliveries where subscriber_id = 1`.execute(db);
		await db
			.insertInto("delivery_counts")
			.values({ issue_id: id, state: "accepted", count: 1 })
			.execute();
		await issueFigures(db);
		await issueFigures(db);
		expect(await head(id)).toEqual(before);
	});
});
