import { beforeEach, expect, it } from "vitest";
import { lettersTo } from "../../../src/db/subscriber/letters.ts";
import { subscriberById } from "../../../src/db/subscriber/subscribers.ts";
import { eraseSubscriber } from "../../../src/subscriber/leaving/erase.ts";
import { deleteErasedMail } from "../../../src/subscriber/leaving/erased-mail.ts";
import { suppress } from "../../../src/subscriber/leaving/suppression.ts";
import {
	resubscribe,
	unsubscribe,
} from "../../../src/subscriber/leaving/unsubscribe.ts";
import { addSubscriber } from "../../../src/subscriber/sign-up/add-subscriber.ts";
import { type TestApp, testApp } from "../../support/app.ts";
import { describeDatabases } from "../../support/databases.ts";
import { insertDeliveries } from "../rows.ts";

describeDatabases("unsubscribing without a page", (database) => {
	let app: TestApp;
	beforeEach(async () => {
		app = await testApp(database);
		return () => app.dispose();
	});
	const add = async (email: string, confirmed = true) =>
		(await addSubscriber(app.db, app.clock, { email, confirmed })).subscriber
			.id;
	const goodbye = { goodbye: true };
	const mailed = async () => {
		const mailbox = await app.mailbox();
		return mailbox?.list({ limit: 10 }).map(({ recipient }) => recipient);
	};

	it("takes effect at once and mails one goodbye", async () => {
		const id = await add("ada@example.com");
		await insertDeliveries(app.db, id, ["pending", "accepted"]);
		const first = await unsubscribe(app.db, app.clock, id, "mail", goodbye);
		expect(first).toMatchObject({
			subscriber: { state: "unsubscribed", unsubscribed_by: "mail" },
			changed: true,
			goodbye: true,
		});
		app.clock.advance(1000);
		expect(
			await unsubscribe(app.db, app.clock, id, "operator", goodbye),
		).toEqual({
			subscriber: first?.subscriber,
			changed: false,
			goodbye: false,
		});
		const states = await app.db
			.selectFrom("deliveries")
			.select("state")
			.where("subscriber_id", "=", id)
			.orderBy("issue_id")
			.execute();
		expect(states.map(({ state }) => state)).toEqual(["excluded", "accepted"]);
		expect(await app.signUps.run()).toMatchObject({ mailed: 1 });
		expect(await app.signUps.run()).toMatchObject({ mailed: 0 });
		expect(await lettersTo(app.db, id)).toMatchObject([
			{ kind: "goodbye", sent_at: app.clock.now(), failure: null },
		]);
		expect(await mailed()).toEqual(["ada@example.com"]);
	});

	it("mails no goodbye to those who never confirmed, are suppressed or have resubscribed", async () => {
		const eve = await add("eve@example.com", false);
		const max = await add("max@example.com");
		await suppress(
			app.db,
			app.clock,
			"max@example.com",
			"complaint",
			"operator",
		);
		for (const id of [eve, max])
			expect(
				await unsubscribe(app.db, app.clock, id, "mail", goodbye),
			).toMatchObject({
				goodbye: false,
			});
		const ada = await add("ada@example.com");
		await unsubscribe(app.db, app.clock, ada, "mail", goodbye);
		await resubscribe(app.db, app.clock, ada, { ip: null, userAgent: null });
		await app.signUps.run();
		expect(await lettersTo(app.db, ada)).toMatchObject([
			{ sent_at: null, due_at: null, failure: "came back in the meantime" },
		]);
		expect((await subscriberById(app.db, ada))?.state).toBe("active");
		expect(await mailed()).toEqual([]);
	});

	it("mails one goodbye a day, however often they come and go", async () => {
		const id = await add("ada@example.com");
		for (let time = 1; time <= 4; time++) {
			await unsubscribe(app.db, app.clock, id, "mail", goodbye);
			await app.signUps.run();
			await app.db
				.updateTable("subscribers")
				.set({ state: "active" })
				.where("id", "=", id)
				.execute();
		}
		expect(await mailed()).toEqual(["ada@example.com"]);
	});

	it("and being erased deletes what the built-in mailbox keeps for them, and for no one else", async () => {
		const [ada, eve] = [
			await add("Ada@example.com"),
			await add("eve@example.com"),
		];
		for (const id of [ada, eve])
			await unsubscribe(app.db, app.clock, id, "mail", goodbye);
		await app.signUps.run();
		await eraseSubscriber(app.db, app.clock, app.config, ada, "operator");
		expect(await deleteErasedMail(app.db, await app.mailbox())).toBe(1);
		expect(await mailed()).toEqual(["eve@example.com"]);
		expect(await deleteErasedMail(app.db, null)).toBe(0);
	});

	it("returns null for an unknown subscriber", async () => {
		expect(
			await unsubscribe(app.db, app.clock, 999, "mail", goodbye),
		).toBeNull();
	});
});
