import { html } from "hono/html";
import type {
	FaultWords,
	ScriptWords,
	SiteFrameWords,
} from "../frame-words.ts";

export const site: SiteFrameWords = {
	skip: "Zum Inhalt springen",
	menu: {
		name: "Website",
		verdicts: "Urteile",
		tools: "Tools",
		issues: "Ausgaben",
		bookmarks: "Lesezeichen",
		subscribe: "Abo",
	},
	mailedBy: (publication, postalAddress) =>
		html`Absender von ${publication}: ${postalAddress}.`,
	oneClick: "Abbestellen kannst du mit einem Klick, in jeder Ausgabe.",
	comparisons: "Alle Vergleiche",
	panel: "Das Panel",
	privacy: "Datenschutz",
	feed: "Feed",
};

export const faults: FaultWords = {
	notFound: {
		title: "Seite nicht gefunden",
		why: "Vielleicht ist die Seite umgezogen, oder ihre Adresse ist unvollständig.",
		verdicts: "Die neuesten Urteile",
		issues: "Frühere Ausgaben",
	},
	wrongLink: {
		title: "Dieser Link funktioniert nicht",
		why: (days) =>
			`Vielleicht ist er unvollständig: Mailprogramme zerbrechen manchmal lange Links. Ein Link zum Bestätigen funktioniert einmal, ${days} Tage lang.`,
		next: (subscribe, requestLink) =>
			html`War es einer zum Bestätigen, dann <a href="${subscribe}">melde dich noch einmal an</a>. War es einer zu deinen Einstellungen, dann <a href="${requestLink}">lass dir einen neuen schicken</a>.`,
		unsubscribe:
			"Zum Abbestellen nimm den Link in irgendeiner Ausgabe, die du bekommen hast. Diese Links laufen nie ab.",
	},
	oldLink: {
		title: "Alte Links sind gesperrt",
		why: "Das ist einer der älteren Links zu deinen Einstellungen. Der Knopf „Alte Links sperren“ hat sie gesperrt. Es hat nichts geändert, diesen zu öffnen.",
		next: (requestLink) =>
			html`Deine nächste Mail enthält einen neuen Link. Du kannst ihn dir auch <a href="${requestLink}">jetzt schicken lassen</a>.`,
	},
	badText: {
		title: "Das lässt sich nicht lesen",
		why: "Was dein Browser geschickt hat, ist unvollständig oder enthält ein Steuerzeichen. Es wurde nichts gespeichert.",
		next: "Geh zurück, tipp den Text ein, statt ihn einzufügen, und schick ihn noch einmal ab.",
	},
	tooLarge: {
		title: "Zu viele Daten",
		why: "Dein Browser hat mehr geschickt, als diese Seite annimmt. Es wurde nichts gespeichert.",
	},
	failed: {
		title: "Etwas ist schiefgegangen",
		heading: "Bei uns ist etwas schiefgegangen",
		next: "Bitte versuch es gleich noch einmal.",
	},
	busy: {
		title: "Zu viele Leser auf einmal",
		next: "Bitte versuch es gleich noch einmal.",
	},
};

export const scripts: ScriptWords = {
	save: "Merken",
	saved: "Gemerkt",
	voted: {
		ship: "Danke. Du hast dafür gestimmt.",
		skip: "Danke. Du hast dagegen gestimmt.",
	},
	notVoted:
		"Deine Stimme wurde nicht gespeichert. Bitte nimm den Link in deiner Mail.",
	notLoaded:
		"Deine Lesezeichen ließen sich nicht laden. Bitte lade die Seite neu.",
	community: "Leser: {community}",
	remove: "Entfernen",
	removeTool: "{tool} entfernen",
	changed: {
		ship: "Geändert: jetzt nehmen, zuletzt lassen",
		skip: "Geändert: jetzt lassen, zuletzt nehmen",
	},
	wait: "Einen Moment …",
};
