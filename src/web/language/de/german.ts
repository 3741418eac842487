import { german as language } from "../../../issue/words/language/de/german.ts";
import type { PageWords } from "../page-words.ts";
import { api, issues, panel, privacy } from "./about.ts";
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
import { browse, changes, comparison, home, tool } from "./site.ts";

export const german: PageWords = {
	language,
	site,
	faults,
	scripts,
	home,
	comparison,
	tool,
	changes,
	browse,
	issues,
	panel,
	privacy,
	api,
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
