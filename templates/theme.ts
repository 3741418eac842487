import type { LanguageTag } from "../src/issue/words/language/tags.ts";
import { type Wording, wording } from "./wording.ts";

/*
 * Colours, fonts and spacing of every mail: weekly.css reads them as
 * var(--name), the letters as properties. Text must have a contrast of at least
 * 4.5 to its background, in both palettes.
 */

export interface Palette {
	/** Around the sheet, and the sheet itself. */
	paper: string;
	sheet: string;
	ink: string;
	/** Notes and labels. */
	muted: string;
	/** Hairlines, and the empty part of a bar. */
	rule: string;
	ship: string;
	skip: string;
	/** A verdict that is not known: never green, never red. */
	unknown: string;
	/** The background of a verdict. */
	shipTint: string;
	skipTint: string;
	unknownTint: string;
	/** The background of the button, and its text. */
	button: string;
	buttonText: string;
}

export interface Theme {
	/** The language of the words, as in HTML: "en", "pt-BR"; and the direction of its script. */
	lang: string;
	dir: "ltr" | "rtl";
	light: Palette;
	dark: Palette;
	/** The fonts of headlines and prose, and of data and labels. */
	serif: string;
	sans: string;
	/** The width of the sheet, in pixels. */
	width: number;
	/** The space inside the edge of the sheet, on wide screens and on phones. */
	margin: string;
	marginPhone: string;
	/** Null: there is only the publication's name. */
	logo: Logo | null;
	/** Lines of your own at the end of every mail. */
	footer: readonly string[];
	wording: Wording;
	/** Words and footer in another language than `lang`, for a publication that readers get in several. */
	languages?: Partial<Record<LanguageTag, OtherLanguage>>;
	/** Filled in when a mail is made: the language of what is composed, and of the catalog's texts, such as quotes. Absent: English. */
	language?: LanguageTag;
	written?: string;
	/** Filled in where editors wrote in another language than the mail has: that language. */
	edited?: string;
}

export interface OtherLanguage {
	wording?: Partial<Wording>;
	footer?: readonly string[];
}

/** The one picture a mail may have. */
export interface Logo {
	/** https, or a path below PUBLIC_URL. */
	url: string;
	/** The text where the picture is not shown. */
	alt: string;
	/** In pixels, as shown. */
	width: number;
	height: number;
}

export const theme: Theme = {
	lang: "en",
	dir: "ltr",
	light: {
		paper: "#efebe1",
		sheet: "#fffdf7",
		ink: "#1b1916",
		muted: "#5c574d",
		rule: "#dcd5c5",
		ship: "#0b6a3c",
		skip: "#a5281b",
		unknown: "#5c574d",
		shipTint: "#e3efe2",
		skipTint: "#f8e5de",
		unknownTint: "#f1ece0",
		button: "#1b1916",
		buttonText: "#fffdf7",
	},
	dark: {
		paper: "#121110",
		sheet: "#1c1a17",
		ink: "#f2eee5",
		muted: "#b7afa1",
		rule: "#403b33",
		ship: "#74d3a0",
		skip: "#f7988a",
		unknown: "#b7afa1",
		shipTint: "#1c3529",
		skipTint: "#43241e",
		unknownTint: "#2a2722",
		button: "#f2eee5",
		buttonText: "#1c1a17",
	},
	serif: "Georgia,'Times New Roman',serif",
	sans: "'Helvetica Neue',Helvetica,Arial,sans-serif",
	width: 600,
	margin: "32px",
	marginPhone: "16px",
	logo: null,
	footer: [],
	wording,
};
