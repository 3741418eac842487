import { html } from "hono/html";
import type { DataWords, LeavingWords } from "../leaving-words.ts";

export const leaving: LeavingWords = {
	ask: {
		title: "Abbestellen",
		heading: (publication) => html`${publication} abbestellen?`,
		what: (address) =>
			html`An ${address} geht keine Ausgabe mehr, auch keine, die gerade verschickt wird.`,
		button: "Abbestellen",
		orPause: "Oder eine Pause",
		nothingYet:
			"Doch nicht? Schließ diese Seite: Noch hat sich nichts geändert.",
	},
	done: {
		title: "Abbestellt",
		heading: "Du hast abbestellt",
		what: (address) =>
			html`${address} bekommt keine Ausgaben mehr. Eine, die in diesem Augenblick verschickt wurde, kann noch ankommen. Sie ist die letzte.`,
		undo: "Das war ein Versehen: Ich möchte wieder dabei sein",
		thanks: (home) =>
			html`Danke fürs Lesen. Die <a href="${home}">Urteile</a> stehen weiter allen offen.`,
	},
	back: {
		title: "Willkommen zurück",
		what: (address, schedule) =>
			html`${address} bekommt wieder jede Ausgabe: ${schedule}. Deine Lesezeichen und Einstellungen sind, wie sie waren.`,
		paused: (address, until) =>
			html`${address} ist wieder angemeldet. Deine Lesezeichen und Einstellungen sind, wie sie waren, und deine Pause auch: Bis zum ${until} bekommst du nichts. Danach kommen die Ausgaben von selbst wieder.`,
	},
	returnMailed: {
		title: "Sieh in dein Postfach",
		what: (address) =>
			html`Es ist eine Weile her, dass du abbestellt hast, und deine alten Mails können andere haben. Deshalb ist eine Mail mit einem Link zum Bestätigen unterwegs an ${address}. Drück dort den Knopf, und du bist wieder dabei.`,
		limit: "Wir schicken höchstens eine solche Mail am Tag.",
	},
	paused: {
		title: "Pause",
		heading: (until) => `Pause bis zum ${until}`,
		what: (address) =>
			html`Bis dahin geht nichts an ${address}, auch keine Ausgabe, die gerade verschickt wird. Danach kommen die Ausgaben von selbst wieder.`,
	},
	pauseOver: {
		title: "Pause beendet",
		heading: "Die Pause ist zu Ende",
		what: (address, schedule) =>
			html`${address} bekommt wieder jede Ausgabe: ${schedule}.`,
	},
};

export const data: DataWords = {
	title: "Was wir über dich speichern",
	what: (address, preferences) =>
		html`Zu ${address} speichern wir deine Adresse und deinen Namen, deine <a href="${preferences}">Einstellungen</a>, wann du dich angemeldet und das bestätigt hast, und:`,
	lists: {
		consents: "Wozu du eingewilligt hast, wann und von wo",
		confirmations: "Links zum Bestätigen, die wir dir geschickt haben",
		signUps: "Anmeldungen, die gerade bearbeitet werden",
		suppressions: "Vermerke, dir nicht zu schreiben",
		bookmarks: "Tools, die du dir gemerkt hast",
		votes: "Stimmen, die du abgegeben hast",
		letters: "Einzelne Mails an dich, wie die Begrüßung",
		deliveries: "Ausgaben an dich, und was die Mailserver geantwortet haben",
		deliveryAttempts:
			"Versuche, dir etwas zu schicken, die zuerst gescheitert sind",
		setbacks:
			"Warum ein Mailserver eine Ausgabe für dich nicht genommen hat, in allgemeinen Worten",
		preflights:
			"Prüfungen einer Ausgabe, die vor dem Versand deine Fassung angesehen haben",
	},
	count: (list, count) => `${list}: ${count}`,
	signedUp: (day) => html`Angemeldet hast du dich am ${day}`,
	lastIssue: (day) =>
		html`Die letzte Ausgabe für dich hat ein Mailserver angenommen am ${day}`,
	language: (name) => `Die Sprache deiner Mails: ${name}`,
	download: "Herunterladen (JSON)",
	noPixel:
		"Ob du eine Mail öffnest oder liest, wissen wir nicht: Es gibt kein Zählpixel.",
	eraseHeading: "Alles löschen",
	eraseWhat: "Alles oben wird gelöscht, und du bekommst keine Ausgaben mehr.",
	eraseLink: "Meine Daten löschen",
	erase: {
		title: "Löschen, was wir über dich speichern",
		heading: "Alles löschen?",
		what: (address, publication) =>
			html`Deine Adresse ${address}, dein Name, deine Einstellungen, Lesezeichen und Stimmen werden sofort gelöscht. ${publication} geht nicht mehr an dich, auch keine Ausgabe, die gerade verschickt wird. Das lässt sich nicht rückgängig machen.`,
		kept: "Zwei Dinge bleiben: dass jede Ausgabe an eine Person mehr ging, ohne die Person, und eine Prüfsumme deiner Adresse mit geheimem Schlüssel. Die Prüfsumme verrät deine Adresse nicht und verhindert, dass ein Import sie wieder aufnimmt.",
		keptConsents:
			"Der Nachweis, wozu du eingewilligt hast, bleibt unter dieser Prüfsumme, solange das Gesetz es verlangt.",
		again: "Du kannst dich jederzeit wieder anmelden.",
		tick: "Bitte setz das Häkchen, um es zu bestätigen.",
		sure: "Ja, alles löschen",
		button: "Löschen",
		instead: (copy, unsubscribe) =>
			html`<a href="${copy}">Erst eine Kopie herunterladen</a>, oder nur <a href="${unsubscribe}">abbestellen</a>.`,
	},
	erased: {
		title: "Gelöscht",
		heading: "Deine Daten sind gelöscht",
		what: "Wir speichern nichts mehr, was sagt, wer du bist, und es geht keine Ausgabe mehr an dich. Eine Nachricht, die in diesem Augenblick verschickt wurde, kann noch ankommen. Sie ist die letzte.",
		stay: (home) =>
			html`Die <a href="${home}">Urteile</a> stehen weiter allen offen.`,
	},
};
