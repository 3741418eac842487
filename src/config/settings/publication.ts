import { z } from "zod";
import { setting } from "../setting.ts";
import {
	flag,
	languageCode,
	listOf,
	oneOf,
	path,
	sendAt,
	timeZone,
	wholeNumberBetween,
} from "../values.ts";

export const publicationSettings = {
	publication: setting({
		name: "PUBLICATION",
		schema: z.string(),
		default: "Weekly AI Tool Verdicts",
		doc: "The name of the publication, in mails and on pages.",
	}),
	// Not LANGUAGE: on Linux that is often set, to a list such as en_US:en (gettext).
	languages: setting({
		name: "PUBLICATION_LANGUAGE",
		schema: listOf("en", "de"),
		default: "en",
		doc: `The language of what is composed for an issue, of letters and of the site: \`en\`
			English, \`de\` German. With more than one, such as \`en, de\`, each reader
			can choose, and the first is for those who did not. A visitor of the site reads it in the
			language of their browser, or of the link that they followed. Reviews and what editors
			write stay as they are.`,
	}),
	catalogLanguage: setting({
		name: "CATALOG_LANGUAGE",
		schema: languageCode,
		default: "en",
		doc: `The language of the reviews and facts that are imported, such as \`en\` or
			\`pt-BR\`. Where a mail or a page has another one, they are marked with it.`,
	}),
	timeZone: setting({
		name: "TIME_ZONE",
		schema: timeZone,
		default: "UTC",
		doc: "The time zone of SEND_AT and of dates in mails, such as `Europe/Berlin`.",
	}),
	templatesDir: setting({
		name: "TEMPLATES_DIR",
		schema: path,
		doc: `A folder with your own templates. A file in it replaces the built-in
			template of the same name. Create one with: \`digest theme init FOLDER\``,
	}),
	themeFile: setting({
		name: "THEME_FILE",
		schema: path,
		doc: `A JSON file with colours, fonts, logo, footer and wording. Unset:
			\`theme.json\` in TEMPLATES_DIR, if there is one.`,
	}),
	sendAt: setting({
		name: "SEND_AT",
		schema: sendAt,
		default: "tue 09:00",
		doc: "The day of the week and the time at which an issue is sent, in TIME_ZONE.",
	}),
	draftHours: setting({
		name: "DRAFT_HOURS",
		schema: wholeNumberBetween(0, 144),
		default: "4",
		doc: "How many hours before SEND_AT the week's window ends and its issue is drafted, 0 to 144.",
	}),
	lateHours: setting({
		name: "LATE_HOURS",
		schema: wholeNumberBetween(1, 144),
		default: "12",
		doc: `For how many hours after SEND_AT a late issue is still sent automatically,
			1 to 144. After that it waits for an editor's approval.`,
	}),
	autoApprove: setting({
		name: "AUTO_APPROVE",
		schema: flag,
		default: "false",
		doc: "`true`: issues are sent without an editor's approval, unless preflight blocks them.",
	}),
	approvals: setting({
		name: "APPROVALS",
		schema: wholeNumberBetween(1, 2),
		default: "1",
		doc: `How many people must approve an issue. \`2\`: it goes out only after two
			different editors approved the same content; what changes afterwards must be
			approved by two again. Without a login, all that is done on this machine counts
			as one person, unless \`digest issue approve --as NAME\` names an editor. It
			can't be combined with AUTO_APPROVE.`,
	}),
};

export const issueSettings = {
	minimumComparisons: setting({
		name: "MINIMUM_COMPARISONS",
		schema: wholeNumberBetween(1, 1000),
		default: "1",
		doc: "A week with fewer comparisons than this is a thin week.",
	}),
	thinWeek: setting({
		name: "THIN_WEEK",
		schema: oneOf("roll-over", "skip"),
		default: "roll-over",
		doc: `What happens in a thin week, which has no issue. \`roll-over\`: its
			comparisons wait for the next issue. \`skip\`: they are left out.`,
	}),
	leads: setting({
		name: "LEADS",
		schema: wholeNumberBetween(1, 10),
		default: "3",
		doc: "How many comparisons an issue shows in full, 1 to 10.",
	}),
	briefs: setting({
		name: "BRIEFS",
		schema: wholeNumberBetween(0, 50),
		default: "9",
		doc: "How many comparisons an issue shows in brief after the leads, 0 to 50.",
	}),
	moreLinks: setting({
		name: "MORE_LINKS",
		schema: wholeNumberBetween(0, 100),
		default: "20",
		doc: "How many further comparisons an issue links to, 0 to 100.",
	}),
	communityMinimum: setting({
		name: "COMMUNITY_MINIMUM",
		schema: wholeNumberBetween(1, 1000),
		default: "5",
		doc: "How many votes of readers a tool needs before they are shown.",
	}),
};
