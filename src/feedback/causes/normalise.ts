/** More of a text is not looked at: no reply is as long. */
const MAX_CHARACTERS = 4000;

/** The last label of a name with one dot, so that "found.please" stays words. */
const TOP_LEVEL =
	/^(?:[a-z]{2}|com|net|org|info|biz|edu|gov|mil|name|cloud|online|email|mobi|example|invalid|test|local|localdomain)$/;

/**
 * The words of a reply, for the rules: lower case, without reply codes, accents,
 * brackets and quotes, "n't" as " not", an address as `@`, a host, URL or IP
 * address as `~`. So neither `mx.mailspamprotection.com` nor the words of a link
 * can decide anything.
 */
export function normalise(text: string): string {
	const flat = text
		.slice(0, MAX_CHARACTERS)
		.toLowerCase()
		.replace(/\b(?:https?|ftp|mailto|cid):[^\s<>"]{1,400}/g, " ~ ")
		.replace(/[^\s<>"'(),;:[\]]{1,64}@[^\s<>"'(),;[\]]{1,255}/g, " @ ")
		.replace(/(?<![\w.])#?[245]\.\d{1,3}\.\d{1,3}(?![\w.]\d)/g, " ")
		.replace(/\b[a-z\d][\w-]{0,62}(?:\.[\w-]{1,63}){1,8}/g, host)
		.replace(/(?<!\S)[([<]?[245]\d\d(?=[-\s:,]|$)[-:,]?/g, " ")
		.replace(/[’‘´`]/g, "'")
		.replace(/\bca(?:n't|n not)\b/g, "cannot")
		.replace(/\bwon't\b/g, "will not")
		.replace(/n't\b/g, " not")
		.replace(/[<>"()[\]{}*_|=]/g, " ")
		.replace(/\s{1,}/g, " ");
	return /[^\x20-\x7e]/.test(flat) ? withoutAccents(flat) : flat;
}

function host(name: string): string {
	const labels = name.split(".");
	const last = labels.at(-1) ?? "";
	// Words with a full stop between them, as in "RESOLVER.ADR.RecipNotFound", stay.
	if (/^(?:resolver|adr|rst|smtpsend|storedrv|queue|routing)\./.test(name))
		return name;
	return labels.length > 2 || TOP_LEVEL.test(last) || /^\d/.test(last)
		? " ~ "
		: name;
}

/** Of Latin letters only: in Cyrillic and Kana the marks make other letters. */
function withoutAccents(text: string): string {
	return text
		.normalize("NFKD")
		.replace(/(?<=[a-z])[\u0300-\u036f]{1,4}/g, "")
		.normalize("NFC");
}
