import type { Wording } from "./wording.ts";

/* Our words in German, by the names of wording.ts. They address the reader as du. */

export const german: Wording = {
	/* The digest. */
	"digest-browser": "Im Browser ansehen",
	"digest-number": "Nr. {number}",
	"digest-hello": "Hallo {name},",
	"digest-minutes": "{minutes} Min. Lesezeit",
	"digest-full": "Im Ganzen",
	"digest-note": "Anmerkung der Redaktion",
	"digest-calls": "Die Urteile der Woche",
	"digest-brief": "In Kürze",
	"digest-in-full": "Alle Kritiken im Wortlaut",
	"digest-vote": "Deine Stimme:",
	"digest-voted-ship": "(du hast dafür gestimmt)",
	"digest-voted-skip": "(du hast dagegen gestimmt)",
	"digest-voted": "So stimmten die Leser letzte Woche",
	"digest-voted-line":
		"{share}\u00A0% der Leser würden es nehmen · {ship} zu {skip} Stimmen",
	"digest-more": "Außerdem diese Woche",
	"digest-unlisted": "… und {more} weitere",
	"digest-site": "auf der Website",
	"digest-new": "Neu:",
	"digest-news-of": "{tool}: neu, {comparison}",
	"digest-bookmarks": "Deine Lesezeichen",
	"digest-bookmarks-rest": "… und {rest} weitere, die du dir gemerkt hast.",
	"digest-own-news": "Neues zu {tool}: {change}",
	"digest-bookmarks-quiet":
		"Seit deiner letzten Ausgabe hat sich nichts geändert.",
	"digest-bookmarks-empty":
		"Noch nichts gemerkt. Tools, die du dir merkst, stehen jede Woche hier, mit allem, was sich geändert hat.",
	"digest-bookmarks-all": "Alle deine Lesezeichen",
	"digest-away": "Während du weg warst",
	"digest-away-rest": "… und {missed} weitere haben sich geändert.",
	"digest-away-all": "Alle Ausgaben",
	"digest-why":
		"Du bekommst diese Mail, weil sich {address} für {publication} angemeldet und das bestätigt hat.",
	"digest-preferences": "Stell ein, wie viel du bekommst,",
	"digest-choices": "oder lies mit den Augen eines der vier Kritiker.",
	"digest-unsubscribe": "Abbestellen",
	"digest-one-click": "kannst du jederzeit mit einem Klick.",
	"digest-forwarded": "An dich weitergeleitet?",
	"digest-forwarded-subscribe": "Jede Woche selbst lesen",
	"digest-share": "Diese Ausgabe teilen",
	"digest-web": "Dies ist Ausgabe {number} von {publication}.",
	"digest-subscribe": "Jede Woche per Mail bekommen",
	"digest-percent": "{share}\u00A0%",

	/* Every letter. */
	"letter-hello": "Hallo {name},",
	"letter-hello-nobody": "Hallo,",

	/* Verdicts: a sign and a word, because colour alone is not enough. */
	"verdict-ship": "+ Nehmen",
	"verdict-skip": "× Lassen",
	"verdict-unknown": "? Offen",

	/* Is it really you? */
	"confirm-subject": "Bitte bestätigen: {publication}",
	"confirm-preview": "Ein Klick, und die Urteile kommen zu dir.",
	"confirm-title": "Bist du das?",
	"confirm-asked":
		"Jemand, vermutlich du, hat {publication} für {address} bestellt.",
	"confirm-what":
		"Du bekämst eine Mail pro Woche, {schedule}: KI-Tools im direkten Vergleich, was ein Panel aus vier Kritikern von jedem hält, und ob man es nehmen oder lassen sollte.",
	"confirm-button": "Anmeldung bestätigen",
	"confirm-silence":
		"Das warst nicht du? Dann ignorier diese Mail, und es kommt nichts mehr. Der Knopf funktioniert {days} Tage; ohne ihn stehst du auf keiner Liste.",
	"confirm-never": "Schreibt mir nie wieder",

	/* The first letter to a subscriber. */
	"welcome-subject": "Willkommen bei {publication}",
	"welcome-preview": "Was kommt, wann, und wie du es dir einrichtest.",
	"welcome-title": "Du bist dabei",
	"welcome-when":
		"{publication} kommt einmal pro Woche: {schedule}. Deine erste Ausgabe ist die nächste, die erscheint.",
	"welcome-what":
		"Jede Ausgabe stellt KI-Tools nebeneinander: wie der Entwickler, der Skeptiker, der Gründer und der Futurist sie bewerten und was sie sagen, ob man sie nehmen oder lassen sollte, und was jedes kostet.",
	"welcome-latest": "Bis dahin: die neueste Ausgabe",
	"welcome-latest-line": "Nr. {number} · {date}",
	"welcome-unlisted": "… und {count} weitere.",
	"welcome-read": "Im Browser lesen",
	"welcome-home": "Die neuesten Urteile stehen auf der Website",
	"welcome-yours":
		"Richte es dir ein: Lies die Kurzfassung, lies mit den Augen eines der vier, merk dir Tools und erfahre, wenn sich ihr Urteil ändert.",
	"welcome-preferences": "Deine Einstellungen",
	"welcome-bookmarks": "Deine Lesezeichen",
	"welcome-leave":
		"Genug davon, jetzt oder später? In jeder Ausgabe steht dieser Link:",
	"welcome-unsubscribe": "Abbestellen",

	/* After unsubscribing by mail. */
	"goodbye-subject": "Abbestellt: {publication}",
	"goodbye-preview": "Es kommt nichts mehr.",
	"goodbye-title": "Du bist abgemeldet",
	"goodbye-done":
		"{address} steht nicht mehr auf der Liste von {publication}. Es kommt nichts mehr, und du musst nichts weiter tun.",
	"goodbye-mistake":
		"War das ein Versehen? Ein Klick, und alles ist wie vorher.",
	"goodbye-button": "Das war ein Versehen",

	/* A link to their own pages, asked for by address. */
	"preferences-link-subject": "Dein Link zu {publication}",
	"preferences-link-preview":
		"Zu deinen Einstellungen und Lesezeichen, ohne Passwort.",
	"preferences-link-title": "Dein Link",
	"preferences-link-asked":
		"Jemand, vermutlich du, hat einen Link zu den Einstellungen von {address} angefordert. Es gibt kein Passwort: Der Link ist der Schlüssel, also behalt ihn für dich.",
	"preferences-link-button": "Meine Einstellungen öffnen",
	"preferences-link-bookmarks": "Deine Lesezeichen",
	"preferences-link-silence":
		"Du hast nichts angefordert? Dann ist auch niemand hineingekommen: Dieser Link ging nur an dich, und du kannst ihn ignorieren.",
	"preferences-link-unsubscribe": "Abbestellen",

	/* To a subscriber without a sign of life for a long time. */
	"still-subject": "Möchtest du {publication} noch bekommen?",
	"still-preview": "Ein Klick, und es geht weiter; sonst ist Schluss.",
	"still-title": "Noch Interesse?",
	"still-why":
		"{publication} geht schon eine Weile an {address}, ohne dass wir wissen, ob es jemand liest. Wir wollen kein Postfach umsonst füllen.",
	"still-button": "Ja, bitte weiter schicken",
	"still-silence":
		"Wenn nicht, musst du nichts tun: Nach dem {date} kommt nichts mehr. Oder melde dich sofort ab:",
	"still-unsubscribe": "Abbestellen",

	/* To the editor. */
	"notice-subject": "{publication}: {headline}",
	"notice-type": "Um den Stand zu sehen, gib auf dem Server ein",
	"notice-studio": "Das Studio, auf dem Server selbst",
	"notice-studio-open": "Das Studio",
	"notice-why": "Du bekommst diese Mail, weil EDITOR_ADDRESS dich nennt.",

	"sign-in-subject": "{publication}: dein Link zum Studio",
	"sign-in-preview": "Er gilt einmal, {minutes} Minuten lang.",
	"sign-in-title": "Im Studio anmelden",
	"sign-in-asked":
		"Jemand will sich im Studio von {publication} als {address} anmelden, in diesem Browser: {browser}. Der Link gilt einmal, {minutes} Minuten lang, und nur in diesem Browser.",
	"sign-in-button": "Anmelden",
	"sign-in-code":
		"Du liest das auf einem anderen Gerät? Tippe diesen Code auf der Seite ein, auf der du gefragt hast",
	"sign-in-silence":
		"Du warst das nicht? Dann beachte diese Mail nicht und sag niemandem den Code: Ohne ihn kommt niemand hinein.",
};
