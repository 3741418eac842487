import type { html } from "hono/html";
import type { Language } from "../../issue/words/language/language.ts";
import type {
	ApiWords,
	IssuesWords,
	PanelWords,
	PrivacyWords,
} from "./about-words.ts";
import type { FaultWords, ScriptWords, SiteFrameWords } from "./frame-words.ts";
import type { DataWords, LeavingWords } from "./leaving-words.ts";
import type {
	BookmarkWords,
	PauseWords,
	PreferencesWords,
	ReconfirmWords,
	RememberWords,
	VoteWords,
} from "./reader-words.ts";
import type { ConfirmWords, SignUpWords } from "./sign-up-words.ts";
import type {
	BrowseWords,
	ChangeWords,
	ComparisonWords,
	HomeWords,
	ToolWords,
} from "./site-words.ts";

type Html = ReturnType<typeof html>;

/*
 * What the pages say, whole, by language. A fact that is shown comes as markup,
 * so that it stays escaped and an element of its own; an address of a page, a
 * day and a schedule come as text.
 */
export interface PageWords {
	/** What mails say in this language: labels, days, numbers. */
	language: Language;
	site: SiteFrameWords;
	faults: FaultWords;
	scripts: ScriptWords;
	home: HomeWords;
	comparison: ComparisonWords;
	tool: ToolWords;
	changes: ChangeWords;
	browse: BrowseWords;
	issues: IssuesWords;
	panel: PanelWords;
	privacy: PrivacyWords;
	api: ApiWords;
	signUp: SignUpWords;
	confirm: ConfirmWords;
	/** Asks whether it is the owner of the link. */
	owner(address: Html, subscribe: string): Html;
	preferences: PreferencesWords;
	pause: PauseWords;
	bookmarks: BookmarkWords;
	vote: VoteWords;
	reconfirm: ReconfirmWords;
	remember: RememberWords;
	leaving: LeavingWords;
	data: DataWords;
}
