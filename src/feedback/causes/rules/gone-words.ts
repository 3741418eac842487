import type { Rule } from "../rule.ts";

/** The mailbox or the domain does not exist, in other languages. */
export const GONE_WORDS: readonly Rule[] = [
	{
		cause: "gone",
		phrases: [
			"(empfanger|adresse|benutzer|postfach|mailbox|nutzer|adressat|konto|domain|teilnehmer) ..(unbekannt|existiert nicht|nicht (gefunden|bekannt|vorhanden|existent|gultig|vergeben)|ungultig|gibt es nicht|nicht mehr)",
			"(unbekannte|ungultige|unzustellbare)(r|s|n)? (empfanger|adresse|benutzer|mailbox|e-?mail)",
			"(existiert|existieren) (hier |auf diesem ..)?nicht",
			"kein(e|en)? (solche|gultige)..(benutzer|postfach|adresse|empfanger|mailbox)",
			"nicht (mehr )?(gultig|im unternehmen|existent|beschaftigt)",
			"keine? (mailbox|postfach|benutzer|konto|account)",
		],
		example: "Der Empfänger ist auf diesem System nicht bekannt.",
	},
	{
		cause: "gone",
		phrases: [
			"(adresse|utilisateur|destinataire|boite|compte|domaine|messagerie|nom) ..(inconnu|n'existe (pas|plus)|n'est (pas|plus) (valide|valable|connu|reconnu|utilise)|introuvable|inexistant|invalide|non valide|incorrect|pas (ete )?trouve|supprime|non recense)",
			"(n'existe|n'existent) (pas|plus)",
			"(inconnu|inexistant)(e|es|s)?_",
			"aucun(e)? (utilisateur|boite|compte|destinataire)",
			"n'a pas ete trouve",
			"ne fait plus partie",
		],
		example: "L'adresse de messagerie que vous avez saisie n'existe pas.",
	},
	{
		cause: "gone",
		phrases: [
			"(usuario|direccion|destinatario|buzon|cuenta|dominio|correo|casilla) ..(no existe|desconocid|inexistente|invalid|no valid|no (se )?(ha )?(sido )?(encontr|hall)|no es valid|no encontrad|ya no)",
			"no existe (el |la |este |ese |ningun )?(usuario|destinatario|buzon|cuenta|direccion|dominio|en)",
			"(usuario|utilizador|endereco|destinatario|caixa|conta|dominio|usuaria) ..(nao existe|inexistente|desconhecid|invalid|nao (foi )?(encontrad|localizad|cadastrad|e valid))",
			"nao existe",
			"no existe_",
		],
		example: "El usuario no existe en este servidor.",
	},
	{
		cause: "gone",
		phrases: [
			"(utente|indirizzo|destinatario|casella|account|dominio|mailbox) ..(sconosciut|inesistent|non (esiste|trovat|valid|e valid|e (stato )?trovat|e presente|corrett|riconosciut|e piu)|errat)",
			"non esiste",
			"(użytkownik|adres|adresat|odbiorc|skrzynk|konto|domen)..(nie (istnieje|istnieja|znalezion|został|jest znan|ma)|nieznan|nieprawidłow|niepoprawn)",
			"(nieznany|nie ma takiego|brak) (użytkownik|adresat|odbiorc|konta|skrzynk)",
			"nie istnieje",
			"(gebruiker|adres|postvak|ontvanger) ..(onbekend|bestaat niet|niet (gevonden|bekend))",
			"(anvandare|mottagare|adress|postlada|bruker|mottaker|modtager|bruger)..(okand|finns inte|ukjent|ukendt|findes ikke|finnes ikke|hittades inte|eksisterer ikke)",
			"(kullanici|alici|adres) ..(bulunamadi|yok|bilinmiyor|gecersiz)",
			"(uzivatel|schranka|adresa|prijemce) ..(neexistuje|neznam|nenalezen)",
			"neexistuje",
		],
		example: "L'indirizzo del destinatario è inesistente.",
	},
	{
		cause: "gone",
		phrases: [
			"(пользовател|ящик|адрес|получател|домен|почтов).. ?(не (найден|существует|зарегистрирован|обнаружен|известен)|неизвест|несуществ|недействител|удал(е|ё)н|отсутству)",
			"(не существует|несуществующ|неизвестный (пользователь|получатель|адрес))",
			"нет такого (пользователя|адреса|ящика)",
			"такого (пользователя|адреса|ящика|почтового)..(нет|не)",
		],
		example: "Такого почтового ящика не существует: пользователь не найден.",
	},
	{
		cause: "gone",
		phrases: [
			"(宛先|アドレス|ユーザー?|受信者|メールボックス|ドメイン|あて先|送信先)…(見つかり|みつかり|存在しま|存在しない|存在せ|不明|間違|誤り|ありません|無効|登録されて|使われて|正しく)",
			"(存在しない|存在しません|見つかりません|該当するユーザ|ユーザーは存在)",
			"(收件人|收件者|用户|用戶|邮箱|郵箱|地址|帐号|帳號|账号|域名|邮件地址|信箱|使用者|收信人)…(不存在|无效|無效|错误|錯誤|未找到|找不到|未知|不正确)",
			"(不存在|没有该用户|查无此人|無此|查無|无此用户|找不到)",
			"(사용자|수신자|받는 ?사람|메일|계정|주소|도메인)…(없|존재하지|찾을 수)",
		],
		example: "宛先のメールアドレスが見つかりませんでした。",
	},
];
