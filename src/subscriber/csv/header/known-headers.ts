import { folded } from "./fold.ts";

/**
 * What says whether somebody may be mailed. A file may have several of each:
 * - state: a word such as subscribed, or yes and no
 * - disabled: yes, or a time, means that they left
 * - left, bounced, complained, suppressed: anything filled in means just that
 */
const SIGN_FIELDS = [
	"state",
	"disabled",
	"left",
	"bounced",
	"complained",
	"suppressed",
] as const;

export type CsvField = (typeof CSV_FIELDS)[number];
export type SignField = (typeof SIGN_FIELDS)[number];
/** What a subscriber has once. */
export type SingleField = Exclude<CsvField, SignField>;

/** The kinds of columns, by the name that `--columns` accepts, in the order of an export. */
export const CSV_FIELDS = [
	"email",
	"name",
	"first_name",
	"last_name",
	"state",
	"disabled",
	"since",
	"left",
	"bounced",
	"complained",
	"suppressed",
	"format",
	"lens",
	"categories",
	"time_zone",
	"paused_until",
	"bookmarks",
	"optin_at",
	"consent",
	"consent_at",
	"consent_ip",
	"language",
] as const;

export function isSignField(field: CsvField): field is SignField {
	return (SIGN_FIELDS as readonly CsvField[]).includes(field);
}

/**
 * Headers of other services, folded: Mailchimp, Buttondown, Substack, Ghost, Kit,
 * beehiiv, listmonk, Klaviyo, Shopify, MailPoet, MailerLite, Brevo, HubSpot, AWeber,
 * CleverReach, GetResponse, CiviCRM, Salesforce, Intercom, Wix, Discourse, and the
 * contacts of Google and Outlook. A field's own name is known, too.
 */
const SYNONYMS: Partial<Record<CsvField, string>> = {
	email: `emailaddress mail mailaddress subscriberemail contactemail useremail
		email1value emailaddress1 emailid youremail youremailaddress subscriber
		mailadresse emailadresse epost epostadress eposta correo correoelectronico
		direcciondecorreo courriel adressemail adresseemail emailcim
		primaryemail primaryemailaddress workemail buyeremail customeremail billingemail
		personemail emailprimary メールアドレス 电子邮件 邮箱 電子郵件 이메일 почта
		электроннаяпочта емаил`,
	name: `fullname displayname subscribername contactname yourname yourfullname
		namn nimi`,
	first_name: `firstname fname givenname forename vorname prenom nombre nome
		voornaam fornamn`,
	last_name: `lastname lname surname familyname nachname nomdefamille apellido
		apellidos cognome achternaam efternamn sobrenome`,
	state: `status subscribertype type subscribed subscribedtoemails
		subscriptionstatus subscriberstatus emailmarketing emailmarketingconsent
		emailmarketingstatus acceptsemailmarketing acceptsmarketing
		marketingcontactstatus marketingstatus emailstatus emailsubscriptionstatus
		globalstatus liststatus contactstatus memberstatus mailingstatus optin
		doubleoptin optinstatus marketingoptin emailoptin emailconsent
		marketingconsent consentstatus marketingemailconfirmationstatus
		emailsubscriberstatus activated cancontact subscribedtomarketingemails`,
	disabled: `emaildisabled unsubscribed optedout optout emailoptout
		unsubscribedfromallemail optedoutofemail hasoptedoutofemail portalunsubscribe
		blacklist blacklisted emailblacklisted blocklisted emailblocklisted
		donotemail donotmail donotcontact emaildonotcontact isblacklisted isunsubscribed
		nobulkemails nobulkemailsuseroptout unsubscribedfromemails inactive deactivated`,
	left: `unsubtime unsubcampaigntitle unsubcampaignid unsubreason
		unsubreasonother unsubscribedat unsubscriptiondate unsubscribedate
		unsubscribeddate unsubscribedon dateunsubscribed deletedat optoutdate
		optouttime optedoutat cancelledat canceledat unsubscribereason
		unsubscribetime stoptime stopstatus reasonforremoval suspendedat removedat
		endedat abgemeldetam austrittsdatum opzegdatum fechadebaja
		datededesinscription datededesabonnement`,
	bounced: `cleantime cleancampaigntitle cleancampaignid cleaned cleanedat
		bouncedat hardbounced hardbounce emailhardbouncereason hardbouncereason
		bouncereason portalbounce globalbounce invalidemailaddress
		emailaddressquarantined emailaddressquarantinereason
		emailaddressautomatedquarantinereason undeliverable onhold hashardbounced
		isemailbounced emailbounceddate emailbouncedreason bounceddate`,
	complained: `complaint spamcomplaint spamreport portalspamreport complainedat
		markedasspam markedemailasspam hasmarkedemailasspam`,
	suppressed: `suppression suppressions emailsuppressions suppressionreason
		emailsuppressed suppressedat emailsuppressionreason`,
	since: `createdat createdon creationdate createdate subscribedat subscribedon
		subscribeddate subscribedate startdate datesubscribed dateadded addedtime
		joined signupdate profilecreatedon subscriptiondate subscribersince`,
	lens: "reviewer",
	language: "sprache locale preferredlanguage langue idioma",
	categories: "category topics",
	time_zone: "timezone",
	bookmarks: "saved savedtools",
	consent: "consentsource consenttext",
	consent_at: `consenttime confirmtime confirmedat confirmationdate confirmdate
		consenttimestamp emailmarketingconsenttimestamp consentdate`,
	consent_ip:
		"consentipaddress optinip confirmip ipaddress signupip confirmationip",
	optin_at: "optintime optindate optedinat",
};

const FIELD_BY_HEADER = new Map<string, CsvField>(
	CSV_FIELDS.flatMap((field) =>
		[field, ...(SYNONYMS[field] ?? "").split(/\s+/)]
			.map(folded)
			.filter((name) => name !== "")
			.map((name) => [name, field] as const),
	),
);

/** The field that a header is known for; undefined: it is not known. */
export function fieldOf(title: string): CsvField | undefined {
	const name = folded(title);
	// HubSpot has one such column for each kind of mail.
	if (name.startsWith("optedoutofemail")) return "disabled";
	return FIELD_BY_HEADER.get(name);
}

/** The columns in front of the rows that an import refused, in the file of them. Another import ignores them, whatever they say. */
export const REFUSED_COLUMNS = ["refused_line", "refused_because"] as const;

/** The same in the file of `--report`, always in front. Scripts read them by name. */
export const REPORT_COLUMNS = ["line", "address", "code", "reason"] as const;
