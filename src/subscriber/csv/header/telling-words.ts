import { folded, foldedWords } from "./fold.ts";

/*
 * A column that may say that somebody left, or never agreed, must not be dropped.
 * These words, folded, make a header such a one. Too many columns that are asked
 * about cost a minute; one too few mails people who left.
 */

/** Parts of words, in the order: English, German, French, Spanish and Portuguese, Italian, Dutch, Nordic, Finnish, Polish, Czech, Hungarian, Romanian, Turkish, Croatian, Russian and Ukrainian, Greek. */
const PARTS = `
	status consent subscri unsub optin optout optedin optedout optsin optsout marketing
	clean bounc blacklist blocklist blacklst suppress complain complaint permission
	gdpr donotmail donotemail donotcontact dontmail dontemail nomail noemail newsletter
	churn revok withdr objection exitdate donotsend cansend canemail oktoemail contactable
	mailable deliverab cancel acceptsemail acceptsmail allowemail emailallow
	agreed agrees legalbasis lawfulbasis optingin hardbounce mailinglist
	abbestell austritt ausgeschied erlaubnis emailversand rundbrief
	einwillig zustimm abonn abmeld abgemeld austrag ausgetrag anmeld angemeld
	werb gesperrt sperr zustellbar widerruf widerspr widersproch dsgvo datenschutz
	rucklauf kontaktverbot kundig gekundigt eingetragen
	statut desabonn desinscri inscri rebond bloqu listenoire rgpd refus resili
	consentement accordemail
	estado situac suscri rebot listanegra boletin rechaz consentimiento assinatura
	assinante descadastr devolv cancelad inscrit anulad
	consenso iscri disiscri cancell rimbalz bloccat disdett bollettin
	toestemming afgemeld aangemeld afmeld aanmeld uitgeschr uitschr ingeschr inschr
	geblok nieuwsbrief opgezeg
	samtyck samtyk prenumer avregistr avmeld avanmal afmeld tilmeld frameld pamel
	sparr blockerad nyhetsbrev nyhedsbrev avslut
	suostumus tilaus tilaaj peruut esto uutiskirj
	zgod subskryp subskryb wypis zapis rezygn odrzuc zablok anulow
	souhlas suhlas odber odhlas prihlas odmitn odmietn blokov zrusen
	hozzajarul feliratkoz leiratkoz allapot letilt hirlevel
	abonar abonat dezabon consimt
	durum onay izin riza abone iptal bulten ayril
	suglas privola soglas pretplat odjav prijav
	退订 退訂 订阅 訂閱 購読 配信 解除 수신 구독 해지 الحالة اشتراك إلغاء הסר רשומ מנוי
	статус соглас подпис отпис рассыл заблок черныисп съгласи абон отказ
	згод підпис відпис розсил
	καταστ συγκατ συνδρ εγγραφ διαγραφ
`
	.split(/\s+/)
	.map(folded)
	.filter((part) => part !== "");

/** Whole words, because they are also parts of others. */
const WORDS = new Set(
	`active inactive aktiv inaktiv actif inactif activo inactivo ativo inativo attivo
	inattivo actief inactief aktywny deleted removed disabled enabled confirmed
	unconfirmed spam left quit banned blocked excluded permitted baja alta stan stav
	stare tila mailing mailings opt opted abuse dnc dnm hbounce stato attiva sperre`.split(
		/\s+/,
	),
);

/** Words about an address, beside which "state" is a part of a country. */
const PLACE =
	/^(?:province|region|regioncode|code|country|county|city|address\d?|home|billing|shipping|mailing|default|zip|business|other|ip|work|geo)$/;

/** Channels that are not mail: whoever left them did not leave the digest. */
const OTHER_CHANNEL =
	/sms|whatsapp|phone|mobile|push|telefon|handy|postal|messenger|fax/;

/** Columns of other services with a telling word that say nothing of consent, folded. */
const HARMLESS =
	/^(?:mailing(?:city|street|address|zip|zipcode|postalcode|postcode|state|province|country|line\d?)|powerbi\w*|tshirt\w*|\w*categori[sz]ation|manifesto|activesubscription|(?:first|last)marketingemail.*|marketingemails(?:clicked|delivered|opened|replied|sent|bounced)|leadstatus|maritalstatus|militarystatus|relationshipstatus|lifecycle.*|became.*date|timetomove.*|timebetween.*|associated.*|marketingcontactuntil.*|(?:first|last)active|subscriptiontier|subscriptionplan|complimentaryplan|stripe.*id|dateofbirth)$/;

/** Whether a header is known to say nothing of mail: it speaks of another channel, or of something else. */
export function isHarmless(title: string): boolean {
	const name = folded(title);
	const isAboutMail = /e-?mail|newsletter|(?:^|[^a-z])mails?(?:$|[^a-z])/i.test(
		title,
	);
	return HARMLESS.test(name) || (OTHER_CHANNEL.test(name) && !isAboutMail);
}

/**
 * Whether a header speaks of status, consent or leaving.
 * @param title a header that is not known
 */
export function isTelling(title: string): boolean {
	const name = folded(title);
	if (isHarmless(title)) return false;
	const words = foldedWords(title);
	if (words.includes("state")) return !words.some((word) => PLACE.test(word));
	return (
		words.some((word) => WORDS.has(word)) ||
		PARTS.some((part) => name.includes(part))
	);
}

/** Whether a telling header sounds as if "yes" meant that they left. */
export function soundsNegative(title: string): boolean {
	return /unsub|optout|optedout|black|block|suppress|bounc|complain|spam|delet|remov|disabl|inact|inakt|clean|donot|cancel|abmeld|abgemeld|sperr|desabonn|desinscri|baja|disiscri|afgemeld|uitgeschr|wypis|odhlas|leiratkoz|dezabon|odjav|отпис/.test(
		folded(title),
	);
}

/** Whether the name of a file says that its people are no subscribers, as Mailchimp's do. */
export function nameSaysNotActive(fileName: string): boolean {
	return /abmeld|abbestell|d[eé]sinscri|(?:^|[^a-z])bajas?(?:$|[^a-z])|do[-_ ]?not[-_ ]?(?:contact|mail|email)|inactive|spam[-_ ]?reports?|invalid|left[-_ ]|non-?_?\s?subscri|unsub|cleaned|bounce|suppress|blacklist|blocklist|complain|opt-?_?outs?|abgemeldet|desabonn|désabonn/i.test(
		fileName,
	);
}
