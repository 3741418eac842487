import type { Context } from "../context.ts";
import {
	adoptedInstances,
	generation,
	insertInstance,
	placeOf,
	setGeneration,
	setLastAdoption,
} from "../db/delivery/instances.ts";
import { insertAuditEntry } from "../db/issue/audit-log.ts";
import { issuesInStates } from "../db/issue/issues.ts";
import { Failure } from "../errors.ts";
import { by } from "../issue/life/audit.ts";
import { changeIssue } from "../issue/life/change-issue.ts";
import type { Installation } from "./installation.ts";

/**
 * Refuses to send from a database that was restored or cloned: it does not
 * know which messages its original has sent since. A new database adopts the
 * first installation that asks. A PostgreSQL database that has not moved also
 * adopts every further one: that is another worker with a folder of its own.
 *
 * @throws Failure `not-adopted`
 */
export async function requireAdopted(
	{ db, clock }: Pick<Context, "db" | "clock">,
	installation: Installation,
): Promise<void> {
	const problem = await adoptionProblem(db, installation);
	if (problem !== null) throw new Failure("not-adopted", problem);
	const adopted = await adoptedInstances(db);
	const place = await placeOf(db);
	for (const one of [installation.fingerprint, place])
		if (one !== null && !adopted.includes(one))
			await insertInstance(db, one, clock.now());
	// Another worker began an issue: a restored database is recognised here, too.
	const begun = await generation(db);
	if (begun > installation.generation()) installation.saveGeneration(begun);
}

/** Why nothing may be sent from here before `adopt`; null: it may. Reads only. */
export async function adoptionProblem(
	db: Context["db"],
	installation: Pick<Installation, "fingerprint" | "formerly" | "generation">,
): Promise<string | null> {
	const adopted = await adoptedInstances(db);
	const place = await placeOf(db);
	const isKnown =
		adopted.length === 0 ||
		adopted.includes(installation.fingerprint) ||
		isFormerly(installation, adopted) ||
		(place !== null && adopted.includes(place));
	if (!isKnown)
		return "This database was copied or restored from another installation and may not know what was sent from there. To send from here from now on: digest adopt";
	return (await generation(db)) < installation.generation()
		? "This database is older than the last issue that was sent from here: it was restored from a backup. Check its issues with: digest issue list. Then allow sending with: digest adopt"
		: null;
}

/** An earlier version recorded an inode number that did not last. Only once: then the path is recorded. */
function isFormerly(
	{ fingerprint, formerly }: Pick<Installation, "fingerprint" | "formerly">,
	adopted: readonly string[],
): boolean {
	if (formerly === undefined) return false;
	const [id = ""] = fingerprint.split("@");
	return (
		adopted.some((one) => one.startsWith(formerly)) &&
		!adopted.some((one) => one.startsWith(`${id}@`))
	);
}

/** Records in the database and outside it that this installation begins to send an issue. */
export async function incrementGeneration(
	{ db }: Context,
	installation: Installation,
): Promise<void> {
	const next = await db.transaction().execute(async (trx) => {
		const value = (await generation(trx)) + 1;
		await setGeneration(trx, value);
		return value;
	});
	// If the process dies before this, the database is ahead of the file, which is harmless.
	installation.saveGeneration(next);
}

/**
 * Makes this the installation that sends. Issues that are approved, sealed or
 * being sent are stopped, with a note that says why: the original may have sent
 * them already.
 *
 * @returns the numbers of the issues that were stopped
 */
export async function adopt(
	context: Context,
	installation: Installation,
): Promise<number[]> {
	const { db, clock, actor = "schedule" } = context;
	const now = clock.now();
	const note =
		"Stopped when the database was adopted: it may have been sent already. Continue with: digest issue resume (or approve). Or cancel it with: digest issue cancel";
	return db.transaction().execute(async (trx) => {
		const place = await placeOf(trx);
		for (const one of [installation.fingerprint, place])
			if (one !== null) await insertInstance(trx, one, now);
		const ahead = Math.max(await generation(trx), installation.generation());
		await setGeneration(trx, ahead);
		await setLastAdoption(trx, now);
		const stopped: number[] = [];
		for (const issue of await issuesInStates(trx, [
			"approved",
			"sealed",
			"sending",
		])) {
			const approved = issue.state === "approved";
			await changeIssue(trx, by(context), issue.id, {
				action: "adopt",
				from: [issue.state],
				set: {
					state: approved ? "draft" : "paused",
					...(approved
						? { approved_at: null, approved_by: null, approved_hash: null }
						: {}),
					note,
				},
			});
			stopped.push(issue.number ?? 0);
		}
		await insertAuditEntry(trx, {
			at: now,
			who: actor,
			action: "adopt",
			what: "the database",
			before: null,
			after: { stopped },
		});
		return stopped;
	});
}
