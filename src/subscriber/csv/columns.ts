import { Failure } from "../../errors.ts";

/** What a column can hold, by the name that `--columns` takes. */
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

/** Where each field stands in a row, from 0 on. A field that is absent has no column. */
export type CsvColumns = Partial<Record<CsvField, number>>;

/**
 * Headers as other services write them, without case, spaces and signs:
 * Mailchimp, Buttondown, Substack, Ghost, Kit, beehiiv, listmonk, and the
 * contacts of Google and Outlook. Each is also known by its own name.
 */
const ALSO: Partial<Record<CsvField, readonly string[]>> = {
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

const KNOWN = new Map<string, CsvField>(
	CSV_FIELDS.flatMap((field) =>
		[folded(field), ...(ALSO[field] ?? [])].map(
			(name) => [name, field] as const,
		),
	),
);

/**
 * Finds out which column holds what.
 *
 * @param header the first row
 * @param told by field the header that holds it; an empty one leaves the field out
 * @throws Failure `bad-columns`
 */
export function mapColumns(
	header: readonly string[],
	told: Partial<Record<CsvField, string>> = {},
): CsvColumns {
	const columns: CsvColumns = {};
	for (const [field, title] of Object.entries(told) as [CsvField, string][]) {
		if (title === "") continue;
		const place = header.findIndex((one) => folded(one) === folded(title));
		if (place === -1)
			throw bad(`no column is called “${title}”. ${listed(header)}`);
		columns[field] = place;
	}
	const taken = new Set(Object.values(columns));
	for (const [place, title] of header.entries()) {
		const field = KNOWN.get(folded(title));
		if (!field || field in told || taken.has(place)) continue;
		const before = columns[field];
		if (before === undefined) columns[field] = place;
		// Mailchimp has a time and an address of asking and of confirming: the first of each will do.
		else if (field === "email")
			throw bad(
				`both “${header[before]}” and “${title}” could be the address. Say which: --columns email="${title}"`,
			);
	}
	if (columns.email === undefined)
		throw bad(
			`none is the address. ${listed(header)} Say which: --columns email=…`,
		);
	return columns;
}

/** Without a header, a list of bare addresses, one a line, is understood. */
export function isBareList(first: readonly string[]): boolean {
	return first.length === 1 && (first[0] ?? "").includes("@");
}

function folded(title: string): string {
	return title.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

function listed(header: readonly string[]): string {
	return `There are: ${header.map((title) => `“${title}”`).join(", ")}.`;
}

function bad(what: string): Failure {
	return new Failure(
		"bad-columns",
		`The first line must name the columns, and ${what}`,
	);
}
