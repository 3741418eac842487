import { isUnmistakable, meaningOf, yesOrNo } from "./sign-words.ts";

/** Words about leaving that mean nothing else within a longer text, such as a note. */
const SAYS_SO =
	/(?<![\p{L}\p{N}])(?<!(?:\bnot|\bnever|n['’]t|\bwithout)[ ])(?:un-?subscri(?:bed?|ption)s?|opt(?:ed|s)?[-_ ]?outs?|hard[-_ ]?bounc(?:ed?|es|ing)|(?:e-?)?mails? (?:has )?(?:bounce[sd]?|invalid|dead)|bounced e-?mail|(?:do|does|did|must)[-_ ]?n[o'’]t (?:want (?:to be )?)?(?:be )?(?:e-?mail(?:ed)?|mail(?:ed)?|contact(?:ed)?|send|newsletters?)|don['’]?t (?:want )?(?:e-?mail|mail|contact|newsletters?)|donot(?:e?mail|contact)|no (?:more )?(?:e-?mails?|mailings?|newsletters?)(?![-_ ]?(?:address|on|sent|received|yet|given|known))|black-?listed|block-?listed|spam[-_ ]?complain\p{L}*|(?:marked|reported)(?: \p{L}+){0,2} as (?:spam|junk)|(?:take|took|taken|remove[ds]?)(?: \p{L}+)? (?:from|off)(?: \p{L}+){0,2} (?:list|newsletter)|left (?:the |our )?(?:list|newsletter)|removal from(?: \p{L}+){0,2} (?:list|newsletter)|to be removed|please remove|ne (?:veut|souhaite) plus|(?:e-?mail|address) (?:is )?(?:no longer|not) valid|(?:former|ex-?) ?subscriber|(?:newsletter )?abgemeldet|abbestellt|(?:keinen?|kein) (?:werbung|newsletter|e-?mails?|mails?)|plus de (?:mails?|newsletters?)|non vuole (?:più )?(?:ricevere|mail|e-?mail)|geen (?:mails?|nieuwsbrief|e-?mails?)|no quiere (?:recibir|correos?)|désabonnée?|desabonne[er]?|désinscrite?|(?:dad[oa]|dio) de baja|disiscritt[oa]|uitgeschreven|afgemeld|avregistrerad|avanmäld|wypisa(?:n[yae]|ł(?:a)?)(?: się)?|odhlášena?|leiratkozott|dezabonat|odjavljena?|отпис(?:ан|ал)\p{L}*|відпис(?:ан|ав)\p{L}*)(?![\p{L}])(?!["'”]?\s*[:=]\s*["']?(?:false|no|0|null|none)(?![\p{L}]))|退订|退訂|取消订阅|配信停止|購読解除|수신거부|구독취소|수신 거부/iu;

/** A pre-check without look-behind: most cells fail it at once. */
const MAY_SAY =
	/subscri|opt|bounc|not|n['’]t|\bno |list|spam|junk|newsletter|abge|abbe|mail|plus|kein|geen|remov|valid|non |baja|abonn|inscri|baja|iscri|schrev|meld|mäld|regist|wypis|odhl|leirat|dezab|odjav|пис|[\u3040-\uffee]/iu;

/** Addresses and links: an unsubscribe link is in every row of some exports. */
const LINKS = /\b(?:https?:\/\/|www\.|mailto:)\S+|(?<!\S)\S+@\S+/gi;

/**
 * What a cell of a column that is not known says of leaving: "customer,unsubscribed",
 * "UNSUBSCRIBED 2023". Null: nothing.
 *
 * @param isState the column may be one of states, so that each word of a state counts
 * @returns the words, as the cell has them
 */
export function mentionOfLeaving(
	cell: string,
	isState: boolean,
): string | null {
	// A code of two capitals is a region, such as NE and NO.
	if (
		isState &&
		(isBad(cell) ||
			(!/^[A-Z]{2}$/.test(cell.trim()) && yesOrNo(cell) === false))
	)
		return cell.trim();
	if (cell.length < 7 && /^[\p{ASCII}]*$/u.test(cell)) return null;
	const said = MAY_SAY.test(cell)
		? SAYS_SO.exec(cell.replace(LINKS, " "))
		: null;
	if (said) return said[0];
	// A list, such as tags: each entry alone.
	for (const entry of cell.length < 1_000 ? cell.split(/[,;|/\n]/) : [])
		if (isUnmistakable(bare(entry)) && isBad(bare(entry))) return entry.trim();
	return null;
}

function bare(entry: string): string {
	return entry.replace(/^[\s"'[\](){}]+|[\s"'[\](){}]+$/g, "");
}

function isBad(text: string): boolean {
	return !["active", null].includes(meaningOf(text));
}
