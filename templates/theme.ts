import { type Wording, wording } from "./wording.ts";

/*
 * Colours, type and spacing of every mail: weekly.css reads them as
 * var(--name), the letters as properties. Pairs of text and ground keep a
 * contrast of 4.5 or more in both palettes.
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
	/** The button's ground and its text. */
	button: string;
	buttonText: string;
}

export interface Theme {
	light: Palette;
	dark: Palette;
	/** Headlines and prose; data and labels. */
	serif: string;
	sans: string;
	/** Of the sheet, in pixels. */
	width: number;
	/** Inside the sheet's edge, wide and on a phone. */
	margin: string;
	marginPhone: string;
	/** Null: the publication's name stands alone. */
	logo: Logo | null;
	/** Lines of your own at the end of every mail. */
	footer: readonly string[];
	wording: Wording;
}

/** The one picture a mail may have. */
export interface Logo {
	/** https, or a path below PUBLIC_URL. */
	url: string;
	/** What is read where it is not shown. */
	alt: string;
	/** In pixels, as shown. */
	width: number;
	height: number;
}

export const theme: Theme = {
	light: {
		paper: "#efebe1",
		sheet: "#fffdf7",
		ink: "#1b1916",
		muted: "#5c574d",
		rule: "#dcd5c5",
		ship: "#0b6a3c",
		skip: "#a5281b",
		unknown: "#5c574d",
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
