import type { Role } from "../../db/studio/studio-tables.ts";
import { highest } from "../../editors/role.ts";
import { SCRIPT_ROUTE } from "../assets.ts";

/** A route as it was registered: its pattern, not the address of a request. */
export interface Route {
	method: string;
	path: string;
}

/** Whoever has not signed in may open exactly these. */
export const OPEN_ROUTES: ReadonlySet<string> = new Set([
	"GET /studio/sign-in",
	"POST /studio/sign-in",
	"POST /studio/sign-in/code",
	"GET /studio/sign-in/:token{[\\w-]{43}}",
	"POST /studio/sign-in/:token{[\\w-]{43}}",
	"POST /studio/sign-in/passkey/options",
	"POST /studio/sign-in/passkey",
	"GET /studio/studio.css",
	"GET /studio/idiomorph.js",
	`GET ${SCRIPT_ROUTE}`,
	"GET /studio/passkey.js",
	"GET /studio/icon.svg",
]);

const ISSUE = "/studio/issues/:number{[1-9][0-9]{0,8}}";

/** The role that each act needs. One that is not here needs an admin. */
export const ACT_ROLES: Readonly<Record<string, Role>> = {
	"/studio/draft": "editor",
	[`${ISSUE}/edit`]: "editor",
	[`${ISSUE}/approval`]: "publisher",
	[`${ISSUE}/approval/hold`]: "publisher",
	[`${ISSUE}/approval/check`]: "editor",
	[`${ISSUE}/approval/test`]: "editor",
	[`${ISSUE}/sending/send`]: "publisher",
	[`${ISSUE}/sending/stages`]: "publisher",
	[`${ISSUE}/sending/missing`]: "publisher",
	[`${ISSUE}/sending/pause`]: "publisher",
	[`${ISSUE}/sending/resume`]: "publisher",
	[`${ISSUE}/sending/cancel`]: "publisher",
	"/studio/catalog/:slug": "editor",
	"/studio/comparisons/:slug": "editor",
	"/studio/import": "publisher",
	"/studio/import/:id": "publisher",
	"/studio/people/:id{[1-9][0-9]{0,9}}/change": "publisher",
	"/studio/account/sign-out": "editor",
	"/studio/account/sessions/:id{[0-9]{1,10}}/end": "editor",
	"/studio/account/passkeys/options": "editor",
	"/studio/account/passkeys": "editor",
	"/studio/account/passkeys/:id{[0-9]{1,10}}/remove": "editor",
};

/**
 * The role that reading needs, by the beginning of a route's pattern; the longest
 * counts. What is not below any of these needs an admin.
 */
export const READ_ROLES: Readonly<Record<string, Role>> = {
	"/": "editor",
	"/studio": "editor",
	"/studio/draft": "editor",
	"/studio/issues": "editor",
	"/studio/preview": "editor",
	"/studio/catalog": "editor",
	"/studio/comparisons": "editor",
	"/studio/import": "publisher",
	"/studio/reports": "editor",
	"/studio/letters": "editor",
	"/studio/log": "editor",
	"/studio/events": "editor",
	"/studio/account": "editor",
	"/studio/sign-in": "editor",
	"/studio/studio.css": "editor",
	"/studio/idiomorph.js": "editor",
	[SCRIPT_ROUTE]: "editor",
	"/studio/passkey.js": "editor",
	"/studio/icon.svg": "editor",
	"/studio/people": "publisher",
	// It holds every link: readers' own, and those with which editors sign in.
	"/mailbox": "admin",
	"/studio/settings": "admin",
	"/studio/editors": "admin",
};

/** These two have nothing below them: `/studio` alone would open every page that nobody listed. */
const ALONE: readonly string[] = ["/", "/studio"];

/** The role that a request needs: of all routes that it may come to, the highest. None: there is no such page. */
export function roleFor(routes: readonly Route[]): Role {
	return highest(
		routes.map(({ method, path }) =>
			method === "GET" ? readRole(path) : (ACT_ROLES[path] ?? "admin"),
		),
	);
}

/** Whether nobody needs to sign in: every route that the request may come to is open. */
export function isOpen(routes: readonly Route[]): boolean {
	return (
		routes.length > 0 &&
		routes.every(({ method, path }) => OPEN_ROUTES.has(`${method} ${path}`))
	);
}

/** @param path of a route, or of a page that has no parameters */
export function readRole(path: string): Role {
	const areas = Object.keys(READ_ROLES).filter(
		(area) =>
			path === area || (!ALONE.includes(area) && path.startsWith(`${area}/`)),
	);
	const area = areas.sort((a, b) => b.length - a.length)[0];
	return (area === undefined ? undefined : READ_ROLES[area]) ?? "admin";
}
