import { AsyncLocalStorage } from "node:async_hooks";
import type { OpenSession } from "../../db/studio/sessions.ts";
import type { Role } from "../../db/studio/studio-tables.ts";
import { covers } from "../../editors/role.ts";
import type { StudioDeps } from "../deps.ts";

/** Whose request is being answered. Pages and use cases below need not hand it on. */
const current = new AsyncLocalStorage<OpenSession>();

/** Answers a request as its editor; null: nobody has signed in. */
export function answeringAs<T>(
	session: OpenSession | null,
	answer: () => T,
): T {
	return session === null ? answer() : current.run(session, answer);
}

/** Undefined: nobody has signed in, or the studio has no login. */
export function currentSession(): OpenSession | undefined {
	return current.getStore();
}

/** Whether whoever looks may do what needs this role. Without a login everybody is at this machine, and may. */
export function may(needed: Role): boolean {
	const session = currentSession();
	return session === undefined || covers(session.editor.role, needed);
}

/** The same dependencies, in which who acts is the editor of the request, also where they are copied during it. */
export function asCurrentEditor(deps: StudioDeps): StudioDeps {
	const who = () => {
		const editor = currentSession()?.editor;
		return {
			actor: editor?.name ?? deps.actor ?? "loopback",
			editorId: editor?.id,
		};
	};
	const isWho = (key: PropertyKey): key is "actor" | "editorId" =>
		key === "actor" || key === "editorId";
	return new Proxy(deps, {
		get: (target, key) => (isWho(key) ? who()[key] : Reflect.get(target, key)),
		ownKeys: (target) => [
			...new Set([...Reflect.ownKeys(target), "actor", "editorId"]),
		],
		getOwnPropertyDescriptor: (target, key) =>
			isWho(key)
				? { value: who()[key], enumerable: true, configurable: true }
				: Reflect.getOwnPropertyDescriptor(target, key),
	});
}
