import { readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, it } from "vitest";
import { consentText } from "../../../src/subscriber/sign-up/consent-text.ts";
import { german } from "../../../src/web/language/de/german.ts";
import type { PageWords } from "../../../src/web/language/page-words.ts";
import { describeDatabases } from "../../support/databases.ts";
import { seedTool } from "../../support/seed.ts";
import { openForm } from "../forms.ts";
import { openSite, type Site, seal } from "../site.ts";
import { inBrackets, wordsOutside } from "./bracketed-words.ts";

/** What the site says, which has a walk of its own (site-language.test.ts). */
const OF_SITE =
	/^(?:home|comparison|tool|changes|browse|issues|panel|privacy|api)\./;
const RARE =
	/^faults\.(failed|busy)\.|^signUp\.(badAddress\.|formFault\.too-many)|^preferences\.fault\./;
const DAY = 24 * 60 * 60 * 1000;
/** No letter of it is Latin: what is the reader's or the publication's is no word of ours. */
const PUBLICATION = "Ψήφος";
const SETTINGS = {
	PUBLICATION,
	PUBLICATION_LANGUAGE: "de, en",
	POSTAL_ADDRESS: "Οδός 1",
	ERASED_CONSENTS: "keep",
};

describeDatabases("the pages of a reader", (database) => {
	const own: PageWords = { ...german };
	let unused: Set<string>;
	let site: Site;
	/** By what was done, the words in no catalogue. */
	let found: { page: string; words: string[] }[];

	beforeEach(() => {
		unused = new Set();
		const { language, ...words } = own;
		const apart = new Set<string>();
		Object.assign(german, inBrackets(words, unused), {
			language: {
				...language,
				labels: inBrackets(language.labels, apart),
				frame: inBrackets(language.frame, apart),
			},
		});
		site = openSite(database, SETTINGS);
		found = [];
	});
	afterEach(() => {
		Object.assign(german, own);
	});

	/** Opens a page, or presses a button of it, and reads what it says. */
	async function see(
		path: string,
		fields?: Record<string, string>,
	): Promise<string> {
		const response = await site.app.request(path, {
			...(fields && {
				method: "POST",
				headers: { "content-type": "application/x-www-form-urlencoded" },
				body: new URLSearchParams(fields).toString(),
			}),
		});
		return read(`${response.status} ${path}`, await response.text());
	}
	function read(name: string, page: string): string {
		expect(page).toContain('<html lang="de-DE"');
		const words = wordsOutside(
			page
				.replaceAll(consentText({ publication: PUBLICATION }, "de").text, "")
				.replaceAll(/…@example\.com|<time.*?<\/time>/g, "")
				.replaceAll(/>(?:English|Deutsch)\b/g, ">")
				.replaceAll(/placeholder="UTC"/g, ""),
		).filter((word) => /\p{Script=Latin}/u.test(word));
		found.push({ page: name, words });
		return page;
	}

	async function forms() {
		await see("/bookmarks");
		await see("/nowhere");
		await see("/unsubscribe/wrong");
		await see("/subscribe", { email: "dora@example.com", website: "\0" });
		await see("/subscribe", { email: "a".repeat(20_000) });
		for (const path of ["/subscribe", "/preferences"]) {
			await see(path);
			await see(path, { email: "ada" });
			await see(path, { email: "dora@example.com", opened: "1" });
			const { fields } = await openForm(site, path);
			site.clock.advance(5_000);
			await see(path, { ...fields, email: "dora@example.com" });
		}
		const open = site;
		site = openSite(database, { ...SETTINGS, PROOF_OF_WORK: "true" });
		const { fields } = await openForm(site, "/subscribe");
		site.clock.advance(5_000);
		await see("/subscribe", { ...fields, email: "dora@example.com" });
		site = open;
	}

	/** Returns the paths of a reader who confirmed. */
	async function confirmed(email: string, press = "") {
		const { signUps } = site;
		const consent = consentText({ publication: PUBLICATION }, "de");
		await site.db
			.insertInto("sign_ups")
			.values({
				kind: "subscribe",
				source: "form",
				email,
				email_key: email,
				network: null,
				ip: null,
				user_agent: null,
				form_url: null,
				text_version: consent.version,
				tools: null,
				asked_at: site.clock.now(),
				language: "de",
			})
			.execute();
		await signUps.run();
		const { data } = site.letters.find(({ to }) => to === email) ?? {};
		const path = new URL(String(data?.confirmUrl)).pathname;
		await see(path);
		await see(`${path}/never`);
		await see(`${path}${press}`, {});
		const { id, epoch } = await site.db
			.selectFrom("subscribers")
			.select(["id", "epoch"])
			.where("email_key", "=", email)
			.executeTakeFirstOrThrow();
		const { tokens } = site;
		return {
			id,
			path,
			preferences: `/preferences/${tokens.sign("preferences", id, epoch)}`,
			unsubscribe: `/unsubscribe/${tokens.sign("unsubscribe", id)}`,
			bookmarks: `/bookmarks/${tokens.sign("bookmarks", id)}`,
			vote: `/vote/${tokens.sign("vote", id)}`,
		};
	}

	type Paths = Awaited<ReturnType<typeof confirmed>>;

	async function toolsAndVotes({ id, bookmarks, vote }: Paths) {
		await see(bookmarks);
		const tool = await seedTool(site.db, "Alpha");
		await seedTool(site.db, "Beta");
		const greek = { name: "Άλφα", tagline: "Βήτα", category: "Γάμμα" };
		await site.db.updateTable("tools").set(greek).execute();
		await site.db
			.updateTable("tools")
			.set({ category: "Δέλτα" })
			.where("id", "=", tool)
			.execute();
		await seal(site, 7);
		const { id: issue } = await site.db
			.selectFrom("issues")
			.select("id")
			.executeTakeFirstOrThrow();
		await site.db
			.insertInto("mailed_verdicts")
			.values({ issue_id: issue, tool_id: tool, verdict: "skip", share: 25 })
			.execute();
		const at = site.clock.now();
		const pair = await site.db
			.selectFrom("tools")
			.select(["id", "slug"])
			.orderBy("id")
			.execute();
		const [left, right] = pair;
		await site.db
			.insertInto("comparisons")
			.values({
				slug: "one",
				left_tool_id: left?.id ?? 0,
				right_tool_id: right?.id ?? 0,
				published_at: "2026-11-01T00:00:00.000Z",
				weight: 0,
				created_at: at,
				updated_at: at,
			})
			.execute();
		await see(`${bookmarks}?save=alpha`);
		await see(bookmarks, { save: "alpha" });
		await see(vote);
		await see(`${vote}?tool=alpha&vote=ship`);
		for (const choice of ["ship", "skip", "none"])
			await see(vote, { tool: "alpha", vote: choice });
		await see(`/preferences/${site.tokens.sign("preferences", id, 0)}`);
		await see(bookmarks, { remove: "alpha" });
		const shown = await (await site.app.request("/tools/alpha")).text();
		read("around /tools/alpha", shown.replace(/<main[\s\S]*<\/main>/, ""));
	}

	async function choices({ id, preferences }: Paths) {
		await see(`${preferences}/preview`);
		await see(preferences, { name: "a".repeat(81), zone: "Mars" });
		await see(preferences, { format: "brief", language: "de" });
		await see(`${preferences}/pause`, { weeks: "3" });
		await see(`${preferences}/pause`, { weeks: "2" });
		await see(`${preferences}/keep`);
		await see(`${preferences}/keep`, {});
		await see(`${preferences}/pause`, { weeks: "0" });
		await see(`${preferences}/keep`, {});
		await see(`${preferences}/renew`, {});
		await see(preferences);
		return `/preferences/${site.tokens.sign("preferences", id, 1)}`;
	}

	async function leaving({ path, unsubscribe }: Paths, preferences: string) {
		await see(unsubscribe);
		await see(path);
		await see(`${unsubscribe}/pause`, { weeks: "2" });
		await see(path);
		await see(unsubscribe, {});
		await see(path);
		await see(preferences);
		await see(`${preferences}/keep`, {});
		await see(preferences, { format: "full" });
		await see(`${unsubscribe}/back`, {});
		await see(`${unsubscribe}/pause`, { weeks: "0" });
		site.clock.advance(2 * DAY);
		await see(unsubscribe, {});
		await see(`${unsubscribe}/back`, {});
		await see(unsubscribe, {});
		site.clock.advance(30 * DAY);
		await see(`${unsubscribe}/back`, {});
		const subscribers = site.db.updateTable("subscribers");
		await subscribers.set({ suppressed: "bounce" }).execute();
		await see(preferences);
		await subscribers.set({ suppressed: null }).execute();
		const accepted = { accepted_at: site.clock.now() };
		await subscribers.set(accepted).execute();
		await see(`${preferences}/data`);
		await see(`${preferences}/erase`);
		await see(`${preferences}/erase`, { sure: "" });
		await see(`${preferences}/erase`, { sure: "yes" });
		await see(preferences);
	}

	it("say every word in their language, and use each word of it", async () => {
		await forms();
		const refused = await confirmed("bea@example.com", "/never");
		await see(refused.path);
		const ada = await confirmed("ada@example.com");
		const deepest = await choices(ada);
		await toolsAndVotes(ada);
		await leaving(ada, deepest);
		expect(found.filter(({ words }) => words.length > 0)).toEqual([]);
		// What only a broken server, a crowd or a form that is not ours sees; and each fault of a field.
		expect(
			[...unused].filter((name) => !RARE.test(name) && !OF_SITE.test(name)),
		).toEqual([]);
	});
});

it.each(["bookmarks", "proof"])(
	"the script %s writes only what its page gives it",
	(name) => {
		const file = `../../../src/web/http/assets/${name}.js`;
		const source = readFileSync(new URL(file, import.meta.url), "utf8");
		expect(source).toContain("words.");
		const code = source.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
		expect(code.match(/["`][A-Z][a-z]+[ "`:.]/g) ?? []).toEqual([]);
	},
);
