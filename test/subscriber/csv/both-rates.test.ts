import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { importSubscribers } from "../../../src/subscriber/csv/import.ts";
import { FakeClock } from "../../support/clock.ts";
import { freshSqlite, type TestDatabase } from "../../support/databases.ts";

/*
 * Both rates of one detector, on names and values of other services and
 * languages as people see them there; none is taken from our own lists.
 */

/** The lines of a table: a header and a value of it. */
function labelled(name: string): [header: string, value: string][] {
	return readFileSync(join(import.meta.dirname, "labelled", name), "utf8")
		.trim()
		.split("\n")
		.map((line) => {
			const at = line.indexOf("=");
			return [line.slice(0, at), line.slice(at + 1)];
		});
}

const clock = new FakeClock();
let database: TestDatabase;
beforeAll(async () => {
	database = await freshSqlite();
});
afterAll(() => database.db.destroy());

/** What became of a file: how many are active, or the error that stopped it; a dry run, so that files do not meet. */
async function outcomeOf(
	text: string,
): Promise<{ active: number; stop: string }> {
	const bytes = Readable.from([Buffer.from(text)]);
	return importSubscribers({ db: database.db, clock }, bytes, {
		consent: "at our booth",
		dryRun: true,
	}).then(
		({ added, reasons }) => ({
			active: added.active,
			stop: Object.values(reasons)
				.map(({ first }) => first.reason)
				.join(),
		}),
		(error: Error) => ({ active: 0, stop: error.message }),
	);
}

/** Service or language, header, and the values of one who left or never agreed. */
const LEFT: [from: string, header: string, values: string][] = [
	["Amazon SES", "Reason", "BOUNCE|COMPLAINT"],
	["AWeber", "Stop Time", "2023-01-05 10:00:00"],
	["AWeber", "Stop Status", "unsubscribed|undeliverable"],
	["CleverReach", "deactivated", "1672531200"],
	["CleverReach", "activated", "0"],
	["GetResponse", "Reason for removal", "unsubscribe|bounce|user"],
	["CiviCRM", "On Hold", "Yes|On Hold Bounce|1"],
	["CiviCRM", "No Bulk Emails (User Opt Out)", "Yes|1"],
	["CiviCRM", "NO BULK EMAILS", "1|Yes"],
	["CiviCRM", "Do Not Email", "Yes|1"],
	["CiviCRM", "Is Deceased", "1|Yes"],
	["Gumroad", "can_contact", "false|0"],
	["Discourse", "suspended_at", "2023-01-05 10:00:00 UTC"],
	["Postmark", "Inactive", "true"],
	["Postmark", "SuppressionReason", "HardBounce|ManualSuppression"],
	["Mailgun", "error", "550 5.1.1 user unknown"],
	["SendGrid", "reason", "550 5.1.1 The email account does not exist"],
	["Campaign Monitor", "Subscriber State", "Unsubscribed|Bounced|Deleted"],
	["ActiveCampaign", "Status", "0|2|3|Unsubscribed"],
	["ActiveCampaign", "Unsubscribed Date", "2023-01-05"],
	["Constant Contact", "Email status", "Unsubscribed|Bounced"],
	["Constant Contact", "Email Lists Opt-out Date", "01/05/2023"],
	["Drip", "status", "unsubscribed|removed|undeliverable"],
	["beehiiv", "status", "inactive|pending|validating|invalid"],
	["Buttondown", "type", "malformed|unactivated|removed|spammy"],
	["Sendy", "Status", "Unsubscribed|Unconfirmed|Bounced|Marked as spam"],
	["listmonk", "attributes", '{"note": "unsubscribed"}'],
	["Mautic", "doNotContact", "1|true"],
	["Odoo", "is_blacklisted", "True|TRUE"],
	["Odoo", "opt_out", "True"],
	["Salesforce", "HasOptedOutOfEmail", "TRUE|1"],
	["Salesforce", "IsEmailBounced", "true"],
	["Salesforce", "EmailBouncedDate", "2023-01-05T10:00:00.000Z"],
	["Pardot", "Opted Out", "1|true"],
	["Pardot", "Pardot Hard Bounced", "true"],
	["Zoho", "Email Opt Out", "true"],
	["Zoho", "Unsubscribed Mode", "Manual|Consent form"],
	["Pipedrive", "marketing_status", "no_consent|unsubscribed|archived"],
	["Pipedrive", "Person - Marketing status", "no_consent|unsubscribed"],
	["Intercom", "Unsubscribed from emails", "true"],
	["Intercom", "Has hard bounced", "true"],
	["Intercom", "Marked email as spam", "true"],
	["Wix", "Email subscriber status", "UNSUBSCRIBED|Never subscribed"],
	["MailUp", "OptOut_Date", "20110122T111244"],
	["rasa.io", "Unsubscribe Reason", "Bounce|API|Dropped"],
	["Cordial", "channels.email.subscribeStatus", "unsubscribed|none"],
	["Mapp", "user.Bounced", "true"],
	["Telnyx", "scope_reason", "complaint"],
	["a validation service", "Email verified", "No|false"],
	["a validation service", "Email Validity", "invalid|risky"],
	["HubSpot", "Lead Status", "Unsubscribed"],
	["Keap", "Email Status", "Opted Out|Non-marketable"],
	["Ontraport", "Bulk Mail Status", "Opted out|Hard bounce"],
	["EmailOctopus", "Status", "UNSUBSCRIBED|PENDING"],
	["Omnisend", "email status", "nonSubscribed|unsubscribed"],
	["a table", "Do Not Send", "x|yes|TRUE"],
	["a table", "Deceased", "x|yes|2021"],
	["a table", "Ended At", "2023-01-05"],
	["a table", "Wants emails?", "no"],
	["a table", "May we email you", "No"],
	["a table", "Ok to contact", "n"],
	["a table", "Still a member?", "no, unsubscribed"],
	["a table", "Tags", "customer,unsubscribed|vip; opted out|deceased, donor"],
	["a table", "Notes", "UNSUBSCRIBED 2023|hard bounced twice"],
	["a table", "Comments", "please do not email|asked to be taken off the list"],
	["a table", "Info", "reported us as spam|(opted-out)|no more newsletters"],
	["a table", "Name", "Ann (unsubscribed)"],
	["a table", "Categories", "friends; unsubscribed"],
	["German", "Abgemeldet am", "05.01.2023"],
	["German", "Newsletter-Abmeldung", "05.01.2023|ja"],
	["German", "Werbewiderspruch", "ja"],
	["German", "Kontaktsperre", "x"],
	["German", "Bemerkung", "hat sich abgemeldet|keine Werbung!"],
	["German", "Verstorben", "ja"],
	["German", "Kundenstatus", "inaktiv|gekündigt"],
	["German", "Rückläufer", "1"],
	["Dutch", "Opzegdatum", "05-01-2023"],
	["Dutch", "Uitgeschreven op", "05-01-2023"],
	["Dutch", "Overleden", "ja"],
	["French", "Date de désinscription", "05/01/2023"],
	["French", "Désabonné(e)", "oui"],
	["French", "Décédé", "oui"],
	["French", "Opt-in newsletter", "non"],
	["French", "Date de sortie", "05/01/2023"],
	["Spanish", "Fecha de baja", "05/01/2023"],
	["Spanish", "Fecha de salida", "05/01/2023"],
	["Spanish", "Acepta correo", "no"],
	["Spanish", "Consentimiento RGPD", "no"],
	["Italian", "Data di cancellazione", "05/01/2023"],
	["Italian", "Disiscritto il", "05/01/2023"],
	["Italian", "Consenso marketing", "no"],
	["Portuguese", "Descadastrado em", "05/01/2023"],
	["Portuguese", "Inscrito", "não"],
	["Portuguese", "Data de saída", "05/01/2023"],
	["Polish", "Wypisany dnia", "2023-01-05"],
	["Polish", "Zgoda marketingowa", "nie"],
	["Polish", "Rezygnacja", "2023-01-05"],
	["Czech", "Odhlášen dne", "5. 1. 2023"],
	["Czech", "Souhlas se zasíláním", "ne"],
	["Turkish", "Abonelik durumu", "İptal|ayrıldı"],
	["Turkish", "İzinli", "hayır"],
	["Turkish", "Ayrılma tarihi", "05.01.2023"],
	["Russian", "Активен", "нет"],
	["Russian", "Статус", "Отписался|неактивен"],
	["Russian", "Дата отписки", "05.01.2023"],
	["Ukrainian", "Підписка", "ні"],
	["Swedish", "Avregistrerad", "2023-01-05"],
	["Norwegian", "Avmeldt", "ja"],
	["Danish", "Frameldt", "05-01-2023"],
	["Finnish", "Markkinointiesto", "kyllä"],
	["Hungarian", "Leiratkozás dátuma", "2023.01.05"],
	["Romanian", "Dezabonat", "da"],
	["Greek", "Εγγραφή", "όχι"],
	["Japanese", "配信ステータス", "停止"],
	["Japanese", "退会日", "2023/01/05"],
	["Japanese", "備考", "配信停止希望"],
	["Chinese", "是否订阅", "否"],
	["Chinese", "备注", "已退订"],
	["Korean", "수신동의", "아니오"],
	["Korean", "메모", "수신거부"],
	["Arabic", "اشتراك", "لا"],
	["Hebrew", "הסרה", "כן"],
	["Vietnamese", "Hủy đăng ký", "có"],
	["Indonesian", "Berhenti berlangganan", "ya"],
];

/** How exports and people write a header or a value. */
const SPELLINGS: ((text: string) => string)[] = [
	(text) => text,
	(text) => text.toUpperCase(),
	(text) => text.toLowerCase(),
	(text) => ` ${text} `,
	(text) => text.replaceAll(" ", "_"),
	(text) => text.replaceAll("_", " "),
];

for (const [header, value] of labelled("left.txt"))
	LEFT.push(["a table", header, value]);

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

it("nobody becomes active of whom any service or language says that they left, in any spelling", async () => {
	const missed: string[] = [];
	// Each value as it is and in one spelling, in turns.
	for (const [number, [from, header, values]] of LEFT.entries())
		for (const value of values.split("|"))
			for (const way of new Set([0, number % SPELLINGS.length])) {
				const spell = SPELLINGS[way] ?? String;
				const cell = way === 3 || way === 1 ? spell(value) : value;
				const bom = way % 2 === 0 ? "" : "\uFEFF";
				const text = `${bom}Email,City,${quoted(spell(header))}\r\na@example.com,Bonn,${quoted(cell)}\r\n`;
				if ((await outcomeOf(text)).active > 0)
					missed.push(`${from}: ${spell(header)}=${cell}`);
			}
	expect(missed).toEqual([]);
});

/** Columns of ordinary lists of people, with what is in them. */
const ORDINARY: Record<string, string> = {
	State: "CA|NY|ON|NE|Ohio|New South Wales",
	"Shipping State": "CA|TX",
	"Work state": "left|Ohio",
	Type: "Customer|Lead|Business",
	"Order status": "cancelled|shipped|refunded|pending",
	approval_status: "pending|approved|rejected",
	"Payment status": "paid|declined|refunded",
	"Marital status": "single|widowed",
	"Company status": "active|dissolved",
	"Attendee Status": "Attending|Deleted",
	"Fulfillment Status": "unfulfilled",
	"T-shirt sizing": "M|XL",
	Manifesto: "yes|no",
	Discription: "tall|nice",
	Leftover: "soup",
	"Bounce house rental": "yes|no",
	"Marketing department": "Berlin|no",
	"Cleaning service": "yes|no",
	"Clean energy": "yes",
	"Bewerbung am": "01.02.2023",
	Gewerbe: "Handwerk",
	"Bounce rate": "0.4",
	"Unsubscribe URL": "https://x.example/unsubscribe?id=7",
	"Manage link": "https://x.example/u/optout/7",
	"First name": "Ann|Bo|Cy Left",
	"Last name": "Baja|Stopp|Spam",
	City: "Bonn|Baja California|Left Bank",
	Company: "Active Ltd|Unsub Records|Bounce GmbH|No Mail Inc",
	"Job title": "Head of Email Marketing|Consent Manager",
	Notes:
		"met at the fair|left a message|complained about the price|cheque bounced|cancelled lunch|asked about the subscription|no email yet|not unsubscribed",
	Tags: "vip|customer, berlin|active; left-handed|newsletter|trial ended",
	Plan: "free|paid|cancelled",
	"Order number": "17|1-AB",
	"Customer ID": "c_17|0",
	"Created at": "2023-01-05 10:00:00",
	"Last order date": "2023-01-05|05.01.2023",
	Birthday: "1980-01-05",
	Amount: "10.00|0|-1",
	"Total spent": "€ 10",
	Phone: "+49 228 1",
	"Accepts SMS Marketing": "no|UNSUBSCRIBED",
	utm_source: "newsletter|email",
	utm_campaign: "optin_2023|stop-smoking",
	Language: "de|no|ja",
	Country: "NO|DE|Peru",
	"Subscription plan": "monthly|none",
	"Newsletter clicks": "0|7",
	"Lead Status": "New|Open|Unqualified",
	Gender: "m|f|x",
	Website: "https://a.example/contact",
	"Company email": "info@a.example",
	Bestellstatus: "storniert|offen",
	Familienstand: "ledig",
	Zahlungsart: "Rechnung",
	Ville: "Paris",
	"Statut juridique": "SARL",
	Estado: "SP|Jalisco",
	Provincia: "NO|SI",
	Stadt: "Stade",
	Пол: "м",
	Город: "Киев",
	氏名: "山田",
	注文状況: "済",
	Resilience: "high|no",
	"Peruvian food": "yes",
	Pamela: "yes",
	"Exit survey score": "7",
	"Active users": "12",
	Priority: "Normal|Low",
	"E-mail 1 - Type": "* Home|Work",
	Sensitivity: "Normal",
	"Send gift": "yes|no",
	"Left arm": "no",
	"Invalid parking": "no",
};

it("thousands of ordinary files are let through whole, whatever columns they have beside each other", async () => {
	const cells = fc.constantFrom(
		...labelled("ordinary.txt"),
		...Object.entries(ORDINARY).flatMap(([header, values]) =>
			values.split("|").map((value) => [header, value] as const),
		),
	);
	const stopped = new Map<string, string>();
	await fc.assert(
		fc.asyncProperty(
			fc.uniqueArray(cells, {
				minLength: 8,
				maxLength: 16,
				selector: ([header]) => header,
			}),
			async (row) => {
				const text = `Email,Postcode,${row.map(([header]) => quoted(header)).join()}\na@example.com,1,${row.map(([, value]) => quoted(value)).join()}\n`;
				const { active, stop } = await outcomeOf(text);
				if (active !== 1) stopped.set(stop, text);
			},
		),
		{ numRuns: Number(process.env.FILES ?? 300) },
	);
	expect([...stopped.keys()]).toEqual([]);
});

it.each([
	"address",
	"Email 1",
	"E-mail 1 - Value",
	"Buyer Email",
	"Person - Email",
	"Primary Email",
	"Work email",
	"Contact email",
	"EmailAddress",
	"email_address",
	"Adresse e-mail",
	"Correo",
	"メールアドレス",
	"Kontakt",
	"to",
])("the address is found below “%s”", async (header) => {
	expect(
		await outcomeOf(`Name,${header}\nAnn,a@example.com\nBo,b@example.com\n`),
	).toEqual({ active: 2, stop: "" });
});

it("two columns of addresses below names that are not known stop the import with what to type", async () => {
	const { stop } = await outcomeOf(
		"One,Two\na@example.com,b@example.com\nc@example.com,d@example.com\n",
	);
	expect(stop).toMatch(
		/“One” and “Two” hold addresses.*--columns email="One" or: --columns email="Two"/,
	);
});

it("a file without a header does not lose its first person as one", async () => {
	const { stop } = await outcomeOf("a@example.com,Ann\nb@example.com,Bo\n");
	expect(stop).toMatch(/none of them is known as the address/);
});

it("a word in a later part of a long file refuses its row", async () => {
	const rows = Array.from(
		{ length: 6_000 },
		(_, n) => `r${n}@example.com,Bonn`,
	);
	const { active, stop } = await outcomeOf(
		`email,Group\n${rows.join("\n")}\nlast@example.com,Unsubscribed\n`,
	);
	expect(active).toBe(6_000);
	expect(stop).toMatch(
		/“Unsubscribed” in the column “Group”.*--ignore "Group"/,
	);
});
