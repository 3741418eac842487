import { isNothing, meaningOf, yesOrNo } from "../state/sign-words.ts";
import { folded, foldedWords } from "./fold.ts";
import { isAboutMail, isStatus, toldBy } from "./sign-stems.ts";

/*
 * A column that may say that somebody left, or never agreed, must not be dropped.
 * Too many columns that are asked about cost a minute; one too few mails people
 * who left.
 */

/** Channels that are not mail: whoever left them did not leave the digest. */
const OTHER_CHANNEL =
	/sms|whatsapp|phone|mobile|push|telefon|handy|postal|messenger|fax/;

/** Columns of other services with a telling word that say nothing of consent, folded. */
const HARMLESS =
	/^(?:mailing(?:city|street|address\d?|zip|zipcode|postalcode|postcode|state|province|country|line\d?).*|activesubscription|(?:first|last)marketingemail.*|marketingemails(?:clicked|delivered|opened|replied|sent|bounced)|leadstatus|lifecycle.*|became.*date|timetomove.*|timebetween.*|associated.*|marketingcontactuntil.*|(?:first|last)active|subscriptiontier|subscriptionplan)$/;

/** Whether a header speaks of a channel that is not mail. */
export function isOtherChannel(title: string): boolean {
	const isAboutMail = /e-?mail|newsletter|(?:^|[^a-z])mails?(?:$|[^a-z])/i.test(
		title,
	);
	return OTHER_CHANNEL.test(folded(title)) && !isAboutMail;
}

/**
 * Whether a header speaks of status, consent or leaving.
 * @param title a header that is not known
 * @param values of the first rows, where the header alone does not decide
 */
export function isTelling(
	title: string,
	values: readonly string[] = [],
): boolean {
	if (HARMLESS.test(folded(title)) || isOtherChannel(title)) return false;
	const filled = values.map((value) => value.trim()).filter(Boolean);
	// Addresses and links say nothing of their owners.
	if (
		filled.length > 0 &&
		filled.every((value) => /@|^https?:\/\//.test(value))
	)
		return false;
	const words = foldedWords(title);
	const told = toldBy(words);
	if (told === "yes") return true;
	const isAnswer = (value: string) => yesOrNo(value) !== null;
	const yesNo = filled.length > 0 && filled.every(isAnswer);
	if (told === "people") return yesNo || filled.some(saysNotActive);
	// Other statuses are more than yes and no. Who answers yes, no or none to mail agreed or did not.
	if (isStatus(words)) return yesNo;
	return (
		isAboutMail(words) &&
		filled.length > 0 &&
		filled.every((one) => isAnswer(one) || isNothing(one))
	);
}

/** "Former" says it, and "Former patron". */
function saysNotActive(value: string): boolean {
	const words = foldedWords(value);
	return [value, ...(words.length <= 3 ? words : [])].some(
		(one) => (meaningOf(one) ?? "active") !== "active",
	);
}

/** Whether a telling header sounds as if "yes" meant that they left. */
export function soundsNegative(title: string): boolean {
	return /unsub|optout|optedout|black|block|suppress|bounc|complain|spam|delet|remov|disabl|inact|inakt|deact|clean|donot|nobulk|nomail|noemail|cancel|ended|stopp|deceas|left|abmeld|abgemeld|abbestell|austritt|ausgetr|kundig|sperr|widerr|widerspr|werb|verstorb|desabon|desinscri|resili|refus|baja|salida|sortie|descadastr|desuscri|disiscri|disdett|afmeld|afgemeld|uitgeschr|uitschr|opzeg|opgezeg|avregistr|avmeld|avslut|frameld|wypis|rezygn|odhlas|zrusen|leiratkoz|dezabon|iptal|ayril|odjav|отпис|відпис|отказ|退|取消|解|停止|拒|黑|거부|해지|탈퇴/.test(
		folded(title),
	);
}

/** Whether a header may have more to say than yes and no: a reason or an error. */
export function soundsLikeReason(title: string): boolean {
	return /reason|error|bounc|complain|grund|raison|motivo|spam|death|deceas/.test(
		folded(title),
	);
}

/** Whether the name of a file says that its people are no subscribers, as Mailchimp's do. */
export function nameSaysNotActive(fileName: string): boolean {
	return /abmeld|abbestell|d[eé]sinscri|(?:^|[^a-z])bajas?(?:$|[^a-z])|do[-_ ]?not[-_ ]?(?:contact|mail|email)|inactive|spam[-_ ]?reports?|invalid|left[-_ ]|non-?_?\s?subscri|unsub|cleaned|bounce|suppress|blacklist|blocklist|complain|opt-?_?outs?|abgemeldet|desabonn|désabonn/i.test(
		fileName,
	);
}
