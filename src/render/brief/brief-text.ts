import type { Theme } from "../../../templates/theme.ts";
import { say } from "../../../templates/wording.ts";
import type { CompiledPart } from "../../issue/content/compiled-issue.ts";
import type { EditorText } from "../../issue/content/content.ts";
import { columns } from "../../issue/words/columns.ts";
import { languageOf } from "../../issue/words/language/languages.ts";
import { isolateNames } from "../isolation.ts";
import { frameOf } from "../labels.ts";
import { ballots } from "../text/text-ballots.ts";
import { noteText } from "../text/text-comparison.ts";
import { editorText } from "../text/text-editor.ts";
import { DOUBLE_RULE, forwarding, whyLine } from "../text/text-footer.ts";
import { awayText, bookmarkNewsText } from "../text/text-own-news.ts";
import {
	eachTool,
	finish,
	forReaders,
	readerValue,
	singleLineContent,
	type TextDraft,
	textSlot,
} from "../text/text-slots.ts";
import { tallyLine } from "../text/text-tally.ts";
import { pad, padStart, row, WIDTH, wrap } from "../text/text-wrap.ts";
import type { BriefCall, BriefData, BriefSide } from "./brief-data.ts";

const SINGLE_RULE = "-".repeat(WIDTH);

/** The text part of the brief digest: the same facts in the same order. */
export function briefText(data: BriefData, theme: Theme): CompiledPart {
	const { wording } = theme;
	const issue = isolateNames(theme.dir, singleLineContent(data));
	const draft: TextDraft = { body: "", partials: {} };
	draft.body = [
		`${wrap(issue.publication.toUpperCase(), WIDTH)}\n${wrap(`${say(wording["digest-number"], { number: issue.number })} · ${issue.dateLine} · ${wording["digest-brief"]}`, WIDTH)}\n${DOUBLE_RULE}\n${tallyLine(issue.counts, languageOf(theme))}`,
		forReaders(
			draft,
			"named",
			`${wrap(say(wording["digest-hello"], { name: readerValue("name", theme) }), WIDTH)}\n\n`,
		) +
			bookmarkNewsText(draft, theme) +
			(issue.editorsIntro ? `${editorText(issue.editorsIntro)}\n\n` : "") +
			wrap(issue.opening, WIDTH) +
			awayText(draft, theme, { before: "\n\n", after: "" }),
		...issue.calls.map((one) => call(draft, one, theme)),
		`${wrap(`${wording["digest-in-full"]}:`, WIDTH)}\n${issue.links.issue}`,
		...more(issue, theme),
		...voted(issue, theme),
		bookmarks(draft, theme) + footer(draft, issue, theme),
	].join("\n\n");
	return finish(draft);
}

function call(
	draft: TextDraft,
	{ sides, sentence, url, note }: BriefCall,
	theme: Theme,
): string {
	const isGroup = sides.some((one) => one.url !== url);
	const text = (of: EditorText | undefined) =>
		noteText({ ...(of && { note: of }) }, theme);
	const rows = sides.map((one) =>
		isGroup && one.url !== url
			? [side(one, theme), `  ${one.url}`, ...text(one.note)].join("\n")
			: side(one, theme),
	);
	const said = [
		...(sentence === "" ? [] : [wrap(sentence, WIDTH)]),
		...text(note),
		url,
	];
	const [shared = "", ...met] = rows;
	return (
		(isGroup ? [shared, ...said, ...met] : [...rows, ...said]).join("\n") +
		ballots(draft, sides, theme, "\n")
	);
}

function side({ name, verdict, figure }: BriefSide, theme: Theme): string {
	const { wording } = theme;
	const word = wording[`verdict-${verdict ?? "unknown"}`];
	const label = `${pad(word, 12)}${padStart(figure, columns(frameOf(theme).percent(100)))}  `;
	return row(label, name);
}

function more(
	{ more, moreUnlisted, links }: BriefData,
	{ wording }: Theme,
): string[] {
	if (more.length === 0) return [];
	const rest =
		moreUnlisted === 0
			? []
			: [
					wrap(
						`${say(wording["digest-unlisted"], { more: moreUnlisted })}: ${links.home}`,
						WIDTH,
					),
				];
	return [
		[
			wrap(wording["digest-more"].toUpperCase(), WIDTH),
			SINGLE_RULE,
			...more.map(({ title, url }) => `${wrap(title, WIDTH)}\n${url}`),
			...rest,
		].join("\n"),
	];
}

function voted({ voted }: BriefData, theme: Theme): string[] {
	const { wording } = theme;
	if (voted.length === 0) return [];
	return [
		[
			wrap(wording["digest-voted"].toUpperCase(), WIDTH),
			SINGLE_RULE,
			...voted.map(({ name, share, ship, skip }) =>
				wrap(
					`${frameOf(theme).text.votedOn(share, ship, skip)}: ${name}`,
					WIDTH,
				),
			),
		].join("\n"),
	];
}

function bookmarks(draft: TextDraft, theme: Theme): string {
	const { wording } = theme;
	const line = (text: string, indent = "") => `${wrap(text, WIDTH, indent)}\n`;
	const value = (name: string) => readerValue(name, theme);
	const change = forReaders(
		draft,
		"tool.changed",
		`${line(value("tool.name"))}${line(value("tool.change"), "  ")}  ${textSlot("tool.url")}\n`,
	);
	const news = forReaders(
		draft,
		"tool.news",
		`${line(value("tool.name"))}${line(`${wording["digest-new"]} ${value("tool.news")}`, "  ")}  ${textSlot("tool.news-url")}\n`,
	);
	const quiet = forReaders(
		draft,
		"bookmarks-quiet",
		line(wording["digest-bookmarks-quiet"]),
	);
	const all = `${line(`${wording["digest-bookmarks-all"]} (${textSlot("bookmarks-total")}):`)}${textSlot("bookmarks")}\n`;
	return forReaders(
		draft,
		"bookmarks",
		`${line(wording["digest-bookmarks"].toUpperCase())}${SINGLE_RULE}\n${eachTool(draft, change + news, "below")}${quiet}${all}\n\n`,
	);
}

function footer(draft: TextDraft, issue: BriefData, theme: Theme): string {
	const { wording, footer } = theme;
	const choices = `${wording["digest-preferences"]} ${wording["digest-choices"]}`;
	const out = `${wording["digest-unsubscribe"]} ${wording["digest-one-click"]}`;
	const links = `${wrap(choices, WIDTH)}\n${textSlot("preferences")}\n\n${wrap(out, WIDTH)}\n${textSlot("unsubscribe")}\n\n${forwarding(issue.links, theme)}\n\n`;
	const own = [...footer, issue.postalAddress].map((line) => wrap(line, WIDTH));
	return `${DOUBLE_RULE}\n${forReaders(
		draft,
		"mail",
		`${whyLine(issue.publication, theme)}\n\n${links}`,
	)}${own.join("\n")}\n`;
}
