import type { Generated, Selectable } from "kysely";
import type { Instant } from "../time/clock.ts";

/* What belongs to the installation as a whole. */

export interface InstallationTables {
	meta: MetaTable;
	instances: InstanceTable;
	job_runs: JobRunTable;
	notices: NoticeTable;
}

/** Facts about this installation: the generated secret, the day its schedule began. */
interface MetaTable {
	key: string;
	value: string;
}

/** The installations that may send from this database. */
interface InstanceTable {
	fingerprint: string;
	adopted_at: Instant;
}

interface JobRunTable {
	job: string;
	/** When it was due. Together with `job` this is the key, so that nothing runs twice. */
	due_at: Instant;
	state: "running" | "done" | "failed";
	attempts: number;
	claimed_by: string | null;
	claimed_until: Instant | null;
	started_at: Instant;
	finished_at: Instant | null;
	result: string | null;
}

/** What the editor was told, or will be. */
interface NoticeTable {
	/** What happened, and when: no two notices say the same. */
	key: string;
	headline: string;
	message: string;
	command: string | null;
	created_at: Instant;
	/** When it may be mailed. While it is claimed: when the worker is taken for dead. Null: it is done. */
	due_at: Instant | null;
	attempts: Generated<number>;
	claimed_by: string | null;
	sent_at: Instant | null;
	/** Why the last attempt failed. */
	failure: string | null;
}

export type JobRunRow = Selectable<JobRunTable>;
export type NoticeRow = Selectable<NoticeTable>;
