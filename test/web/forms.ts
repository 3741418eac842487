import type { Site } from "./site.ts";

/** Opens a page. Its form is sent as a browser would: with its hidden fields. */
export async function openForm(
	site: Site,
	path: string,
	ip = "203.0.113.7",
): Promise<{
	fields: Record<string, string>;
	send(
		typed: Record<string, string>,
		headers?: Record<string, string>,
	): Promise<Response>;
}> {
	const page = await (await site.from(ip, path)).text();
	const [form = ""] = /<form class="sign-up"[\s\S]*?<\/form>/.exec(page) ?? [];
	const action = /action="([^"]+)"/.exec(form)?.[1] ?? path;
	const fields: Record<string, string> = {};
	for (const [input] of form.matchAll(/<input[^>]*>/g)) {
		const name = /name="([^"]*)"/.exec(input)?.[1];
		if (name) fields[name] = /value="([^"]*)"/.exec(input)?.[1] ?? "";
	}
	return {
		fields,
		send: (typed, headers = {}) =>
			site.from(ip, action, {
				method: "POST",
				headers: {
					"content-type": "application/x-www-form-urlencoded",
					"user-agent": "Browser/1",
					...headers,
				},
				body: new URLSearchParams({ ...fields, ...typed }).toString(),
			}),
	};
}

/** Opens the page to subscribe, waits five seconds, and sends the form. */
export async function signUp(
	site: Site,
	typed: Record<string, string>,
	ip?: string,
	headers?: Record<string, string>,
): Promise<Response> {
	const form = await openForm(site, "/subscribe", ip);
	site.clock.advance(5_000);
	return form.send(typed, headers);
}
