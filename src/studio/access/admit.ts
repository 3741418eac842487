import type { Context } from "hono";
import { html } from "hono/html";
import { matchedRoutes } from "hono/route";
import type { Role } from "../../db/studio/studio-tables.ts";
import { covers } from "../../editors/role.ts";
import { sessionOf } from "../../editors/sessions.ts";
import type { StudioDeps } from "../deps.ts";
import { studioPage } from "../layout.ts";
import { sessionToken, setSecure } from "./cookies.ts";
import { answeringAs } from "./current-editor.ts";
import { heldOpen } from "./held-open.ts";
import { isOpen, type Route, roleFor } from "./route-roles.ts";
import { sessionOfRequest, setHold, setSession } from "./signed-in.ts";

/** Who gets in. Without STUDIO_URL: everybody who is at this machine. */
export interface Access {
	/** The origin that Host and Origin must name; null: any name of the loopback. */
	origin: string | null;
	/** Finds out whose request it is, and refuses what they may not; null: it may go on. */
	admit(c: Context): Promise<Response | null>;
	/** Answers as whoever was admitted. */
	answer(c: Context, next: () => Promise<void>): Promise<void>;
}

/** Everybody who is at this machine. */
export const NO_LOGIN: Access = {
	origin: null,
	admit: async () => null,
	answer: (_, next) => next(),
};

export function studioAccess(deps: StudioDeps): Access {
	const { studioUrl } = deps.config;
	if (studioUrl === null) return NO_LOGIN;
	const held = heldOpen(deps);
	return {
		origin: studioUrl,
		async admit(c) {
			setSecure(c, studioUrl.startsWith("https:"));
			const session = await sessionOf(deps, sessionToken(c));
			setSession(c, session);
			const routes = routesOf(c);
			if (session === null) return isOpen(routes) ? null : signInFirst(c);
			const needed = isOpen(routes) ? "editor" : roleOf(c, routes);
			setHold(c, () => held.hold(session, needed));
			return covers(session.editor.role, needed)
				? null
				: answeringAs(session, () => forbidden(c, deps, needed));
		},
		async answer(c, next) {
			await answeringAs(sessionOfRequest(c), () => next());
			// It may have ended a session, or taken a role.
			if (c.req.method !== "GET") await held.check();
		},
	};
}

/** Every route that the request may come to. The middleware of all paths is none. */
function routesOf(c: Context): Route[] {
	return matchedRoutes(c)
		.filter(({ method, path }) => !(method === "ALL" && path === "/*"))
		.map(({ method, path }) => ({ method, path }));
}

/** To look at one reader's own message needs what looking at people needs. */
function roleOf(c: Context, routes: readonly Route[]): Role {
	const ofReader = /^\/studio\/(preview|issues)\b/.test(routes[0]?.path ?? "");
	const named = c.req.queries("reader") ?? [];
	const role = roleFor(routes);
	return role === "editor" && ofReader && named.some((one) => /^\d/.test(one))
		? "publisher"
		: role;
}

/** A page leads to the form; what a program asked for, or a form sent, is refused. */
function signInFirst(c: Context): Response {
	const asksForPage =
		(c.req.method === "GET" || c.req.method === "HEAD") &&
		(c.req.header("sec-fetch-dest") ?? "document") === "document";
	return asksForPage
		? c.redirect("/studio/sign-in")
		: new Response(
				"You are not signed in any more. Sign in in another tab, then come back to this one and send it again: what you wrote is still here.\n",
				{ status: 401 },
			);
}

async function forbidden(
	c: Context,
	{ config }: StudioDeps,
	needed: Role,
): Promise<Response> {
	return c.html(
		studioPage({
			title: "Not allowed",
			menu: "dashboard",
			publication: config.publication,
			versions: {},
			main: html`<section class="card blank"><h1>Your role does not allow this</h1><p>It needs ${needed === "admin" ? "an admin" : `a ${needed}`}. An admin can change your role, on the page <b>Editors</b>. <a href="/studio">To the dashboard</a></p></section>`,
		}),
		403,
	);
}
