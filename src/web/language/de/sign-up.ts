import { html } from "hono/html";
import type { ConfirmWords, SignUpWords } from "../sign-up-words.ts";

const unusable = (why: string) => `Diese Adresse geht nicht: ${why}.`;

export const signUp: SignUpWords = {
	address: "Deine Mailadresse",
	language: "Sprache der Mail",
	honeypot: "Dieses Feld bleibt leer",
	noScript:
		"Dieses Formular braucht im Moment JavaScript. Es bekommt viele automatische Anmeldungen, deshalb muss jeder Browser etwa eine Sekunde rechnen, bevor er es abschickt.",
	badAddress: {
		invisible: unusable(
			"Sie enthält ein Leerzeichen, einen Umbruch oder ein unsichtbares Zeichen",
		),
		several: unusable(
			"Es muss eine einzelne Adresse sein, ohne Namen, Klammern, Anführungszeichen und Kommas",
		),
		"no-at": unusable("Ihr fehlt das @"),
		long: unusable("Sie ist länger als 254 Zeichen"),
		other: unusable("Sie ist keine Mailadresse"),
		"no-local": unusable("Vor dem @ steht nichts"),
		"long-local": unusable("Vor dem @ stehen mehr als 64 Zeichen"),
		"local-signs": unusable(
			"Vor dem @ dürfen nur Buchstaben ohne Akzent, Ziffern und übliche Zeichen stehen",
		),
		"two-ats": unusable("Sie hat mehr als ein @"),
		dots: unusable(
			"Der Teil vor dem @ beginnt oder endet mit einem Punkt oder hat zwei Punkte hintereinander",
		),
		"no-domain": unusable("Nach dem @ steht nichts"),
		"no-name": unusable("Was nach dem @ steht, ist kein Domainname"),
		"no-dot": unusable("Der Domain fehlt der Punkt, wie example.com ihn hat"),
		ip: unusable("Sie hat eine IP-Adresse anstelle eines Domainnamens"),
	},
	formFault: {
		"too-old":
			"Diese Seite war zu lange offen. Bitte drück den Knopf noch einmal.",
		"too-many":
			"Im Moment kommen viele Anmeldungen an. Bitte drück den Knopf noch einmal.",
		"no-proof":
			"Dein Browser konnte die Prüfung gegen automatische Anmeldungen nicht abschließen. Sie braucht JavaScript und ein paar Sekunden. Bitte drück den Knopf noch einmal.",
	},
	subscribe: {
		title: "Abonnieren",
		description: (publication, schedule) =>
			`${publication} per Mail: eine Ausgabe pro Woche, ${schedule}.`,
		heading: (publication) => html`${publication} abonnieren`,
		what: (schedule) =>
			`Eine Mail pro Woche, ${schedule}. Zuerst schicken wir dir einen Link, um deine Adresse zu bestätigen. Bis du dort den Knopf drückst, bekommst du sonst nichts.`,
		button: "Abonnieren",
		already: (requestLink) =>
			html`Schon dabei? <a href="${requestLink}">Ändere, was du bekommst</a>.`,
	},
	invitation: {
		heading: "Der nächste Vergleich in deinem Postfach",
		what: (schedule) =>
			`Jeden Tag erscheinen neue KI-Tools. Eine Mail pro Woche, ${schedule}, sagt, welche davon man nehmen und welche man lassen sollte.`,
	},
	subscribeSent: {
		title: "Sieh in dein Postfach",
		what: "Wenn diese Adresse angemeldet werden kann, ist eine Mail mit einem Link unterwegs. Drück dort den Knopf, und du bekommst die nächste Ausgabe.",
		next: "Nach ein paar Minuten noch nichts? Sieh im Spamordner nach und prüf, ob deine Adresse richtig geschrieben ist. Wir schicken höchstens eine solche Mail am Tag.",
	},
	requestLink: {
		title: "Deine Einstellungen",
		heading: "Ändere, was du bekommst",
		what: "Jede Mail von uns enthält einen Link zu deiner eigenen Seite. Hast du keine zur Hand, schicken wir dir den Link. Es gibt kein Passwort.",
		button: "Link schicken",
	},
	requestLinkSent: {
		title: "Sieh in dein Postfach",
		what: "Wenn diese Adresse angemeldet ist, ist eine Mail mit dem Link zu deinen Einstellungen unterwegs.",
		next: (subscribe) =>
			html`Wir schicken höchstens eine solche Mail am Tag. Noch nicht dabei? <a href="${subscribe}">Abonnieren</a>.`,
	},
};

export const confirm: ConfirmWords = {
	ask: {
		title: "Anmeldung bestätigen",
		heading: (publication) => html`${publication} bekommen?`,
		what: (schedule, address) =>
			html`Eine Mail pro Woche, ${schedule}, an ${address}. Abbestellen kannst du mit einem Klick, in jeder Ausgabe.`,
		button: "Bestätigen",
		notYou: (never) =>
			html`Das warst nicht du? Schließ diese Seite, und es kommt nichts mehr. Du kannst uns auch sagen, dass wir <a href="${never}">dir nie wieder schreiben</a> sollen.`,
	},
	never: {
		title: "Schreibt mir nie wieder",
		heading: "Dir nie wieder schreiben?",
		what: (address) =>
			html`An ${address} geht dann nie wieder etwas, auch wenn jemand sie in unser Formular einträgt.`,
		button: "Schreibt mir nie wieder",
		instead: (confirmLink) =>
			html`Möchtest du es doch? <a href="${confirmLink}">Bestätige deine Anmeldung</a>.`,
	},
	refused: {
		title: "Wir schreiben nicht mehr",
		what: (address) =>
			html`${address} steht jetzt auf unserer Liste der Adressen, die nie Post bekommen. Wenn du es dir eines Tages anders überlegst, schreib uns bitte: Über das Formular geht es nicht mehr.`,
	},
	done: {
		title: "Bestätigt",
		heading: "Du bist dabei",
		what: (schedule) =>
			`Du bekommst von jetzt an jede Ausgabe: ${schedule}. Eine Mail mit der neuesten Ausgabe und den Links zu deinen eigenen Seiten ist unterwegs.`,
		choose: (preferences) =>
			html`<a href="${preferences}">Stell ein, was du bekommst</a>: im Ganzen oder in Kürze, mit den Augen eines der vier Kritiker, nur bestimmte Kategorien.`,
		stop: (home, issues) =>
			html`Zum Abbestellen nimm den Link „Abbestellen“ in irgendeiner Ausgabe. Bis zur ersten kannst du die <a href="${home}">neuesten Urteile</a> oder die <a href="${issues}">früheren Ausgaben</a> lesen.`,
	},
	still: {
		what: (address, schedule, until) =>
			html`${address} ist bestätigt und bekommt ${until === null ? "" : `nach der Pause bis zum ${until} `}jede Ausgabe: ${schedule}.`,
		stop: "Zum Abbestellen nimm den Link „Abbestellen“ in irgendeiner Ausgabe.",
	},
	left: {
		title: "Abbestellt",
		heading: "Du hast abbestellt",
		what: (address, subscribe) =>
			html`${address} bekommt keine Ausgaben: Du hast abbestellt, nachdem dieser Link verschickt wurde. Um sie zu bekommen, <a href="${subscribe}">melde dich noch einmal an</a>.`,
	},
};
