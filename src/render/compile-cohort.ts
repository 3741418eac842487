import type { Theme } from "../../templates/theme.ts";
import type { Reviewer } from "../db/catalog-tables.ts";
import type { CompiledCohort } from "../issue/content/compiled-issue.ts";
import type { IssueContent } from "../issue/content/content.ts";
import { anonymousReader } from "../issue/content/reader.ts";
import type { CompileOptions } from "../issue/renderer.ts";
import { type BriefData, briefOf } from "./brief/brief-data.ts";
import { briefText } from "./brief/brief-text.ts";
import { htmlPart, mergeText, textPart } from "./merge/open-issue.ts";
import { segmentsOf } from "./merge/segments.ts";
import { quotesOnly } from "./quotes-only.ts";
import { GIVING_WAY } from "./room/fit-issue.ts";
import { RESERVED } from "./room/fit-reader.ts";
import { hasRoom, type Room, roomBeside, sizeOf } from "./room/measure.ts";
import type { TemplateModule } from "./templates/load-template.ts";
import { renderText } from "./text/text.ts";
import type { WeeklyTemplate } from "./weekly/weekly.ts";

/** What a template is given, changed before: with marks for the checks. */
type PrepareOne = <View>(view: View) => View;

export interface CohortOptions extends CompileOptions {
	prepare?: PrepareOne;
}

interface FullOptions extends CohortOptions {
	/** How many things gave way so far, in the cohorts of one language. More of them may. */
	given?: { count: number };
	/** Called with what is left of the issue. */
	onFitted?(left: IssueContent): void;
}

/**
 * The cohort of the full digest for one lens. Where it would be too long, some of
 * its content gives way, one thing after the other, until it has its place. That
 * is decided on the issue as readers get it, never on one with marks.
 */
export async function compileFull(
	template: WeeklyTemplate,
	content: IssueContent,
	lens: Reviewer | null,
	{ whole = false, prepare, given = { count: 0 }, onFitted }: FullOptions = {},
): Promise<CompiledCohort> {
	const { renderWeekly } = await import("./weekly/weekly.ts");
	const render = async (issue: IssueContent) => ({
		html: await renderWeekly(template, issue, lens),
		text: renderText(issue, lens, template.theme),
	});
	const { subject } = content;
	const all = quotesOnly(content);
	if (whole) {
		onFitted?.(all);
		return { subject, ...checked(await render(prepare?.(all) ?? all)) };
	}
	const attempt = async (count: number) => {
		const issue = GIVING_WAY.slice(0, count).reduce(
			(left, giveWay) => giveWay(left),
			all,
		);
		const parts = await render(issue);
		return { issue, parts, room: roomIn(parts, issue.links, false) };
	};
	let chosen = await attempt(given.count);
	if (!hasRoom(chosen.room, RESERVED)) {
		// What gave way for the panel is not tried again for a lens; each step more is shorter.
		let short = given.count;
		let enough = GIVING_WAY.length;
		chosen = await attempt(enough);
		while (enough - short > 1) {
			const middle = Math.floor((short + enough) / 2);
			const tried = await attempt(middle);
			if (hasRoom(tried.room, RESERVED)) {
				enough = middle;
				chosen = tried;
			} else short = middle;
		}
		given.count = enough;
	}
	const { issue, parts, room } = chosen;
	onFitted?.(issue);
	const shown = prepare ? await render(prepare(issue)) : parts;
	return { subject, ...shown, room };
}

/** The cohort of the brief digest for one lens. */
export async function compileBrief(
	module: TemplateModule,
	theme: Theme,
	content: IssueContent,
	lens: Reviewer | null,
	{ whole = false, prepare }: CohortOptions = {},
): Promise<CompiledCohort> {
	const { renderBrief } = await import("./brief/brief.ts");
	const render = (data: BriefData) => ({
		html: renderBrief(module, data, theme),
		text: briefText(data, theme),
	});
	const data = briefOf(content, lens);
	const { subject } = content;
	if (whole) return { subject, ...checked(render(prepare?.(data) ?? data)) };
	const parts = render(data);
	return {
		subject,
		...(prepare ? render(prepare(data)) : parts),
		room: roomIn(parts, content.links, true),
	};
}

/** An unknown slot fails here and now, not when the first message is due. */
function checked(parts: Pick<CompiledCohort, "html" | "text">) {
	segmentsOf(parts.html);
	segmentsOf(parts.text);
	return parts;
}

/** Of the tokens in a reader's links. */
const TOKEN_LENGTH = 28;

/** What a message leaves to the reader's own. An unknown slot fails here and now, not when the first message is due. */
function roomIn(
	parts: Pick<CompiledCohort, "html" | "text">,
	{ home }: IssueContent["links"],
	isBrief: boolean,
): Room {
	const page = (name: string) =>
		new URL(`${name}/${"x".repeat(TOKEN_LENGTH)}`, home).href;
	const reader = {
		...anonymousReader,
		address: "a.reader@mail.example.com",
		unsubscribeUrl: page("unsubscribe"),
		voteUrl: page("vote"),
		bookmarksUrl: page("bookmarks"),
		preferencesUrl: page("preferences"),
	};
	const html = mergeText(htmlPart(parts), reader);
	const text = mergeText(textPart(parts), reader);
	return roomBeside(sizeOf(html, text, isBrief));
}
