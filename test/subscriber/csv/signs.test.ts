import { Readable } from "node:stream";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import {
	type ImportOptions,
	importSubscribers,
} from "../../../src/subscriber/csv/import.ts";
import { writeCsv } from "../../../src/subscriber/csv/write.ts";
import { FakeClock } from "../../support/clock.ts";
import { freshSqlite, type TestDatabase } from "../../support/databases.ts";

const clock = new FakeClock();
let database: TestDatabase;
beforeAll(async () => {
	database = await freshSqlite();
});
afterAll(() => database.db.destroy());
beforeEach(() => empty());

async function empty() {
	await database.db.deleteFrom("suppressions").execute();
	await database.db.deleteFrom("subscribers").execute();
}

function run(table: readonly string[][], options: ImportOptions = {}) {
	return importSubscribers(
		{ db: database.db, clock },
		Readable.from([Buffer.from(writeCsv(table))]),
		{ consent: "at our booth", ...options },
	);
}

/** How a header or a value may be written: in another case, with other signs between its words. */
function spelled(text: string): fc.Arbitrary<string> {
	return fc
		.tuple(
			fc.constantFrom(
				(one: string) => one,
				(one: string) => one.toUpperCase(),
				(one: string) => one.toLowerCase(),
				(one: string) => one.replace(/^./u, (first) => first.toUpperCase()),
			),
			fc.constantFrom(" ", "_", "-", "  "),
			fc.constantFrom("", " "),
		)
		.map(
			([change, sign, around]) =>
				`${around}${change(text).replaceAll(" ", sign)}${around}`,
		);
}

const oneOf = (texts: readonly string[]) =>
	fc.constantFrom(...texts).chain(spelled);

/** Columns of which a word or yes and no says it. */
const STATE_HEADERS =
	"status|state|subscribed|subscription status|email marketing|accepts email marketing|email marketing consent|opt in|double opt-in|email status|marketing consent|global status|statut|estado|stato|Abonnement|Einwilligung|Newsletter|consentement|consentimiento|consenso|toestemming|samtycke|zgoda|souhlas|hozzájárulás|статус|подписка|согласие|συγκατάθεση|izin|consent|Consentement|Zustimmung|pretplata|suostumus".split(
		"|",
	);
const NOT_ACTIVE =
	"unsubscribed|cleaned|nonsubscribed|never subscribed|bounced|complained|cancelled|suppressed|blocklisted|pending|unconfirmed|opted out|no|false|0|nein|non|não|nie|нет|abgemeldet|désabonné|baja|disiscritto|uitgeschreven|отписан|unknown|?|n/a|former".split(
		"|",
	);
/** Columns of which anything filled in says it. */
const LEFT_HEADERS =
	"unsubscribed|unsub time|unsub reason|unsubscribed at|clean time|clean campaign title|bounced at|bounce reason|hard bounce|email hard bounce reason|complaint|spam report|suppressed|suppression reason|blacklist|email disabled|opted out|unsubscribed from all email|opted out of email: news|do not email|deleted at|Abgemeldet am|Austragungsdatum|Widerruf|Sperrliste|désinscrit le|désabonnement|fecha de baja|disiscrizione|uitgeschreven op|avregistrerad|wypisany|odhlášen|leiratkozott|отписался|заблокирован|rebotado".split(
		"|",
	);
const FILLED = "2024-05-06 07:08:09|yes|true|1|x|ja|oui|sí|да".split("|");

it("no row with a sign of having left or never agreed becomes active, in any spelling", async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.oneof(
				fc.tuple(oneOf(STATE_HEADERS), oneOf(NOT_ACTIVE)),
				fc.tuple(oneOf(LEFT_HEADERS), fc.constantFrom(...FILLED)),
			),
			fc.constantFrom("", "subscribed"),
			async ([header, value], other) => {
				await empty();
				const outcome = await run([
					["Email", "Name", header, ...(other ? ["Status"] : [])],
					["a@example.com", "Ann", value, ...(other ? [other] : [])],
				]).catch((error: unknown) => String(error));
				const active = await database.db
					.selectFrom("subscribers")
					.select("email")
					.where("state", "=", "active")
					.where("suppressed", "is", null)
					.execute();
				expect(active).toEqual([]);
				// Either it is known, or somebody has to say what it means.
				if (typeof outcome === "string") expect(outcome).toMatch(/--ignore /);
			},
		),
		{ numRuns: 400 },
	);
});

it("a column of any name stops the import when its values are words of a subscription", async () => {
	await expect(
		run([
			["Email", "Feld 7"],
			["a@example.com", ""],
			["b@example.com", "Unsubscribed"],
		]),
	).rejects.toThrow(/“Feld 7” \(“Unsubscribed”\).*--columns/);
	const other = [
		["Email", "SMS Marketing Consent"],
		["a@example.com", "UNSUBSCRIBED"],
	];
	expect((await run(other)).added.active).toBe(1);
});

const HARMLESS =
	"Vorname|City|Notes|Company|Phone|Birthday|Country|Tags|Total Spent|Language|Website|Score|Comment|Default Address Province Code|State/Region|Billing state|Accepts SMS Marketing|Last active|Gender|Job title|Timestamp|Favourite colour|Option|Adoption date|Order number|Stadt|Notiz|Firma|Ville|Société|Ciudad|Empresa|Città|Azienda|Plaats|Bedrijf|Kraków|Город|Заметки|Miasto|Firma i adres".split(
		"|",
	);

it("an ordinary file is let through, whatever its other columns hold", async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.uniqueArray(oneOf(HARMLESS), { minLength: 1, maxLength: 5 }),
			fc.string({
				unit: fc.constantFrom(..."ab no yes left 0;,é"),
				maxLength: 12,
			}),
			async (headers, value) => {
				await empty();
				const { added, refused } = await run([
					["E-Mail", ...headers],
					["a@example.com", ...headers.map(() => value)],
				]);
				expect({ active: added.active, refused }).toEqual({
					active: 1,
					refused: 0,
				});
			},
		),
		{ numRuns: 150 },
	);
});

it("a column that may say who left stops the import, and each way that the error offers is accepted", async () => {
	const table = [
		["Email", "Status of order", "Keine, Werbung"],
		["a@example.com", "no", "ja"],
		["b@example.com", "yes", "nein"],
	];
	await expect(run(table)).rejects.toThrow(
		/“Status of order” \(“no”, “yes”\).*--columns state="Status of order".*--ignore "Status of order"[\s\S]*“Keine, Werbung” \(“ja”, “nein”\).*--columns disabled=#3/,
	);
	expect(await run(table, { dryRun: true }).catch((error) => error.code)).toBe(
		"bad-columns",
	);
	const ignored = await run(table, {
		ignore: ["status of order", "Keine, Werbung"],
	});
	expect(ignored.added.active).toBe(2);
	await empty();
	const explained = await run(table, {
		columns: { state: "Status of order", disabled: ["#3"] },
	});
	expect(explained.added).toEqual({ active: 1, pending: 0, unsubscribed: 1 });
});

it("an unknown value in such a column is an error with its line, never taken for active", async () => {
	const refusals: string[] = [];
	await run(
		[
			["Email", "Status"],
			["a@example.com", "wobbly"],
			["b@example.com", ""],
		],
		{
			onRefusal: ({ line, code, reason }) =>
				refusals.push(`${line} ${code} ${reason}`),
		},
	);
	expect(refusals).toEqual([
		expect.stringMatching(
			/^2 bad-state “wobbly” in the column “Status” .*--ignore "Status"/,
		),
		expect.stringMatching(/^3 no-state .*--state/),
	]);
});

it("a list of addresses that must not be mailed, with reasons, is imported as the error says", async () => {
	const table = [
		["EmailAddress", "Reason", "LastUpdateTime"],
		["a@example.com", "BOUNCE", "2023-01-05"],
		["b@example.com", "COMPLAINT", "2023-01-05"],
	];
	await expect(run(table)).rejects.toThrow(/--columns suppressed="Reason"/);
	await run(table, { columns: { suppressed: "Reason" } });
	expect(
		await database.db
			.selectFrom("subscribers")
			.select(["state", "suppressed"])
			.orderBy("email")
			.execute(),
	).toEqual([
		{ state: "unsubscribed", suppressed: "bounce" },
		{ state: "unsubscribed", suppressed: "complaint" },
	]);
});

it("a value that is not understood says how to leave its column out", async () => {
	for (const [field, value] of [
		["format", "long"],
		["lens", "nobody"],
		["since", "2999-01-01"],
		["time_zone", "Mars"],
		["paused_until", "soon"],
		["state", "wobbly"],
	] as const) {
		await empty();
		const { reasons, warnings } = await run([
			["email", field],
			["a@example.com", value],
		]);
		const [said] = [
			...Object.values(reasons).map(({ first }) => first.reason),
			...Object.values(warnings).map(({ first }) => first.reason),
		];
		expect(said).toMatch(/--columns \w+=/i);
	}
});
