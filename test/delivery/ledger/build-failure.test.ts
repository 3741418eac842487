import { expect, it } from "vitest";
import { attemptsOf } from "../../../src/db/delivery/attempts.ts";
import { countByState } from "../../../src/db/delivery/deliveries.ts";
import { sendIssue } from "../../../src/delivery/send.ts";
import type { Sender } from "../../../src/delivery/sender.ts";
import { describeDatabases } from "../../support/databases.ts";
import { plainRenderer } from "../../support/renderer.ts";
import { sealedIssue, senderSetUp } from "../../support/sending.ts";

const PEOPLE = 10;
const { signal } = new AbortController();

/** Builds the messages of all readers except the fifth. */
const failingRenderer: Sender["renderer"] = {
	...plainRenderer,
	open(compiled, envelope) {
		const open = plainRenderer.open(compiled, envelope);
		return {
			...open,
			message(reader, id) {
				if (reader.address?.startsWith("reader5@"))
					throw new TypeError("the list has no end.");
				return open.message(reader, id);
			},
		};
	},
};

describeDatabases("a message that can't be built", (database) => {
	const suite = senderSetUp(database, { SMTP_CONNECTIONS: "2" });

	it.each<[string, () => Partial<Sender>, RegExp]>([
		[
			"merged",
			() => ({ renderer: failingRenderer }),
			/subscriber 5 \(r…@example\.com\) could not be made.*the list has no end/,
		],
		[
			"signed",
			() => ({
				signer: { sign: () => Promise.reject(new Error("no entropy.")) },
			}),
			/could not be made.*no entropy/,
		],
	])(
		"because it can't be %s pauses the issue, says why, and leaves no delivery claimed",
		async (_how, broken, why) => {
			const id = await sealedIssue(suite.context, PEOPLE);
			const notices: string[] = [];
			const { state, note } = await sendIssue(
				{
					...suite.sender(),
					...broken(),
					notify: async (_subject, text) => {
						notices.push(text);
					},
				},
				id,
				{ signal },
			);
			expect(state).toBe("paused");
			expect(note).toMatch(why);
			expect(notices).toEqual([note]);
			const sent = suite.sink.accepted().length;
			expect(await countByState(suite.context.db, id)).toEqual({
				pending: PEOPLE - sent,
				...(sent > 0 ? { accepted: sent } : {}),
			});

			await sendIssue(suite.sender(), id, { signal, resume: true });
			expect(suite.sink.accepted()).toHaveLength(PEOPLE);
		},
	);

	it("is listed among the attempts, but does not count as one", async () => {
		const id = await sealedIssue(suite.context, PEOPLE);
		const broken = { ...suite.sender(), renderer: failingRenderer };
		await sendIssue(broken, id, { signal });
		expect(await attemptsOf(suite.context.db, id, 5)).toMatchObject([
			{ result: "pending", said: expect.stringContaining("the list") },
		]);
		const { attempts } = await suite.context.db
			.selectFrom("deliveries")
			.select("attempts")
			.where("subscriber_id", "=", 5)
			.executeTakeFirstOrThrow();
		expect(attempts).toBe(0);
	});
});
