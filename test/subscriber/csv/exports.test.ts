import { createReadStream } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Refusal } from "../../../src/subscriber/csv/csv-subscriber.ts";
import {
	type ImportOptions,
	importSubscribers,
} from "../../../src/subscriber/csv/import.ts";
import { FakeClock } from "../../support/clock.ts";
import { freshSqlite, type TestDatabase } from "../../support/databases.ts";

const clock = new FakeClock();
let database: TestDatabase;
beforeEach(async () => {
	database = await freshSqlite();
});
afterEach(() => database.db.destroy());

/** What became of each address of an export: its state, with the reason of a suppression, or the code of its refusal. */
async function outcomeOf(
	file: string,
	options: ImportOptions = { consent: "moved from there" },
): Promise<Record<string, string>> {
	const refusals: Refusal[] = [];
	await importSubscribers(
		{ db: database.db, clock },
		createReadStream(join(import.meta.dirname, "exports", file)),
		{ fileName: file, ...options, onRefusal: (one) => refusals.push(one) },
	);
	const rows = await database.db
		.selectFrom("subscribers")
		.select(["email", "state", "suppressed"])
		.orderBy("id")
		.execute();
	return Object.fromEntries([
		...rows.map(({ email, state, suppressed }) => [
			email.split("@")[0],
			suppressed ? `${state}, ${suppressed}` : state,
		]),
		...refusals.map(({ address, code }) => [address.split("@")[0], code]),
	]);
}

it.each<[tool: string, file: string, expected: Record<string, string>]>([
	[
		"Mailchimp's subscribed contacts",
		"mailchimp-subscribed.csv",
		{ sam: "active", imp: "active" },
	],
	[
		"Mailchimp's unsubscribed contacts",
		"mailchimp-unsubscribed.csv",
		{ gone: "unsubscribed", abuse: "unsubscribed, complaint" },
	],
	[
		"Mailchimp's cleaned contacts",
		"mailchimp-cleaned.csv",
		{ dead: "unsubscribed, bounce" },
	],
	[
		"Klaviyo",
		"klaviyo.csv",
		{
			yes: "active",
			never: "pending",
			off: "unsubscribed",
			hard: "unsubscribed, bounce",
			spam: "unsubscribed, complaint",
			hand: "unsubscribed, operator",
			empty: "no-state",
		},
	],
	["Shopify", "shopify.csv", { yara: "active", nora: "unsubscribed" }],
	[
		"MailPoet",
		"mailpoet.csv",
		{
			sub: "active",
			list: "unsubscribed",
			conf: "pending",
			left: "unsubscribed",
			idle: "unsubscribed",
			back: "unsubscribed, bounce",
		},
	],
	[
		"MailerLite",
		"mailerlite.csv",
		{
			act: "active",
			uns: "unsubscribed",
			odd: "unsubscribed",
			unc: "pending",
			bou: "unsubscribed, bounce",
			jun: "bad-state",
		},
	],
	[
		"Brevo",
		"brevo.csv",
		{
			yes: "active",
			single: "pending",
			black: "unsubscribed",
			no: "unsubscribed",
		},
	],
	[
		"Kit",
		"kit.csv",
		{
			ann: "active",
			can: "unsubscribed",
			bo: "unsubscribed, bounce",
			co: "unsubscribed, complaint",
			in: "unsubscribed",
		},
	],
	[
		"HubSpot",
		"hubspot.csv",
		{
			mark: "active",
			una: "unsubscribed",
			opt: "unsubscribed",
			hard: "unsubscribed, bounce",
			inv: "unsubscribed, bounce",
			non: "pending",
		},
	],
	[
		"HubSpot's unsubscribes and bounces",
		"hubspot-optouts.csv",
		{
			a: "unsubscribed, bounce",
			b: "unsubscribed",
			c: "unsubscribed, complaint",
			d: "unsubscribed, bounce",
		},
	],
	[
		"Substack",
		"substack.csv",
		{ free: "active", paid: "active", mute: "unsubscribed" },
	],
	[
		"Ghost",
		"ghost.csv",
		{ in: "active", out: "unsubscribed", del: "unsubscribed" },
	],
	[
		"listmonk",
		"listmonk.csv",
		{ on: "active", off: "unsubscribed", block: "unsubscribed, operator" },
	],
])("the export of %s is imported as it means", async (_, file, expected) => {
	expect(await outcomeOf(file)).toEqual(expected);
});

it("Mailchimp's opt-in time is a proof, with the times and the address of both steps; a confirmation time alone is none", async () => {
	expect(await outcomeOf("mailchimp-subscribed.csv", {})).toEqual({
		sam: "active",
		imp: "no-consent",
	});
	const proof = await database.db
		.selectFrom("consents")
		.innerJoin("subscribers as s", "s.id", "consents.subscriber_id")
		.select([
			"s.created_at",
			"consents.asked_at",
			"consents.confirmed_at",
			"ip",
		])
		.executeTakeFirstOrThrow();
	expect(proof).toEqual({
		created_at: "2021-03-04T10:00:00.000Z",
		asked_at: "2021-03-04T10:00:00.000Z",
		confirmed_at: "2021-03-04T10:01:00.000Z",
		ip: "192.0.2.5",
	});
});

it("a file whose name alone says that its people never subscribed needs their state", async () => {
	const file = "nonsubscribed_email_audience_export.csv";
	await expect(outcomeOf(file)).rejects.toThrow(/--state pending/);
	expect(await outcomeOf(file, { state: "pending" })).toEqual({
		shop: "pending",
	});
});
