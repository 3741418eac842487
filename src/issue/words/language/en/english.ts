import type { Language } from "../language.ts";
import { frame } from "./frame.ts";
import { group } from "./group.ts";
import { lens, preheader, subject } from "./headlines.ts";
import { intro } from "./intro.ts";
import { labels } from "./labels.ts";
import { after, clauses, pairs } from "./verdicts.ts";
import { count } from "./words.ts";

export const english: Language = {
	tag: "en",
	locale: "en-GB",
	count,
	clauses,
	pairs,
	after,
	intro,
	group,
	subject,
	preheader,
	lens,
	labels,
	frame,
};
