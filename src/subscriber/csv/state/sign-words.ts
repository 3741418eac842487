import { folded } from "../header/fold.ts";

/* The words of other services and other languages, folded. */

/** What they mean for the subscriber. never: they did not agree, or not yet. */
export type Meaning =
	| "active"
	| "never"
	| "left"
	| "bounced"
	| "operator"
	| "complained";

const YES = `true yes y t 1 on x ja oui si sim tak ano da igen kylla evet да так ναι
	wahr vrai verdadero vero prawda waar sant taip jah nai ya はい 是 예 네 כן نعم`;
const NO = `false no n f 0 off nein non nao nie ne nem ei hayir nej nee нет ні не οχι
	falsch faux falso falsz onwaar fals falskt`;

const LISTS: Record<Meaning, string> = {
	active: `active subscribed enabled regular premium gifted trialed comped free paid
		confirmed optedin optin doubleoptin doubleoptedin confirmedoptin singleoptin
		marketingcontact granted
		aktiv aktiviert angemeldet abonniert abonne actif inscrit activo suscrito attivo
		iscritto ativo inscrito actief aangemeld ingeschreven prenumererar aktywny
		zapisany подписан активен`,
	never: `pending unconfirmed unactivated nonsubscribed neversubscribed notsubscribed
		never notset notconfirmed awaitingconfirmation nonmarketingcontact
		nonmarketing transactional noconsent notoptedin waiting
		unbestatigt ausstehend enattente pendiente inattesa pendente inafwachting
		oczekujacy nonconfirme noconfirmado upcoming notverified unverified`,
	left: `unsubscribed unsubscribe removed disabled inactive cancelled canceled left
		optedout optout deleted archived withdrawn revoked denied expired churned
		lapsed former resigned terminated closed gone quit ended stopped paused unpaid
		deactivated deceased dead died verstorben onholdoptout
		dontsend donotsend nomail noemail
		abgemeldet ausgetragen inaktiv gekundigt widerrufen desabonne desinscrit inactif
		inactivo baja cancelado dadodebaja disiscritto inattivo annullato cancellato
		inativo descadastrado uitgeschreven afgemeld inactief avregistrerad avanmald
		afmeldt wypisany nieaktywny odhlaseny odhlasen leiratkozott dezabonat odjavljen
		отписан отписался отписана отписалась неактивен відписаний відписався
		ayrildi abonelikteniptal iptal odhlaseno odhlasena wypisana zrezygnowal
		退订 退訂 已退订 已退訂 取消订阅 已取消 配信停止 停止 退会 購読解除 解約
		수신거부 구독취소 해지 탈퇴`,
	bounced: `cleaned bounced bounce hardbounced hardbounce undeliverable invalid
		invalidemail malformed onhold onholdbounce permanentbounce hardbounces
		mailboxnotfound unzustellbar gebounct rebondi rebotado rimbalzato`,
	operator: `suppressed usersuppressed suppress blocklisted blacklisted blocked
		manuallysuppressed gesperrt bloque bloqueado bloccato geblokkeerd zablokowany
		заблокирован 黑名单 黑名單 banned suspended excluded nevermail donotmail donotcontact donotemail`,
	complained:
		"complained complaint spamcomplaint spammy spam abuse markedasspam reportedspam",
};

const MEANINGS = new Map<string, Meaning>(
	(Object.entries(LISTS) as [Meaning, string][]).flatMap(([meaning, list]) =>
		list
			.split(/\s+/)
			.map((word) => [folded(word), meaning] as [string, Meaning]),
	),
);
const yes = new Set(YES.split(/\s+/).map(folded));
const no = new Set(NO.split(/\s+/).map(folded));

/** What a word means; null: it is not known. Yes and no are not among them. */
export function meaningOf(text: string): Meaning | null {
	// AcyMailing's number for who unsubscribed; without its sign it would be a yes.
	if (text.trim() === "-1") return "left";
	return MEANINGS.get(folded(text)) ?? null;
}

/** Words of a state that hardly mean anything else, in whatever column. */
const UNMISTAKABLE =
	/subscribed?$|^optedout$|^(?:hard)?bounced?$|^complain(?:ed|t)$|^cleaned$|^blocklisted$|^blacklisted$|^undeliverable$|^deceased$|^verstorben$|^donot|^nomail$|^noemail$|^nevermail$|^markedasspam$|^spamcomplaint$|^suppressed$|abgemeldet|ausgetragen|desabonne|desinscrit|dadodebaja|disiscritto|uitgeschreven|afgemeld|avregistrerad|avanmald|wypisan|odhlasen|leiratkozott|dezabonat|odjavljen|отпис|відпис|退订|退訂|取消订阅|配信停止|購読解除|수신거부|구독취소/;

/** Whether a cell says by itself that it speaks of a subscription: "unsubscribed". */
export function isUnmistakable(text: string): boolean {
	return (
		text.length < 30 &&
		(text.length >= 6 || /[^\p{Script=Latin}\P{L}]/u.test(text)) &&
		meaningOf(text) !== null &&
		UNMISTAKABLE.test(folded(text))
	);
}

/** Whether a text is yes or no, in any of our languages; null: it is neither. */
export function yesOrNo(text: string): boolean | null {
	if (text.trim().startsWith("-")) return false;
	const word = folded(text);
	if (yes.has(word)) return true;
	return no.has(word) ? false : null;
}

/** Whether a cell of a column such as "bounced at" says that there is nothing: "no", "-", "[]", "0000-00-00". */
export function isNothing(text: string): boolean {
	return (
		/^[\s\-–—.[\]{}()"'/:0]*$/.test(text) ||
		/^(?:null|nil|none|na|nan|never|nothing)$/.test(folded(text)) ||
		yesOrNo(text) === false
	);
}
