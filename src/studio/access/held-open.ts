import { isDatabaseAway } from "../../db/open.ts";
import type { OpenSession } from "../../db/studio/sessions.ts";
import type { Role } from "../../db/studio/studio-tables.ts";
import { covers } from "../../editors/role.ts";
import { rolesOfSessions } from "../../editors/sessions.ts";
import { describeError } from "../../errors.ts";
import type { StudioDeps } from "../deps.ts";

/** How often sessions are looked at that another process may have ended. */
const BEAT_MS = 500;

/** What goes on for a while: an event stream, a download, a file that arrives. */
export interface Held {
	/** Aborted when whoever asked for it may not have it any more. */
	signal: AbortSignal;
	/** It is over. */
	release(): void;
}

export interface HeldOpen {
	hold(session: OpenSession, needed: Role): Held;
	/** Ends what is held for a session that has ended, or for a role that its editor has no more. Never rejects. */
	check(): Promise<void>;
}

/**
 * Everything that is held open for a session ends with it: `check` is called after
 * each act in this process, and at each beat for what another one did. While the
 * database does not answer, nothing ends, and the next beat asks again.
 */
export function heldOpen(
	deps: Pick<StudioDeps, "db" | "clock" | "closing" | "log">,
): HeldOpen {
	const all = new Set<{ id: number; needed: Role; end: AbortController }>();
	let looking = false;
	let unknown = false;
	const endThose = async () => {
		// What is held from now on belongs to a session that this look may not know.
		const looked = [...all];
		if (looked.length === 0) return;
		const roles = await rolesOfSessions(deps);
		for (const one of looked) {
			const role = roles.get(one.id);
			if (role !== undefined && covers(role, one.needed)) continue;
			all.delete(one);
			one.end.abort();
		}
	};
	const check = async () => {
		try {
			await endThose();
			if (unknown)
				deps.log.warn({}, "the sessions of open pages are known again");
			unknown = false;
		} catch (error) {
			if (unknown || isDatabaseAway(error)) return;
			unknown = true;
			deps.log.warn(
				{ error: describeError(error) },
				"whether the sessions of open pages have ended is not known at the moment",
			);
		}
	};
	const keepLooking = async () => {
		if (looking) return;
		looking = true;
		while (all.size > 0 && !deps.closing.aborted) {
			await deps.clock.sleep(BEAT_MS, deps.closing);
			await check();
		}
		looking = false;
	};
	return {
		hold({ session }, needed) {
			const one = { id: session.id, needed, end: new AbortController() };
			all.add(one);
			void keepLooking();
			return { signal: one.end.signal, release: () => all.delete(one) };
		},
		check,
	};
}
