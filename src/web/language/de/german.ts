import { german as language } from "../../../issue/words/language/de/german.ts";
import type { PageWords } from "../page-words.ts";
import { faults, scripts, site } from "./frame.ts";
import { data, leaving } from "./leaving.ts";
import {
	bookmarks,
	owner,
	pause,
	preferences,
	reconfirm,
	remember,
	vote,
} from "./reader.ts";
import { confirm, signUp } from "./sign-up.ts";

export const german: PageWords = {
	language,
	site,
	faults,
	scripts,
	signUp,
	confirm,
	owner,
	preferences,
	pause,
	bookmarks,
	vote,
	reconfirm,
	remember,
	leaving,
	data,
};
