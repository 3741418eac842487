import { Readable } from "node:stream";
import { beforeEach, expect, it } from "vitest";
import { readConfig } from "../../../src/config/config.ts";
import { countByState } from "../../../src/db/delivery/deliveries.ts";
import {
	insertConsent,
	saveConsentText,
} from "../../../src/db/subscriber/consents.ts";
import { insertLetter } from "../../../src/db/subscriber/letters.ts";
import {
	insertSubscriber,
	subscriberById,
} from "../../../src/db/subscriber/subscribers.ts";
import { importSubscribers } from "../../../src/subscriber/csv/import.ts";
import { scrubErased } from "../../../src/subscriber/leaving/delete-expired.ts";
import { eraseSubscriber } from "../../../src/subscriber/leaving/erase.ts";
import { addSubscriber } from "../../../src/subscriber/sign-up/add-subscriber.ts";
import { confirmSubscription } from "../../../src/subscriber/sign-up/confirm.ts";
import { createConfirmationToken } from "../../../src/subscriber/sign-up/confirmation-token.ts";
import { insertDeliveries, insertTools } from "../../subscriber/rows.ts";
import { describeDatabases } from "../../support/databases.ts";
import { dump, openSite, type Site } from "../site.ts";

const ADDRESS = "ada.lovelace@example.com";
const ERASE = {
	method: "POST",
	headers: { "content-type": "application/x-www-form-urlencoded" },
	body: "sure=yes",
};

describeDatabases("a reader's data", (database) => {
	let site: Site;
	let id: number;
	let here: string;

	beforeEach(async () => {
		const { db } = database;
		site = openSite(database);
		await insertTools(db, "mistral");
		const added = await addSubscriber(db, site.clock, {
			email: ADDRESS,
			name: "Ada Lovelace",
			confirmed: true,
			bookmarks: ["mistral"],
		});
		id = added.subscriber.id;
		here = `/preferences/${site.tokens.sign("preferences", id)}`;
		await saveConsentText(db, { version: "v1", text: "I want it" });
		await db.transaction().execute(async (trx) => {
			await insertConsent(trx, {
				subscriber_id: id,
				source: "form",
				asked_at: site.clock.now(),
				ip: "192.0.2.9",
				user_agent: "Browser of Ada",
				text_version: "v1",
			});
			await insertLetter(trx, {
				subscriberId: id,
				kind: "welcome",
				now: site.clock.now(),
			});
		});
		await insertDeliveries(db, id, [
			"accepted",
			"refused",
			"pending",
			"claimed",
		]);
		await db
			.updateTable("deliveries")
			.set({
				smtp_reply: `550 <${ADDRESS}> no such user`,
				reader: JSON.stringify({ address: ADDRESS }),
			})
			.execute();
		const { issue_id } = await db
			.selectFrom("deliveries")
			.select("issue_id")
			.where("state", "=", "refused")
			.executeTakeFirstOrThrow();
		await db
			.insertInto("delivery_attempts")
			.values({
				issue_id,
				subscriber_id: id,
				fence: 1,
				at: site.clock.now(),
				result: "refused",
				smtp_code: 550,
				said: `550 <${ADDRESS}> no such user`,
				server: "mx",
			})
			.execute();
	});

	it("is shown and downloaded in full, which changes nothing", async () => {
		const before = await dump(site.db);
		const page = await (await site.app.request(`${here}/data`)).text();
		expect(page).toContain("Tools you saved: 1");
		const answer = await site.app.request(`${here}/data.json`);
		expect(answer.headers.get("content-disposition")).toContain("attachment");
		expect(answer.headers.get("cache-control")).toBe("no-store");
		expect(await answer.json()).toMatchObject({
			subscriber: { email: ADDRESS, name: "Ada Lovelace" },
			consents: [{ source: "cli" }, { ip: "192.0.2.9", text: "I want it" }],
			bookmarks: [{ slug: "mistral" }],
			letters: [{ kind: "welcome" }],
			deliveries: expect.arrayContaining([
				expect.objectContaining({ reader: { address: ADDRESS } }),
			]),
			deliveryAttempts: [{ said: `550 <${ADDRESS}> no such user` }],
		});
		const ask = await site.app.request(`${here}/erase`);
		expect(await ask.text()).toContain("can't be undone");
		const slip = await site.app.request(`${here}/erase`, {
			...ERASE,
			body: "",
		});
		expect(slip.status).toBe(422);
		expect(await dump(site.db)).toEqual(before);
	});

	it("is erased by one button: no row says who it was, and the counts of every issue still add up", async () => {
		const { db, clock } = site;
		const answer = await site.app.request(`${here}/erase`, ERASE);
		expect(await answer.text()).toContain("Your data has been erased");

		// A worker that was sending at this moment records its result.
		await db
			.updateTable("deliveries")
			.set({ state: "accepted", smtp_reply: `250 ok ${ADDRESS}` })
			.where("state", "=", "claimed")
			.execute();
		expect(await scrubErased(db)).toBe(1);
		expect(await scrubErased(db)).toBe(0);
		const left = JSON.stringify(await dump(db));
		for (const trace of ["lovelace", "Lovelace", "192.0.2.9", "Browser of Ada"])
			expect(left).not.toContain(trace);

		const states = await db
			.selectFrom("deliveries")
			.select(["state", "reason"])
			.orderBy("issue_id")
			.execute();
		expect(states).toEqual([
			{ state: "accepted", reason: null },
			{ state: "refused", reason: null },
			{ state: "excluded", reason: "erased" },
			{ state: "accepted", reason: null },
		]);
		expect(await countByState(db, 1)).toEqual({ accepted: 1 });

		for (const path of ["/data", "/data.json", "/erase", ""])
			expect((await site.app.request(here + path)).status).toBe(404);
		expect((await site.app.request(`${here}/erase`, ERASE)).status).toBe(404);
		expect(await subscriberById(db, id)).toBeUndefined();

		const result = await importSubscribers(
			{ ...database, clock },
			Readable.from([Buffer.from(`email\n${ADDRESS.toUpperCase()}\n`)]),
			{ consent: "from an old list" },
		);
		expect(result).toMatchObject({ refused: 1, added: { active: 0 } });
		expect(result.reasons.suppressed?.first.reason).toContain("erased");

		const token = await db.transaction().execute(async (trx) => {
			const again = await insertSubscriber(trx, {
				email: ADDRESS,
				email_key: ADDRESS,
				name: null,
				state: "pending",
				created_at: clock.now(),
				confirmed_at: null,
			});
			return createConfirmationToken(trx, again?.id ?? 0, clock.now());
		});
		expect((await confirmSubscription(db, clock, token))?.state).toBe("active");
		expect(await db.selectFrom("suppressions").selectAll().execute()).toEqual(
			[],
		);
	});

	it("leaves the proof of consent under a hash if ERASED_CONSENTS is keep", async () => {
		const config = readConfig({ ERASED_CONSENTS: "keep" });
		expect(
			await eraseSubscriber(site.db, site.clock, config, id, "operator"),
		).toBe(true);
		expect(
			await eraseSubscriber(site.db, site.clock, config, id, "operator"),
		).toBe(false);
		const [consent] = await site.db
			.selectFrom("consents")
			.selectAll()
			.where("source", "=", "form")
			.execute();
		const [suppression] = await site.db
			.selectFrom("suppressions")
			.selectAll()
			.execute();
		expect(consent?.ip).toBe("192.0.2.9");
		expect(consent?.address_hash).toBe(suppression?.address_hash);
	});
});
