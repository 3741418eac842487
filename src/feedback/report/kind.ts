import { type Field, fieldValue } from "./mime.ts";
import { decodeWords } from "./text.ts";

/** Subjects of delivery reports. */
const BOUNCE_SUBJECT =
	/undeliver|non-?deliver|not delivered|not be delivered|undelivered|delivery (?:status notification|fail|report|problem|error|has failed|notification|delay|unsuccessful|status)|fail(?:ed|ure)? (?:mail|notice|delivery)|mail (?:delivery|error|failed|failure|system error|could not)|returned (?:mail|to sender)|returning (?:message|to)|failure (?:notice|delivery)|could not be (?:delivered|sent)|message (?:delivery|delayed|not|status)|warning: (?:message|could not)|delayed mail|unzustellbar|nicht zugestellt|zustell(?:ung|fehler)|non remis|non distribu|échec|echec|remise impossible|no entregad|no se puede entregar|não entregue|nao entregue|falha|impossibile|non recapitat|mancato recapito|nie(?:dostarcz|możliw)|zwrot|недостав|не доставлен|не может быть доставлен|возврат|配信|配達|送信エラー|エラーメール|退信|投递失败|传输失败|退件|無法投遞|无法投递|onbestelbaar|kan inte levereras|ikke levert|user unknown|processing error|rejected mail|automatically rejected|notification (?:d'|de )|problem/i;

const DAEMON =
	/^(?:mailer-?daemon|postmaster|mail-?daemon|maildaemon|mailsystem|mail-system|mdaemon|imss|bounce-?system|system-?administrator|mail ?delivery|mailer)\b|mailer-daemon|\bdaemon@|mail delivery (?:sub)?system|mail administrator|system administrator|delivery subsystem|no[-_]?reply-?mail-?delivery|microsoftexchange[\da-f]{6}/i;

/** What a server says of a message that did not arrive. */
const FAILURE =
	/(?:could not|couldn't|can ?not|can't|was not|wasn't|not been|unable to|not able to|has not|did not|did not|not) (?:be )?(?:immediately |successfully )?(?:deliver|reach|send|sent|receive|accept|complete)|undeliver|non-?deliver|deliver\w{0,4} .{0,60}(?:fail|problem|error|impossible|unsuccessful|refused|delayed|has been)|fail\w{0,4} .{0,40}(?:deliver|recipient|address|send)|following address(?:es)?|delivery problems|permanent error|user ?unknown|unknown user|unknown address|rejected|returned to you|fatal error|bounce|(?:konnte|kann) .{0,60}nicht .{0,40}(?:zugestellt|gesendet|übermittelt)|n'a pas (?:pu|été)|n'ont pas|non (?:délivré|remis|distribué)|no (?:se )?(?:pudo|puede|ha podido|ha sido|fue|pudieron) .{0,30}(?:entreg|envi)|não (?:pôde|foi|pode|foram) .{0,30}(?:entreg|envi)|impossibile|non (?:è stato|può) .{0,40}(?:consegn|recapit)|nie (?:może|można|została|udało) .{0,40}(?:dostarcz|wysła)|не (?:может|могло|было|удалось|был|доставлен)|(?:配信|配達|送信|送達|お届け)(?:でき|不能|に失敗|されません)|(?:无法|未能|不能|無法).{0,20}(?:投递|发送|送达|投遞|傳送|送)|(?:投递|发送|传输|投遞)失败|退信|quota|mailbox|\b[45]\d\d[ -][45]\.\d{1,3}\.\d{1,3}|\b55\d[ -]/i;

/** Words of somebody who is away. */
const VACATION =
	/out of (?:the |my )?office|\booo\b|vacation|on leave|on holiday|annual leave|away (?:from|until|on)|automatic reply|abwesen|urlaub|nicht im (?:büro|haus|hause)|außer haus|absence|absent|congés?\b|vacaciones|ausente|ausencia|fuera de (?:la )?oficina|férias|ausência|ferie|assente|assenza|fuori (?:sede|ufficio)|urlop|nieobecn|poza biurem|отпуск|отсутств|вне офиса|不在|休暇|休假|外出|不在办公室|afwezig|semester|frånvar|autosvar|izin|poissa|ferier|fravær|maternity|parental leave|réponse automatique|respuesta automática|risposta automatica|resposta automática|automatische antwort|自動応答|自动回复/i;

const AUTOMATIC_SUBJECT =
	/^(?:\s{0,9}(?:re|aw|sv|tr): ?)?(?:auto(?:matic)?[- _]?(?:reply|response|responder|answer|mated reply)|automat|auto:|autoreply|\[?ticket|\[?case|\[?request received|autosvar|auto-?antwort|réponse auto|respuesta auto|risposta auto|resposta auto|自动回复|自動返信|自動応答|автоответ)/i;

export type Kind = "bounce" | "vacation" | "auto-reply" | "other";

/**
 * What a message without a machine-readable report is. A person's words and a
 * vacation notice may speak of mail that was not delivered, so the sender and
 * the subject count first.
 *
 * @param report what it says, without a returned original
 */
export function kindOf(
	fields: readonly Field[],
	report: string,
	hasOriginal: boolean,
): Kind {
	const value = (name: string) => fieldValue(fields, name) ?? "";
	const subject = decodeWords(value("subject"));
	const head = report.slice(0, 4000);
	const daemon = isFromDaemon(fields);
	const fails = FAILURE.test(head);
	const bounceSubject = BOUNCE_SUBJECT.test(subject);
	const automatic = isAutomatic(fields) || AUTOMATIC_SUBJECT.test(subject);
	const vacation =
		VACATION.test(subject) ||
		(!daemon && !bounceSubject && VACATION.test(head));
	if (fieldValue(fields, "x-failed-recipients") !== undefined) return "bounce";
	if (isReport(fields) && (fails || bounceSubject)) return "bounce";
	if (VACATION.test(subject) && !bounceSubject) return "vacation";
	if (AUTOMATIC_SUBJECT.test(subject) && !bounceSubject)
		return vacation ? "vacation" : "auto-reply";
	if (daemon && (fails || bounceSubject)) return "bounce";
	if (isAnswer(subject) && !hasOriginal)
		return automatic ? (vacation ? "vacation" : "auto-reply") : "other";
	if (bounceSubject && fails) return "bounce";
	if (automatic || vacation) {
		if (automatic && fails && hasOriginal) return "bounce";
		return vacation &&
			(automatic || emptySender(fields) || VACATION.test(subject))
			? "vacation"
			: automatic
				? "auto-reply"
				: vacation
					? "vacation"
					: "other";
	}
	return fails && (hasOriginal || emptySender(fields)) ? "bounce" : "other";
}

function isReport(fields: readonly Field[]): boolean {
	return /^multipart\/report\b/i.test(fieldValue(fields, "content-type") ?? "");
}

function isFromDaemon(fields: readonly Field[]): boolean {
	const from = decodeWords(fieldValue(fields, "from") ?? "");
	return (
		DAEMON.test(from) ||
		DAEMON.test(/<([^<>]{1,200})>/.exec(from)?.[1] ?? "") ||
		/^\s{0,9}(?:"[^"]{0,100}")? {0,9}<>/.test(from)
	);
}

function emptySender(fields: readonly Field[]): boolean {
	return fields.some(
		({ name, value }) =>
			name === "return-path" && /^\s{0,9}<\s{0,9}>/.test(value),
	);
}

/** A person's answer quotes what it answers. */
function isAnswer(subject: string): boolean {
	return /^\s{0,9}(?:re|aw|fwd?|wg|tr|rv|antw|odp|res|ynt|回复|转发)\s{0,3}:/i.test(
		subject,
	);
}

/** By RFC 3834, 5, and by what came before it. */
function isAutomatic(fields: readonly Field[]): boolean {
	return fields.some(
		({ name, value }) =>
			(name === "auto-submitted" &&
				!/^\s{0,9}no\s{0,9}(?:[;(]|$)/i.test(value)) ||
			(name === "precedence" && /auto[-_]?reply/i.test(value)) ||
			/^x-auto-?(?:reply|respon|generated|reply-from)/.test(name) ||
			name === "x-mail-autoreply" ||
			(name === "x-autoresponse-suppress" && /all|oof/i.test(value)) ||
			name === "x-ms-exchange-inbox-rules-loop",
	);
}
