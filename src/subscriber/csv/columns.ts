import { Failure } from "../../errors.ts";

/** The kinds of columns, by the name that `--columns` accepts. */
export const CSV_FIELDS = [
	"email",
	"name",
	"first_name",
	"last_name",
	"state",
	"disabled",
	"since",
	"left",
	"suppressed",
	"format",
	"lens",
	"categories",
	"time_zone",
	"paused_until",
	"bookmarks",
	"consent",
	"consent_at",
	"consent_ip",
] as const;

export type CsvField = (typeof CSV_FIELDS)[number];

/** The index of each field in a row, from 0. An absent field has no column. */
export type CsvColumns = Partial<Record<CsvField, number>>;

/**
 * Headers of other services, in lower case and without spaces and signs:
 * Mailchimp, Buttondown, Substack, Ghost, Kit, beehiiv, listmonk, and the
 * contacts of Google and Outlook. A field's own name is known, too.
 */
const SYNONYMS: Partial<Record<CsvField, readonly string[]>> = {
	email: [
		"emailaddress",
		"mail",
		"mailaddress",
		"subscriberemail",
		"contactemail",
		"useremail",
		"email1value",
		"emailaddress1",
		"emailid",
	],
	name: ["fullname", "displayname", "subscribername", "contactname"],
	first_name: ["firstname", "fname", "givenname", "forename"],
	last_name: ["lastname", "lname", "surname", "familyname"],
	state: [
		"status",
		"subscribertype",
		"type",
		"subscribed",
		"subscribedtoemails",
		"subscriptionstatus",
		"emailmarketing",
	],
	disabled: ["emaildisabled", "unsubscribed", "optedout"],
	since: [
		"createdat",
		"creationdate",
		"subscribedat",
		"subscribedon",
		"startdate",
		"datesubscribed",
		"dateadded",
		"joined",
	],
	left: [
		"unsubtime",
		"unsubscribedat",
		"unsubscriptiondate",
		"unsubscribedate",
		"deletedat",
	],
	lens: ["reviewer"],
	categories: ["category", "topics"],
	time_zone: ["timezone"],
	bookmarks: ["saved", "savedtools"],
	consent: ["consentsource", "consenttext"],
	consent_at: ["consenttime", "confirmtime", "confirmedat", "optintime"],
	consent_ip: ["consentipaddress", "confirmip", "optinip", "ipaddress"],
};

const FIELD_BY_HEADER = new Map<string, CsvField>(
	CSV_FIELDS.flatMap((field) =>
		[normalised(field), ...(SYNONYMS[field] ?? [])].map(
			(name) => [name, field] as const,
		),
	),
);

/**
 * Finds the column of each field.
 *
 * @param header the first row
 * @param named the header of a field; an empty one ignores the field
 * @throws Failure `bad-columns`
 */
export function mapColumns(
	header: readonly string[],
	named: Partial<Record<CsvField, string>> = {},
): CsvColumns {
	const columns: CsvColumns = {};
	for (const [field, title] of Object.entries(named) as [CsvField, string][]) {
		if (title === "") continue;
		const index = header.findIndex(
			(one) => normalised(one) === normalised(title),
		);
		if (index === -1)
			throw badColumns(`no column is called “${title}”. ${listOf(header)}`);
		columns[field] = index;
	}
	const used = new Set(Object.values(columns));
	for (const [index, title] of header.entries()) {
		const field = FIELD_BY_HEADER.get(normalised(title));
		if (!field || field in named || used.has(index)) continue;
		const before = columns[field];
		if (before === undefined) columns[field] = index;
		// Mailchimp has the time and the IP address both of the sign-up and of the confirmation. The first of each is used.
		else if (field === "email")
			throw badColumns(
				`both “${header[before]}” and “${title}” could be the address. Choose one with: --columns email="${title}"`,
			);
	}
	if (columns.email === undefined)
		throw badColumns(
			`none of them is known as the address. ${listOf(header)} Name it with: --columns email=…`,
		);
	return columns;
}

/** Whether the first row is an address: then the file is a list of addresses without a header. */
export function isBareList(first: readonly string[]): boolean {
	return first.length === 1 && (first[0] ?? "").includes("@");
}

function normalised(title: string): string {
	return title.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

function listOf(header: readonly string[]): string {
	return `There are: ${header.map((title) => `“${title}”`).join(", ")}.`;
}

function badColumns(what: string): Failure {
	return new Failure(
		"bad-columns",
		`The first line must name the columns, and ${what}`,
	);
}
