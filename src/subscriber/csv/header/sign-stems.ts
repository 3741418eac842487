import { folded } from "./fold.ts";

/*
 * The vocabulary of headers that may say who left or never agreed. In the order:
 * English, German, French, Spanish and Portuguese, Italian, Dutch, Nordic,
 * Finnish, Polish, Czech, Hungarian, Romanian, Turkish, Croatian, Cyrillic, Greek.
 */

function words(list: string): string[] {
	return list.split(/\s+/).map(folded).filter(Boolean);
}

/** Long enough to be no accident, wherever in a word: German compounds, and names written without spaces. */
const WITHIN = words(`
	unsub optout optedout optedin subscri newsletter mailinglist blacklist blocklist
	blacklst suppress consent donotmail donotemail donotcontact donotsend dontmail
	dontemail dontcontact nomail noemail cancontact canemail hardbounc undeliver
	spamcompl spamreport markedasspam
	abmeld abgemeld abbestell einwillig zustimm widerruf widerspr widersproch
	unzustell sperre sperrt sperrlist sperrdatum rundbrief kontaktverbot mailverbot emailversand
	desabonn desinscri desuscri descadastr disiscri
	nieuwsbrief toestemming afmeld afgemeld uitschr uitgeschr opzeg opgezeg
	nyhetsbrev nyhedsbrev samtyck samtyk avregistr avanmal prenumer
	uutiskirj suostumu sahkopostiesto markkinointiesto
	hirlevel leiratkoz feliratkoz hozzajarul
	отпис рассыл розсил`);

/** The beginning of a word: its ending may change with the grammar. */
const BEGINNINGS = words(`
	gdpr dsgvo rgpd lgpd revok withdr churn deceas mailable emailable contactable
	kundig gekundig austritt austrag ausgetrag ausgetreten ausgeschied anmeld angemeld werb
	datenschutz verstorb erlaubnis rucklauf kontakterlaubnis
	abonn inscri rebond resilia refus deced decede
	suscri boletin consentim fallecid falecid assinatura assinante rebotad
	iscri rimbalz bollettin disdett consenso consensi decedut
	aanmeld aangemeld ingeschr inschr geblok overleden
	tilmeld frameld pameld avmeld sparrad sparrat sparrlist avslut avlid
	tilaaj peruut
	zgod subskryp wypis zapis rezygn zmarl
	souhlas suhlas odber odhlas neposil prihlas zemrel zrusen
	letilt kilep dezabon abonar abonat consimt
	izin abone bulten ayril langganan berlangganan
	suglas privola soglas pretplat odjav prijav
	соглас подпис съгласи абон згод підпис відпис
	συγκατ συνδρ εγγραφ διαγραφ`);

/** Written without spaces, or with beginnings and endings that are written to the word. */
const UNSPACED =
	words(`退订 退訂 取消 订阅 訂閱 購読 配信 解除 停止 退会 退會 解約 メルマガ 同意 拒否
	拒收 不着 黑名单 黑名單 拉黑 注销 註銷 수신 구독 해지 거부 탈퇴 동의 해제
	退信 可否 状态 狀態 ステータス 상태 الحالة สถานะ
	النشرة اشتراك الغاء إلغاء موافق محظور הסר רשומ מנוי הסכמ ยกเลิก สมัคร`);

/** What may mean another thing, so that it tells only among words of mail and lists. */
const WEAK = new Set(
	words(`
	status state statut stato estado situacao situacion stan stav tila allapot durum
	durumu статус состояние stare stand tilanne
	active activated inactive deactivated aktiv inaktiv deaktiviert aktiviert actif
	inactif activo inactivo ativo inativo attivo inattivo actief inactief aktywny
	nieaktywny aktivni neaktivni aktif pasif активен активный активна неактивен
	deleted removed removal disabled enabled confirmed unconfirmed
	block fbl hb doi dormant lapsed pref prefs abo beendet sorti disattivato disattivata
	cancelou desativado desactivado markkinointilupa activ activa aktivan aktivna активний активна archived expired departed leaving
	failure failed npai peruttu ухода уход dne solicitation
	erlaubt verified unverified verification valid invalid validity validation deliverable
	deliverability spam abuse left quit banned blocked bloque bloquee bloqueado
	bloccato excluded permitted permission objection rejected refused declined agreed
	agrees agree confirmation onay onayi riza
	exit ended ending stop stopped terminated resigned cancelled canceled cancellation
	cancel cleaned cleantime bounce bounced bounces suspended paused hold reason error
	complaint complaints complained baja alta salida sortie uscita saida saidas esci
	gesperrt geloscht storniert eingetragen radie radiee cancelado cancellato cancellata
	anulado anulowany anulowane zablokowany zablokowane blokovany vyrazen iptal iptali
	rechazado rechaz rebote situac
	permissao permiso permesso accord lupa mailing mailings opted opt dnc dnm hbounce
	marketing death died dead todesdatum decessi
	cancellazione cancelacion cancelamento annulation annullamento eliminado eliminada
	eliminato eliminata eliminacion supprime supprimee suppression radiation verwijderd
	verwijderdatum usuniety usunieta usuniecia smazan smazano raderad slettet poistettu
	silindi torolve sters
	заблокирован отказ удален активность согласен черныи съгласие катасташи
	κατασταση`),
);

/** Only beside a word for mail: "Accepts email", "Valid email". */
const WITH_MAIL = new Set(
	words(`accepts accept allow allows allowed allowing receive receives want wants ok
	okay can may send agree agrees yes permit wish wishes interested please willing
	invalid quality result opt bad wrong exclude excluded
	acepta acepto quiere desea accepte souhaite recevoir accetta accetto desidera ricevere
	aceita aceito deseja receber recibir recibe akzeptiert wunscht mochte erhalten erhalt
	empfangt empfang ontvangt ontvangen wil przyjmuje chce kabul istiyor получать хочет`),
);

const MAIL = new Set(
	words(
		`email emails mail mails epost courriel correo poczta posta почта письма писем`,
	),
);

/** Words that leave the meaning of a weak one as it is. */
const COMPANIONS = new Set([
	...MAIL,
	...words(`
	date datetime time timestamp day when on at in of the this for a an is was has have been
	sender allow allowed accept accepts agreed ok wants last latest report reports reported dado dada mi mu medlem tilaus per
	are be by from to via with our us we my i you they who and or not no yes flag type
	subtype kind category count details detail reasons why how global current user
	list lists contact contacts member members membership subscriber recipient reader
	person hard soft permanent title bulk message messages comms communication
	communications preference preferences method updated changed change
	datum am um vom zum der die das des den wann grund seit ist kontakt mitglied
	de du de la le les l el los las il del della di da do dos das em le heure quand motif
	contacto contato contatto membre miembro membro socio fecha data dato dag dia jour
	hora ora motivo raison van het een op reden lid dato arsak syy pvm powod duvod datum
	tarihi tarih nedeni дата причина`),
]);

/** Beside a word for a list that says nothing bad: a count, a name or a place of it. */
const MEASURES = new Set(
	words(`source n id ids url urls link links page href count counts number numbers nr
	rate score scores risk probability opens opened clicks clicked sent delivered plan
	tier price amount currency interval renewal renews product products level version
	text language format name names topic topics manager owner department budget agency
	favourite favorite preferred channel title revenue value mrr quelle anzahl`),
);

/** Words for an address of the web: "Unsubscribe link" is in every row. */
const LINK = /^(?:urls?|links?|href|page|lien|enlace|token|hash)$/;

/** People and companies: their status may be that of a list. */
const PEOPLE =
	/^(?:customers?|clients?|kunden?|cliente|klienta?|klant|accounts?|user|konto|profile|patron|donor|supporter|buyer|adherent|participant|status|type)$/;

/** What is bad for whoever has it, so that no measure beside it excuses it. */
const NEGATIVE =
	/unsub|optout|optedout|black|block|suppress|bounc|complain|spam|donot|dont|nomail|noemail|undeliver|revok|withdr|abmeld|abgemeld|abbestell|sperr|widerr|widerspr|desabon|desinscri|disiscri|desuscri|afmeld|afgemeld|uitschr|uitgeschr|opzeg|leiratk|odhlas|wypis|отпис|odjav|deceas/;

/** Several words that say it together, of a header with single spaces. */
const PHRASES =
	/(?:^| )(?:no|non|nao|ne|nie|nu|niet|nicht|kein|keine|geen|ej|ikke|inte|ei|не|ingen|mos|lutfen|never|not) (?:plus |pas |to |be |more |mehr |больше )?(?:contact|kontakt|contat|e?mail|envi|inviar|send|correo|wysy|posil|utskick|solicit|disturb|newsl|отправ|беспок|писать|звонить)|\bdelivery (?:failure|failed|error)\b|^trang thai$|(?:^| )(?:no longer|not) interested|gemaild|\b(?:inactive|inaktiv|inactif|inactivo) (?:since|seit|depuis|desde)\b|\bopt(?:ed|s|ing)? ?(?:in|out)\b|\b(?:do|does|did|don t|dont|must|should|may|can|cannot|never) (?:not )?(?:be )?(?:receive |want |bulk |get )?(?:emails?|mail|mailed|emailed|contact|contacted|send|newsletters?)\b|\bno (?:more |bulk |mass |marketing |promotional |commercial )*(?:emails?|mail|mailings?|contact)\b(?! (?:of|sent|opened))|\bok to (?:send|contact|mail|email)\b|\b(?:legal|lawful) basis\b|\b(?:black|block|deny|mailing) ?list\b|\bhard bounce|\blist(?:e|a) (?:noire|negra|nera)\b|\bpassed away\b|\bno molestar\b|\bhuy dang ky\b|\bberhenti\b|\btidak aktif\b/;

/**
 * Whether the words of a header speak of consent or leaving.
 * - yes: whatever its values are
 * - people: it speaks of the status of people; its values must decide
 * - no: it speaks of something else, such as the status of an order
 *
 * @param header its words, as `foldedWords` gives them
 */
export function toldBy(header: readonly string[]): "yes" | "people" | "no" {
	const all = joined(header);
	if (all.some((word) => LINK.test(word))) return "no";
	const text = all.join(" ");
	if (/\breason (?:for|of) contact|^mail ?stop$/.test(text)) return "no";
	const strong =
		PHRASES.test(text) ||
		all.some(
			(word) =>
				WITHIN.some((part) => word.includes(part)) ||
				(UNSPACED.some((part) => word.includes(part)) &&
					!OF_ORDERS.test(word)) ||
				BEGINNINGS.some((part) => word.startsWith(part)) ||
				/^optin(?!g)|(?:email|mail|marketing|double|single)optin$/.test(word),
		) ||
		WITHIN_ALL.test(all.join(""));
	const isMeasured = all.some(
		(word) =>
			MEASURES.has(word) || /(?:frist|name|nummer|quelle|gebuhr)$/.test(word),
	);
	if (strong && (!isMeasured || NEGATIVE.test(all.join("")))) return "yes";
	if (strong) return "no";
	const weak = all.filter((word) => WEAK.has(word));
	const others = all.filter((word) => !WEAK.has(word) && !COMPANIONS.has(word));
	if (weak.length > 0 && others.length === 0) return "yes";
	const isMail = all.some((word) => MAIL.has(word));
	if (isMail && !isMeasured)
		if (weak.length > 0 || all.some((word) => WITH_MAIL.has(word)))
			return "yes";
	return weak.length > 0 && others.every((word) => PEOPLE.test(word))
		? "people"
		: "no";
}

/** Orders, payments, deliveries and marriages, in scripts without spaces. */
const OF_ORDERS = new RegExp(
	words(
		"订单 訂單 注文 주문 支付 付款 결제 发货 配送状 物流 婚姻 在庫 طلب",
	).join("|"),
);

/** Of a header whose words are split by signs or capitals: "un-subscribed". */
const WITHIN_ALL =
	/unsubscri|donot(?:e?mail|contact)|desabonn|desinscri|blacklist|blocklist/;

/** "E-mail" is one word; "Kundenstatus" and "ISACTIVE" are two. */
function joined(header: readonly string[]): string[] {
	return header
		.flatMap((word, index) =>
			word === "e" && /^mails?$/.test(header[index + 1] ?? "")
				? []
				: word === "mail" && header[index - 1] === "e"
					? ["email"]
					: word === "mails" && header[index - 1] === "e"
						? ["emails"]
						: [word],
		)
		.flatMap((word) => {
			const [, before, status] = /^(.{3,})(status|statut)$/.exec(word) ?? [];
			if (before && status) return [before, status];
			const [, is, what = ""] = /^(is|has)(.+)$/.exec(word) ?? [];
			return is && WEAK.has(what) ? [is, what] : [word];
		});
}

/** Whether a header speaks of mail, and not of how often it was opened. */
export function isAboutMail(header: readonly string[]): boolean {
	const all = joined(header);
	return (
		all.some((word) => MAIL.has(word) || MAILINGS.test(word)) &&
		!all.some((word) => MEASURES.has(word) || LINK.test(word))
	);
}

const MAILINGS =
	/^(?:e?mailings?|digests?|newsletters?|newsmail|promos?|promotions?|advertis.*|publicidade?|publicite|pubblicita|reklam.*)$/;

/** What has a status of its own that may be yes or no. */
const OTHER_STATUS =
	/^(?:student|marital|approval|vip|loyalty|tax|employment|company|payment|health|member|citizenship)$/;

/** Whether a header calls something a status, and says nothing else that is known. */
export function isStatus(header: readonly string[]): boolean {
	const all = joined(header);
	return (
		all.some((word) => /^(?:status|statut)$/.test(word)) &&
		!all.some((word) => OTHER_STATUS.test(word))
	);
}
