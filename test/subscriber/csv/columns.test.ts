import { expect, it } from "vitest";
import {
	type ColumnPlan,
	mapColumns,
} from "../../../src/subscriber/csv/columns.ts";

/** The index of each field; of several columns of one field, the first. */
function indexes({ fields, signs }: ColumnPlan) {
	const first = signs.toReversed().map(({ field, index }) => [field, index]);
	return { ...fields, ...Object.fromEntries(first) };
}

it.each([
	[
		"Mailchimp",
		"Email Address,First Name,Last Name,Address,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,TIMEZONE,TAGS",
		{
			email: 0,
			first_name: 1,
			last_name: 2,
			optin_at: 4,
			consent_ip: 5,
			consent_at: 6,
			time_zone: 7,
		},
	],
	[
		"Buttondown",
		"email_address,notes,creation_date,type,ip_address,unsubscription_date",
		{ email: 0, since: 2, state: 3, consent_ip: 4, left: 5 },
	],
	[
		"Substack",
		"email,active_subscription,expiry,plan,email_disabled,created_at",
		{ email: 0, disabled: 4, since: 5 },
	],
	[
		"Ghost",
		"id,email,name,note,subscribed_to_emails,created_at,deleted_at,labels",
		{ email: 1, name: 2, state: 4, since: 5, left: 6 },
	],
	[
		"Google's contacts",
		"First Name,Last Name,E-mail 1 - Value",
		{ first_name: 0, last_name: 1, email: 2 },
	],
])("the columns of %s are known", (_, header, columns) => {
	expect(indexes(mapColumns(header.split(",")))).toEqual(columns);
});

it("--columns wins over the known names, and an empty name ignores the field", () => {
	expect(
		indexes(
			mapColumns(["Who", "Mail", "email", "since"], {
				email: "mail",
				name: "Who",
				since: "",
			}),
		),
	).toEqual({ email: 1, name: 0 });
});

it("an unknown or ambiguous column is an error that shows what to type", () => {
	expect(() => mapColumns(["who", "what"])).toThrow(/There are: “who”, “what”/);
	expect(() => mapColumns(["email", "E-Mail"])).toThrow(
		/Choose one with: --columns email=/,
	);
	expect(() => mapColumns(["email"], { name: "Nom" })).toThrow(/“Nom”/);
});
