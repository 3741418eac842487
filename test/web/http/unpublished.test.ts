import { expect, it } from "vitest";
import type { Purpose } from "../../../src/subscriber/token.ts";
import { pebble, quill, switchyard } from "../../../templates/sample-tools.ts";
import { describeDatabases } from "../../support/databases.ts";
import { openSite, publish, seal, subscribe } from "../site.ts";

const FORM = { "content-type": "application/x-www-form-urlencoded" };
const PURPOSES = new Set(["unsubscribe", "vote", "bookmarks", "preferences"]);
/** Everything that names what a reader or a stranger asks about. */
const NAMES = ["after", "slug", "tool", "save", "remove", "tools", "bookmark"];
/** These end the links. A copy of one's data has all that is kept, a tool too that was published when it was saved. */
const NOT_ASKED = /\/(?:erase|renew|data|data\.json)$/;

describeDatabases("what is not published yet", (database) => {
	it("is answered by every page, script and form like what does not exist, to strangers and to readers who saved it", async () => {
		const site = openSite(database, { SIGN_UPS_PER_NETWORK: "1000000" });
		const hidden = (slug: string) => ({
			...pebble,
			slug,
			name: "Hushwright",
			tagline: "Hushline",
			category: "Hushkind",
			description: "Hushtext",
			bestFor: "Hushbest",
			reviews: pebble.reviews.map((one) => ({ ...one, body: "Hushword" })),
		});
		const later = "2027-12-24T09:00:00.000Z";
		await publish(site, quill, switchyard);
		const pair = await publish(
			site,
			hidden("zz-left"),
			hidden("zz-right"),
			later,
		);
		await publish(site, quill, hidden("zz-other"), later);
		await seal(site, 1);
		const { id } = await subscribe(site);
		const tools = await site.db
			.selectFrom("tools")
			.select("id")
			.where("name", "=", "Hushwright")
			.execute();
		for (const tool of tools)
			await site.db
				.insertInto("bookmarks")
				.values({
					subscriber_id: id,
					tool_id: tool.id,
					created_at: site.clock.now(),
				})
				.execute();

		async function answer(path: string, init: RequestInit) {
			const response = await site.app.request(path, init);
			const headers = [...response.headers].map(([name, value]) =>
				name === "content-length" ? name : `${name}: ${value}`,
			);
			return {
				status: response.status,
				headers: headers.join("\n"),
				// What only proves when a form was opened, or that work was done, is new each time.
				body: (await response.text()).replace(
					/name="(?:opened|proof)" value="[^"]*"|"challenge":"[^"]*"/g,
					"",
				),
			};
		}
		const methods = new Set(["GET", "POST"]);
		for (const { method, path: pattern } of site.app.routes) {
			if (!methods.has(method) || NOT_ASKED.test(pattern)) continue;
			const root = pattern.split("/")[1] ?? "";
			const token = PURPOSES.has(root)
				? site.tokens.sign(root as Purpose, id)
				: "none";
			const base = pattern.replace(":token", token).replace(/:number.*/, "1");
			for (const slug of [pair, "zz-left", "zz-other"]) {
				const unknown = "y".repeat(slug.length);
				const ask = (one: string) => {
					const query = NAMES.map((name) => `${name}=${one}`).join("&");
					const path = base.replace(/:slug|:file/, one);
					return answer(
						method === "GET" ? `${path}?${query}` : path,
						method === "GET"
							? {}
							: { method, headers: FORM, body: `${query}&vote=ship` },
					);
				};
				// What a press changes, it changes before the two that are compared.
				await ask(unknown);
				const told = await ask(slug);
				const { status, headers, body } = await ask(unknown);
				const same =
					told.body.replaceAll(slug, "") === body.replaceAll(unknown, "");
				expect({
					page: `${method} ${pattern}`,
					...told,
					body: same,
					told: /Hush/i.test(JSON.stringify(told)),
				}).toEqual({
					page: `${method} ${pattern}`,
					status,
					headers,
					body: true,
					told: false,
				});
			}
		}
		expect(await site.db.selectFrom("votes").selectAll().execute()).toEqual([]);
	});
});
