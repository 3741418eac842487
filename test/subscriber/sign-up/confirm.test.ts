import { expect, it } from "vitest";
import { updatePreferences } from "../../../src/db/subscriber/choices.ts";
import { subscriberById } from "../../../src/db/subscriber/subscribers.ts";
import { unsubscribe } from "../../../src/subscriber/leaving/unsubscribe.ts";
import { addSubscriber } from "../../../src/subscriber/sign-up/add-subscriber.ts";
import {
	confirmSubscription,
	subscriberToConfirm,
} from "../../../src/subscriber/sign-up/confirm.ts";
import { FakeClock } from "../../support/clock.ts";
import { describeDatabases } from "../../support/databases.ts";

const WEEK = 7 * 24 * 60 * 60 * 1000;

describeDatabases("confirming", (database) => {
	const clock = new FakeClock();
	async function ask(again = false): Promise<string> {
		const { confirmationToken } = await addSubscriber(database.db, clock, {
			email: "ada@example.com",
			confirmed: false,
			again,
		});
		expect(confirmationToken).toBeDefined();
		return confirmationToken ?? "";
	}
	const use = (token: string) => confirmSubscription(database.db, clock, token);

	it("makes the subscriber active, once per token", async () => {
		const token = await ask();
		expect(await subscriberToConfirm(database.db, clock, token)).toMatchObject({
			state: "pending",
		});
		expect(await use(token)).toMatchObject({
			email: "ada@example.com",
			state: "active",
			confirmed_at: clock.now(),
		});
		expect(await use(token)).toBeNull();
		expect(await subscriberToConfirm(database.db, clock, token)).toBeNull();
	});

	it("by two requests at once succeeds once", async () => {
		const token = await ask();
		const results = await Promise.all([use(token), use(token)]);
		expect(results.filter((result) => result !== null)).toHaveLength(1);
	});

	it("works until the seventh day is over, and not a millisecond longer", async () => {
		const early = await ask();
		clock.advance(WEEK - 1);
		expect(await subscriberToConfirm(database.db, clock, early)).not.toBeNull();
		clock.advance(1);
		expect(await subscriberToConfirm(database.db, clock, early)).toBeNull();
		expect(await use(early)).toBeNull();
	});

	it("with an unknown token returns null", async () => {
		await ask();
		expect(await use("AAAAAAAAAAAAAAAAAAAAAA")).toBeNull();
		expect(await use("")).toBeNull();
	});

	it("works by the second of two links", async () => {
		await ask();
		expect(await use(await ask(true))).toMatchObject({ state: "active" });
	});

	it("does not work by a link from before they unsubscribed", async () => {
		const token = await ask();
		const subscriber = await subscriberToConfirm(database.db, clock, token);
		await unsubscribe(database.db, clock, subscriber?.id ?? 0, "page");
		expect(await use(token)).toBeNull();
	});

	it("makes active again a subscriber who unsubscribed and signed up again", async () => {
		const subscriber = await use(await ask());
		await unsubscribe(database.db, clock, subscriber?.id ?? 0, "one-click");
		expect(await use(await ask())).toMatchObject({
			state: "active",
			unsubscribed_at: null,
			unsubscribed_by: null,
		});
	});

	it("ends the pause of a subscriber who paused, unsubscribed and signed up again", async () => {
		const subscriber = await use(await ask());
		const id = subscriber?.id ?? 0;
		const until = "2099-01-01T00:00:00.000Z";
		await updatePreferences(
			database.db,
			id,
			{ paused_until: until },
			clock.now(),
		);
		await unsubscribe(database.db, clock, id, "one-click");
		expect(await use(await ask())).toMatchObject({
			state: "active",
			paused_until: null,
		});
		expect(await subscriberById(database.db, id)).toMatchObject({
			state: "active",
			paused_until: null,
		});
	});
});
