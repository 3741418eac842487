import { createWeb } from "./app.ts";
import type { WebDeps } from "./deps.ts";

/**
 * Requests some of the public pages by GET, inside this process: no port and no
 * network is used.
 *
 * @param urls each begins with `config.publicUrl`
 * @returns the HTTP status of each
 */
export async function requestOwnPages(
	deps: WebDeps,
	urls: readonly string[],
): Promise<Map<string, number>> {
	const web = createWeb(deps);
	const base = deps.config.publicUrl;
	const statuses = new Map<string, number>();
	for (const url of urls) {
		const { status } = await web.request(
			url.slice(base.length).replace(/#.*$/, "") || "/",
		);
		statuses.set(url, status);
	}
	return statuses;
}
