import { expect, it } from "vitest";
import { countSubscribers } from "../../../src/db/subscriber/subscribers.ts";
import { unsubscribe } from "../../../src/subscriber/leaving/unsubscribe.ts";
import { addSubscriber } from "../../../src/subscriber/sign-up/add-subscriber.ts";
import { FakeClock } from "../../support/clock.ts";
import { describeDatabases } from "../../support/databases.ts";
import { insertTools } from "../rows.ts";

const ada = { email: "Ada@Example.com", name: "Ada", confirmed: true };

describeDatabases("adding a subscriber", (database) => {
	const clock = new FakeClock();
	const add = (request: Parameters<typeof addSubscriber>[2]) =>
		addSubscriber(database.db, clock, request);
	const rows = async () => ({
		subscribers: await database.db
			.selectFrom("subscribers")
			.selectAll()
			.execute(),
		confirmations: await database.db
			.selectFrom("confirmations")
			.selectAll()
			.execute(),
		bookmarks: await database.db.selectFrom("bookmarks").selectAll().execute(),
	});

	it("with a known consent makes them active", async () => {
		const { subscriber, outcome, confirmationToken } = await add(ada);
		expect(outcome).toBe("added");
		expect(confirmationToken).toBeUndefined();
		expect(subscriber).toMatchObject({
			email: "Ada@example.com",
			email_key: "ada@example.com",
			name: "Ada",
			state: "active",
			confirmed_at: clock.now(),
		});
	});

	it.each(["A\r\nBcc: x@example.com", "A\u0000", "A".repeat(201)])(
		"refuses the name %j and keeps nothing",
		async (name) => {
			await expect(add({ ...ada, name })).rejects.toThrow(/The name contains/);
			expect((await rows()).subscribers).toEqual([]);
		},
	);

	it("who exists, in any spelling of the address, changes nothing and reports it", async () => {
		const first = await add(ada);
		const before = await rows();
		clock.advance(1000);
		for (const again of [
			ada,
			{ email: "ADA@EXAMPLE.COM", confirmed: true },
			{ email: "ada@example.com", confirmed: false },
		]) {
			const second = await add(again);
			expect(second.outcome).toBe("already");
			expect(second.subscriber).toEqual(first.subscriber);
			expect(second.confirmationToken).toBeUndefined();
		}
		expect(await rows()).toEqual(before);
	});

	it("who must confirm makes them pending, with a token that is stored only as a hash", async () => {
		const { subscriber, confirmationToken } = await add({
			...ada,
			confirmed: false,
		});
		expect(subscriber).toMatchObject({ state: "pending", confirmed_at: null });
		expect(confirmationToken).toMatch(/^[\w-]{22}$/);
		const { confirmations } = await rows();
		expect(confirmations).toHaveLength(1);
		expect(JSON.stringify(confirmations)).not.toContain(confirmationToken);
	});

	it("who is pending asks for the confirmation once, unless `again` is set", async () => {
		await add({ ...ada, confirmed: false });
		const before = await rows();
		expect(await add({ ...ada, confirmed: false })).toMatchObject({
			outcome: "already",
		});
		expect(await rows()).toEqual(before);
		const asked = await add({ ...ada, confirmed: false, again: true });
		expect(asked.outcome).toBe("asked");
		expect(asked.confirmationToken).toBeDefined();
	});

	it("who is pending asks again once the first link has expired", async () => {
		await add({ ...ada, confirmed: false });
		clock.advance(8 * 24 * 60 * 60 * 1000);
		expect(await add({ ...ada, confirmed: false })).toMatchObject({
			outcome: "asked",
		});
	});

	it("who is pending makes them active when the consent is known by now", async () => {
		await add({ ...ada, confirmed: false });
		const { outcome, subscriber } = await add(ada);
		expect(outcome).toBe("confirmed");
		expect(subscriber.state).toBe("active");
	});

	it("who unsubscribed is refused unless `again` is set", async () => {
		const { subscriber } = await add(ada);
		await unsubscribe(database.db, clock, subscriber.id, "page");
		const before = await rows();
		await expect(add(ada)).rejects.toMatchObject({
			code: "has-left",
			message: expect.stringMatching(
				/unsubscribed on [A-Z][a-z]{2} \d{1,2} [A-Z][a-z]{2} \d{4}\./,
			),
		});
		expect(await rows()).toEqual(before);
		const back = await add({ ...ada, again: true });
		expect(back.outcome).toBe("reactivated");
		expect(back.subscriber).toMatchObject({
			state: "active",
			unsubscribed_at: null,
			unsubscribed_by: null,
		});
	});

	it("who unsubscribed and signs up again leaves them unsubscribed until they confirm", async () => {
		const { subscriber } = await add(ada);
		await unsubscribe(database.db, clock, subscriber.id, "page");
		const asked = await add({ ...ada, confirmed: false });
		expect(asked.outcome).toBe("asked");
		expect(asked.subscriber.state).toBe("unsubscribed");
		expect(asked.confirmationToken).toBeDefined();
	});

	it("saves each of their tools once", async () => {
		await insertTools(database.db, "one", "two", "three");
		const first = await add({ ...ada, bookmarks: ["one", "two", "one"] });
		expect(first.bookmarksAdded).toBe(2);
		const second = await add({ ...ada, bookmarks: ["two", "three"] });
		expect(second).toMatchObject({ outcome: "already", bookmarksAdded: 1 });
	});

	it("with an unknown tool fails, names the tool and changes nothing", async () => {
		await insertTools(database.db, "one");
		const before = await rows();
		await expect(
			add({ ...ada, confirmed: false, bookmarks: ["one", "nix", "nada"] }),
		).rejects.toMatchObject({
			code: "unknown-tool",
			message: expect.stringContaining("nix, nada"),
		});
		expect(await rows()).toEqual(before);
	});

	it("with a tool that is not published yet fails, as a message would show it", async () => {
		await insertTools(database.db, "one");
		await database.db
			.updateTable("comparisons")
			.set({ published_at: "2099-01-01T00:00:00.000Z" })
			.execute();
		await expect(add({ ...ada, bookmarks: ["one"] })).rejects.toMatchObject({
			code: "unknown-tool",
		});
		expect((await rows()).bookmarks).toEqual([]);
	});

	it("several times at once adds one", async () => {
		const outcomes = await Promise.all([add(ada), add(ada), add(ada)]);
		expect(outcomes.map((each) => each.outcome).sort()).toEqual([
			"added",
			"already",
			"already",
		]);
		expect(await countSubscribers(database.db)).toEqual({
			active: 1,
			pending: 0,
			unsubscribed: 0,
		});
	});
});
