import type { App } from "../../app.ts";
import { parseAudience } from "../../audience/audience.ts";
import { audienceInWords } from "../../audience/audience-words.ts";
import { countsOfIssue, reasonsLeftOut } from "../../db/delivery/deliveries.ts";
import { lastAuditEntry } from "../../db/issue/audit-log.ts";
import { itemsOf } from "../../db/issue/issue-items.ts";
import type { IssueHead } from "../../db/issue/issues.ts";
import { waiversOf } from "../../db/issue/preflights.ts";
import { countAudience } from "../../db/subscriber/subscriber-export.ts";
import { progressOf } from "../../delivery/progress.ts";
import { responsesTo, returnFigures } from "../../delivery/returns/figures.ts";
import {
	stageInWords,
	stageReport,
} from "../../delivery/stages/stage-report.ts";
import { composeIssue } from "../../issue/content/compose.ts";
import { recipientTerms } from "../../issue/content/recipients.ts";
import { sealedContent } from "../../issue/content/sealed.ts";
import { staleApproval } from "../../issue/differences/stale-approval.ts";
import { auditName } from "../../issue/life/audit.ts";
import { goesOut } from "../../issue/life/goes-out.ts";
import { plainText } from "../../issue/words/editor-text.ts";
import { actorInWords } from "../../text/actor-in-words.ts";
import { formatTime } from "../../time/format-time.ts";
import { inWords } from "../report.ts";
import type { Io } from "../terminal/io.ts";
import {
	counted,
	writeFields,
	writeRows,
	writeTable,
} from "../terminal/output.ts";
import { planFields, planFigures } from "./plan-report.ts";
import { translationsIn, wordFields } from "./word-fields.ts";

/** Everything about an issue, as `--json` prints it. */
export async function issueReport(app: App, issue: IssueHead) {
	const items = await itemsOf(app.db, issue.id);
	const content =
		(await sealedContent(app.db, issue.id)) ??
		(await composeIssue(app.db, app.config, issue, items));
	const last = (await lastAuditEntry(app.db, auditName(issue))) ?? null;
	return {
		id: issue.id,
		number: issue.number,
		state: issue.state,
		note: issue.note,
		window: { start: issue.window_start, end: issue.window_end },
		sendAt: issue.send_at,
		subject: content.subject,
		preheader: content.preheader,
		intro: content.intro,
		signed: issue.signed,
		notes: Object.fromEntries(
			[...content.leads, ...content.briefs].flatMap(({ slug, note }) =>
				note ? [[slug, plainText(note)]] : [],
			),
		),
		translations: translationsIn(content),
		audience: issue.audience,
		readers:
			issue.sealed_at === null
				? await countAudience(app.db, await recipientTerms(app, issue))
				: null,
		changedSinceApproval: await staleApproval(app, issue),
		approvedAt: issue.approved_at,
		approvedBy: issue.approved_by,
		approvedHash: issue.approved_hash,
		waivers: (
			await waiversOf(
				app.db,
				issue.id,
				issue.content_hash ?? issue.approved_hash ?? "",
			)
		).map(({ code, place, what, reason, at }) => ({
			code,
			place,
			what,
			reason,
			at,
		})),
		contentHash: issue.content_hash,
		templateHash: issue.template_hash,
		sealedAt: issue.sealed_at,
		completedAt: issue.completed_at,
		items: items.map((item) => ({
			slug: item.slug,
			title: `${item.left_name} vs ${item.right_name}`,
			place: item.place,
			position: item.position,
			reasonCode: item.reason_code,
			reason: item.reason,
		})),
		deliveries: progressOf(
			await countsOfIssue(app.db, issue),
			issue.recipients,
		),
		returns: await returnFigures(app.db, issue.id),
		/** Until the next issue was sealed; null: this one is not sealed. */
		responses: await responsesTo(app.db, issue, app.clock.now()),
		leftOut: await reasonsLeftOut(app.db, issue.id),
		plan: await planFigures(app, issue),
		stages: await stageReport(app.db, app.config, issue),
		/** As the audit log has it; null: it is not in there any more. */
		lastChange: last && { at: last.at, who: last.who, action: last.action },
	};
}

/** The same for people. */
export async function writeIssue(
	io: Io,
	app: App,
	issue: IssueHead,
): Promise<void> {
	const report = await issueReport(app, issue);
	const { lastChange } = report;
	const time = (instant: string) => formatTime(instant, app.config.timeZone);
	writeFields(io, [
		["window", `${time(report.window.start)} to ${time(report.window.end)}`],
		["goes out", goesOutText(app, issue, report.changedSinceApproval)],
		...wordFields(report),
		["audience", audienceText(report.audience, report.readers)],
		...report.changedSinceApproval.map((change): [string, string] => [
			"changed",
			change,
		]),
		["note", report.note],
		...report.waivers.map(({ code, place, reason }): [string, string] => [
			"accepted",
			`${code} (${place}): ${reason}`,
		]),
		...planFields(report.plan, app.config.timeZone),
		[
			"stages",
			report.stages && stageInWords(report.stages, app.config.timeZone),
		],
		[
			"last change",
			lastChange &&
				`${lastChange.action} by ${actorInWords(lastChange.who)}, ${time(lastChange.at)}`,
		],
	]);
	if (report.items.length > 0) {
		io.out("\n");
		writeTable(io, ["place", "comparison", "why"], itemRows(report.items));
	}
	const { recipients, ...counts } = report.deliveries;
	if (recipients === 0) return;
	const { final, open: _open, ...states } = counts;
	io.out(
		`\n${final.toLocaleString("en")} of ${counted(recipients, "recipient")} accounted for\n`,
	);
	writeRows(
		io,
		Object.entries(states).filter(([, count]) => count > 0),
		"  ",
	);
	for (const { reason, count } of report.leftOut)
		io.out(`    ${count} ${reason}\n`);
	const { bounced, bouncedByDomain, refused, complaints } = report.returns;
	writeCounts(io, "Came back", [
		["bounced", inWords(bounced)],
		["domains", inWords(bouncedByDomain)],
		["refused", inWords(refused)],
		["complaints", String(complaints)],
	]);
	const { leaves = 0, votes = 0, saves = 0 } = report.responses ?? {};
	writeCounts(io, "Readers, until the next issue", [
		["leaves", String(leaves)],
		["votes", String(votes)],
		["saves", String(saves)],
	]);
}

/** Under a title; what is 0 is left out, and the title if all are. */
function writeCounts(
	io: Io,
	title: string,
	counts: readonly [string, string][],
): void {
	const shown = counts.filter(([, count]) => count !== "0");
	if (shown.length === 0) return;
	io.out(`\n${title}\n`);
	writeRows(io, shown, "  ");
}

/** Every comparison with its reason; what is older than the first window is one row, for it can be the catalog of years. */
function itemRows(
	items: Awaited<ReturnType<typeof issueReport>>["items"],
): string[][] {
	const history = items.filter((item) => item.reasonCode === "before-first");
	const [first] = history;
	return [
		...items
			.filter((item) => item.reasonCode !== "before-first")
			.map((item) => [item.place, item.title, item.reason]),
		...(first
			? [
					[
						first.place,
						history.length === 1
							? first.title
							: `${counted(history.length, "comparison")}, all listed by --json`,
						first.reason,
					],
				]
			: []),
	];
}

/** @param readers how many match it now; null: the recipients are frozen */
function audienceText(
	audience: string | null,
	readers: number | null,
): string | null {
	if (audience === null || readers === null) return audience;
	return `${audience} (now ${counted(readers, "active subscriber")}: ${audienceInWords(parseAudience(audience, true))})`;
}

/** When it goes out, or would; null: that is over, or somebody decides it by hand. */
function goesOutText(
	app: App,
	issue: IssueHead,
	changes: readonly string[],
): string | null {
	if (changes.length > 0)
		return `only once it is approved again: digest issue approve ${issue.number}`;
	if (issue.state === "draft")
		return `${goesOut(app, issue)}, once it is approved, if “digest serve” is running`;
	return issue.state === "approved"
		? `${goesOut(app, issue)}, if “digest serve” is running; or now with: digest send`
		: null;
}
