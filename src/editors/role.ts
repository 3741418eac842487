import type { Role } from "../db/studio/studio-tables.ts";

/** From the one who may do least; each may what those before may. */
export const ROLES = [
	"editor",
	"publisher",
	"admin",
] as const satisfies readonly Role[];

/** What each role is for, in a few words. */
export const ROLE_WORDS: Record<Role, string> = {
	editor: "writes, previews, checks and tests",
	publisher: "approves, sends, pauses and cancels, and sees readers",
	admin: "everything: readers, settings and editors too",
};

/** Whether somebody with `role` may do what needs `needed`. */
export function covers(role: Role, needed: Role): boolean {
	return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}

/** The role that needs the most of these. */
export function highest(roles: readonly Role[]): Role {
	return ROLES.findLast((role) => roles.includes(role)) ?? "editor";
}
