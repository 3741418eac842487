import { html } from "hono/html";
import type { Verdict } from "../../../db/catalog-tables.ts";
import type { PageWords } from "../page-words.ts";
import type {
	BookmarkWords,
	PauseWords,
	PreferencesWords,
	ReconfirmWords,
	RememberWords,
	VoteWords,
} from "../reader-words.ts";

const verb = (verdict: Verdict) => (verdict === "ship" ? "nehmen" : "lassen");

export const owner: PageWords["owner"] = (address, subscribe) =>
	html`Bist du ${address}? Was du hier drückst, gilt für diese Adresse. Hat dir jemand die Mail weitergeleitet, dann schließ bitte diese Seite und <a href="${subscribe}">hol dir jede Woche deine eigene</a>.`;

export const preferences: PreferencesWords = {
	title: "Deine Einstellungen",
	heading: "Was du bekommst",
	whose: (address) => html`Für ${address}.`,
	save: "Speichern",
	preview: "Die nächste Ausgabe ansehen, wie du sie bekommst",
	otherPages: "Deine anderen Seiten",
	bookmarks: "Deine Lesezeichen",
	data: {
		link: "Was wir über dich speichern",
		note: ": lad es herunter oder lass es löschen",
	},
	unsubscribe: "Abbestellen",
	disable: {
		why: "Hat jemand anderes eine deiner Mails? Dann sperr alle älteren Links zu dieser Seite.",
		button: "Alte Links sperren",
	},
	done: {
		saved: "Gespeichert. Das gilt ab der nächsten Ausgabe.",
		savedWhileAway: "Gespeichert. Das gilt, wenn du wieder dabei bist.",
		paused: "Pause eingerichtet.",
		pauseOver: "Die Pause ist zu Ende.",
		disabled:
			"Ältere Links zu dieser Seite funktionieren nicht mehr. Deine nächste Mail enthält einen neuen.",
	},
	noSuchPause: "Eine solche Pause gibt es nicht. Drück einen der Knöpfe.",
	fault: {
		"long-name": "Der Name ist länger als 80 Zeichen.",
		"control-name":
			"Der Name enthält einen Umbruch oder ein anderes Steuerzeichen.",
		format: "Eine solche Form gibt es nicht. Wähl „Alles“ oder „In Kürze“.",
		lens: "Einen solchen Kritiker gibt es nicht. Wähl den Entwickler, den Skeptiker, den Gründer oder den Futuristen.",
		language: "In dieser Sprache erscheint der Digest nicht.",
		categories: "Es lassen sich höchstens 100 Kategorien wählen.",
		category: "Der Name einer Kategorie hat 1 bis 100 Zeichen.",
		zone: "Eine solche Zeitzone gibt es nicht.",
	},
	fields: {
		format: "Wie viel du bekommst",
		full: {
			name: "Alles",
			note: "jeder Vergleich mit Urteilen, Preisen und Kritiken",
		},
		brief: {
			name: "In Kürze",
			note: "die Urteile der Woche in je einem Satz",
		},
		lens: "Wessen Sicht zuerst kommt",
		panel: { name: "Das ganze Panel", note: "alle vier Kritiker" },
		reviewer: "Urteil und Worte zuerst",
		language: "In welcher Sprache",
		categories: "Schickt mir eine Ausgabe nur, wenn sie etwas davon behandelt",
		categoriesNote:
			"Du bekommst eine Ausgabe nur, wenn sie eine dieser Kategorien behandelt, und dann ganz. Wähl alle oder keine, um jede Ausgabe zu bekommen.",
		name: "Dein Name, für die Anrede in Mails",
		zone: {
			name: "Deine Zeitzone",
			note: "für die Daten auf deinen eigenen Seiten",
		},
		tracking: {
			name: "Zählt, welchen Links ich folge.",
			note: "Aus, solange du es nicht einschaltest. Ob du eine Mail öffnest, prüfen wir nie.",
		},
	},
	left: {
		heading: "Du hast abbestellt.",
		what: "Du bekommst keine Ausgaben, was auch immer unten gewählt ist.",
		pause: (until) =>
			`Wenn du wiederkommst, läuft deine Pause bis zum ${until} weiter.`,
		back: "Ich möchte wieder dabei sein",
		signUp: "Noch einmal anmelden",
	},
	noPreview: {
		title: "Die nächste Ausgabe",
		heading: "Noch nichts",
		what: "Für die nächste Ausgabe gibt es noch keine Vergleiche. Sieh in ein oder zwei Tagen wieder nach.",
	},
};

export const pause: PauseWords = {
	heading: "Pause",
	what: "Du bekommst eine Weile keine Ausgaben. Danach kommen sie von selbst wieder.",
	weeks: (count) => `${count} Wochen`,
	until: (day) => `Dein Abo macht Pause bis zum ${day}.`,
	end: "Pause beenden",
};

export const bookmarks: BookmarkWords = {
	title: "Lesezeichen",
	done: (isSaved, tool) => html`${isSaved ? "Gemerkt" : "Entfernt"}: ${tool}`,
	changed: (is, was) => `Geändert: jetzt ${verb(is)}, zuletzt ${verb(was)}`,
	community: (votes) => `Leser: ${votes}`,
	remove: "Entfernen",
	removeTool: (tool) => `${tool} entfernen`,
	none: "Noch keine Lesezeichen. Merk dir Tools, um sie später wiederzufinden.",
	saveHeading: (tool) => html`${tool} merken?`,
	saveButton: (tool) => `${tool} merken`,
	loading: "Deine Lesezeichen werden geladen …",
	noScript:
		"Dein Browser hebt deine Lesezeichen auf, und dafür braucht es JavaScript. Wer den Digest bekommt, kann sich Tools auch ohne JavaScript merken, über die Links in der Mail.",
	kept: "Deine Lesezeichen bleiben in diesem Browser.",
	subscribe: (subscribe) =>
		html`Mit einem <a href="${subscribe}">Abo</a> kommen sie mit: Jede Ausgabe zeigt dann, was sich an ihnen geändert hat.`,
};

export const vote: VoteWords = {
	title: (tool) => `Deine Stimme zu ${tool}`,
	heading: (tool) => html`${tool}: nehmen oder lassen?`,
	current: (verdict) =>
		html`Deine Stimme: <b class="${verdict}">${verb(verdict)}</b>. Du kannst sie ändern.`,
	button: { ship: "Nehmen", skip: "Lassen" },
	remove: "Meine Stimme zurücknehmen",
	about: (tool, url) =>
		html`<a href="${url}">Alles über ${tool}</a>. Jeder Leser hat zu jedem Tool eine Stimme. Sie zählt für das Urteil der Leser.`,
	thanks: (verdict) =>
		verdict === "ship"
			? "Danke. Du hast dafür gestimmt."
			: "Danke. Du hast dagegen gestimmt.",
	removed: "Deine Stimme ist zurückgenommen.",
	community: (votes) => `Die Leser: ${votes}`,
	hint: (subscribe) =>
		html`Abgestimmt wird mit den Links in der Mail. <a href="${subscribe}">Abonnieren</a>`,
	noTool: {
		title: "Über ein Tool abstimmen",
		heading: "Welches Tool?",
		why: "Diese Adresse sagt nicht, um welches Tool es geht. Was du gestimmt hast, bleibt erhalten.",
		next: (home) =>
			html`Such dir unter den <a href="${home}">Urteilen</a> ein Tool aus und stimm auf seiner Seite ab.`,
	},
};

export const reconfirm: ReconfirmWords = {
	title: "Möchtest du ihn noch?",
	heading: (publication) => html`Möchtest du ${publication} noch bekommen?`,
	what: (address) => html`Drück den Knopf, und es geht weiter an ${address}.`,
	button: "Ja, bitte weiter schicken",
	silence: "Wenn du nicht antwortest, wirst du abgemeldet.",
	thanks: "Danke",
	goesOn: (address, schedule, until) =>
		html`Es geht weiter an ${address}: ${schedule}.${until === null ? "" : ` Deine Pause bis zum ${until} läuft weiter.`}`,
	tooLate: (unsubscribe) =>
		html`Du warst schon abgemeldet. <a href="${unsubscribe}">Wieder anmelden</a>`,
};

export const remember: RememberWords = {
	heading: "Auch auf dieser Website merken und abstimmen",
	what: (address) =>
		html`Wenn du ${address} bist und das dein eigener Browser ist, kann er sich merken, dass du den Digest bekommst. Mehr hebt er nicht auf, und du kannst es hier wieder abstellen.`,
	remember: "In diesem Browser merken",
	stop: "Nicht mehr merken",
};
