import type { SettingInForce } from "../config/in-force.ts";
import type { Context } from "../context.ts";
import type { DeliveriesByState } from "../db/delivery/deliveries.ts";
import type { IssueHead } from "../db/issue/issues.ts";
import type { Installation } from "../delivery/installation.ts";
import type { IssueContent } from "../issue/content/content.ts";
import type { UpcomingIssue } from "../issue/content/upcoming.ts";
import type { Preflight } from "../issue/life/pass-preflight.ts";
import type { ReportedFinding } from "../issue/preflight-report.ts";
import type { Signer } from "../mail/dkim/signer.ts";
import type { Mailbox } from "../mail/mailbox.ts";
import type { Instruments } from "../preflight/instruments.ts";
import type { MailRenderer } from "../render/create-renderer.ts";
import type { LetterContext } from "../subscriber/letters/send-letter.ts";
import type { Instant } from "../time/clock.ts";

/** What the studio's pages work with. */
export interface StudioDeps extends Omit<Context, "renderer"> {
	readonly renderer: MailRenderer;
	/** The folder that the file of a TemplateError is in. */
	templatesDir: string;
	/** Null: mail goes to an SMTP server. */
	mailbox: Pick<
		Mailbox,
		"list" | "count" | "get" | "version" | "recipients" | "deleteTo"
	> | null;
	upcoming(): Promise<StudioIssue>;
	/** The same for pages that are open: remembered for a while, so that looking costs the sender nothing. A change of its row counts at once. */
	glance(): Promise<StudioIssue>;
	/** Of the renderer, remembered in the same way. */
	templateHash(): Promise<string>;
	/** Deliveries by state, remembered in the same way. */
	countsOf(
		issue: Pick<
			IssueHead,
			"id" | "state" | "revision" | "recipients" | "final_counts"
		>,
	): Promise<DeliveriesByState>;
	/** The checks that an issue must pass before it is approved. */
	preflight: Preflight;
	/** The external tools of preflight. */
	instruments(): Promise<Instruments>;
	/** Null: messages go out unsigned. */
	signer(): Promise<Signer | null>;
	/** Mails the letters that are due. */
	signUps: { wake(): void };
	/** Sends single letters, such as a test. */
	letters: Pick<LetterContext, "sendLetter">;
	/** @param issue null: there is no draft yet */
	check(
		issue: Pick<IssueHead, "id" | "audience"> | null,
		content: IssueContent,
	): Promise<CheckResult>;
	/** The settings by the titles of their documentation, without secrets. */
	settings: readonly { title: string; settings: readonly SettingInForce[] }[];
	jobs(): Promise<StudioJob[]>;
	/** Absent: nothing is sent from here. */
	installation?: Installation;
	/** Makes the scheduler look at once at what is due. Absent: none runs in this process. */
	wake?: () => void;
	/** Aborted when the server is about to close, to end open event streams. */
	closing: AbortSignal;
}

/** A scheduled job, and its last run that is recorded. */
export interface StudioJob {
	name: string;
	about: string;
	/** Null: it runs whenever there is something to do. */
	nextDue: Instant | null;
	last: { due: Instant; state: string; result: string | null } | null;
}

/** What the studio shows of the upcoming issue. */
export interface StudioIssue extends Omit<UpcomingIssue, "issue"> {
	/** Null: there is no draft yet. */
	issue: Pick<
		IssueHead,
		"id" | "number" | "state" | "send_at" | "note" | "audience"
	> | null;
	/** What has changed since it was approved; absent or empty: the approval holds, or there is none. */
	changes?: readonly string[];
}

/** What preflight found in the upcoming issue. */
export interface CheckResult {
	findings: readonly ReportedFinding[];
	/** How many copies were checked. */
	copies: number;
	/** Which checks were left out, and why. */
	leftOut: readonly string[];
	/** When the stored run was; null: it was run just now and is not stored. */
	at: Instant | null;
	/** Whether a browser was part of the run. */
	seen: boolean;
	/** The ids of readers that findings name; absent, or without a name: it is a sample reader. */
	readerIds?: ReadonlyMap<string, number>;
}
