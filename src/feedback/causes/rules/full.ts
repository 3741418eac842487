import type { Rule } from "../rule.ts";

export const FULL: readonly Rule[] = [
	{
		cause: "full",
		phrases: [
			"over[- ]?quota",
			"(disk|disc|storage|mailbox|user|account|message|mail|space|inbox|dir|group|local) ?quota",
			"quota ..(exceed|violat|full|reached|limit|used|over)",
			"(exceed|exceeds|exceeded|exceeding|beyond|past|above|reached|hit) ..quota",
			"quota_",
		],
		example: "552 5.2.2 The user is over quota",
	},
	{
		cause: "full",
		phrases: [
			"(mail-?box|mail box|inbox|mail ?folder|maildir|mail ?drop|mail ?spool|storage|account|disk|user'?s? ?mail|message store|recipient)( for| of)?( @)?( is| are| was| has)?( currently| almost| too| already)? full",
			"(mail-?box|mail box|inbox|mail ?folder|maildir|mail ?drop|message store) ..full_",
			"full (mail-?box|inbox)",
			"(mail-?box|mail box|inbox|account|storage|user|recipient) ..(exceeds?|exceeded|over|has reached|out of|maximum|reached|beyond) ..(size|storage|space|limit|capacity|maximum|allocation|allowed|allocated|number of messages)",
			"(mail-?box|storage|inbox|mail box) (size |space )?(limit|size|space|capacity)",
			"too much mail",
			"messages in ..mail-?box exceed",
			"(not enough|insufficient|no|out of|lack of) (free |mailbox |available |disk |mail |more |user |storage )?(space|storage|room)",
			"mail box space",
			"(blocks|inode) limit",
			"(disk|mailbox) (is )?overfull",
			"inbox ..(storage|space)",
			"mfull",
		],
		example: "The mailbox is full, and its size limit would be exceeded.",
	},
	{
		cause: "full",
		phrases: [
			"boite ..(pleine|saturee|plein)",
			"messagerie ..(pleine|saturee)",
			"espace ..(insuffisant|sature|depass)",
			"(postfach|mailbox|speicher|posteingang|postkorb) ..(voll|uberfull|uberschritten|erschopft)",
			"speicherplatz",
			"(buzon|bandeja|casilla|cuenta) ..(llen|excedi|superad|sin espacio)",
			"(caixa|conta) ..(cheia|lotada|esgotad|excedi|sem espaco)",
			"(casella|mailbox) ..(piena|superat|esaurit)",
			"(skrzynka|skrzynki|konto) ..(pełn|przepełnion|przekroczon|zapełnion)",
			"(postvak|mailbox) ..vol_",
			"(postkasse|innboks|brevlada|postlada) ..(full|fuld)",
			"(posta kutusu|kota) ..(dolu|asil)",
		],
		example: "La boîte aux lettres du destinataire est pleine.",
	},
	{
		cause: "full",
		phrases: [
			"ящик ..(переполнен|заполнен|полон)",
			"(превышен|исчерпан)..(квот|лимит|размер|объ)",
			"переполнен",
			"(メールボックス|受信箱|受信ボックス|容量|ディスク|保存領域)…(いっぱい|一杯|満杯|超え|超過|オーバー|不足|上限)",
			"(邮箱|信箱|空间|容量|收件箱|郵箱|空間|信箱)…(已满|满|不足|超|已滿|滿|超過|用尽)",
			"(용량|메일함|편지함)…(초과|가득|부족)",
		],
		example: "宛先のメールボックスがいっぱいです。",
	},
];
