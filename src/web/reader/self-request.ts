import { createWeb } from "../http/app.ts";
import type { WebDeps } from "../http/deps.ts";

/**
 * Asks the public pages for some of their own addresses, in this process: no
 * port, no network, no line in the access log. GET changes nothing.
 *
 * @param urls each begins with `config.publicUrl`
 * @returns the status of each
 */
export async function askOwnPages(
	deps: WebDeps,
	urls: readonly string[],
): Promise<Map<string, number>> {
	const web = createWeb(deps);
	const base = deps.config.publicUrl;
	const answers = new Map<string, number>();
	for (const url of urls) {
		const { status } = await web.request(
			url.slice(base.length).replace(/#.*$/, "") || "/",
		);
		answers.set(url, status);
	}
	return answers;
}
