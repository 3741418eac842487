import { expect, it } from "vitest";
import { subscriberByKey } from "../../../src/db/subscriber/subscribers.ts";
import { describeDatabases } from "../../support/databases.ts";
import { openForm, signUp } from "../forms.ts";
import { openSite, type Site } from "../site.ts";

describeDatabases("the language of a reader", (database) => {
	const ada = (site: Site) => subscriberByKey(site.db, "ada@example.com");
	const get = async (site: Site, path: string) =>
		(await site.app.request(path)).text();
	const preferences = async (site: Site) => {
		const { id = 0, epoch } = (await ada(site)) ?? {};
		return `/preferences/${site.tokens.sign("preferences", id, epoch)}`;
	};

	it("is the one of the form, and that of the letters from the first on", async () => {
		const site = openSite(database, { PUBLICATION_LANGUAGE: "en, de" });
		expect(await get(site, "/subscribe?lang=de")).toContain(
			'<option value="de" lang="de" selected>',
		);
		await signUp(site, { email: "ada@example.com", language: "de" });
		await site.signUps.run();
		expect(site.letters[0]?.data.language).toBe("de");
		expect(site.letters[0]?.data.schedule).toMatch(/^dienstags um \d\d:\d\d/);
		expect(await ada(site)).toMatchObject({ language: "de" });
	});

	it("is guessed for a visitor from their browser alone, among the publication's, unless the link says it", async () => {
		const site = openSite(database, { PUBLICATION_LANGUAGE: "en, de" });
		const langOf = async (path: string, accept: string) => {
			const headers = { "accept-language": accept };
			const response = await site.app.request(path, { headers });
			const [, lang] = /<html lang="(..)/.exec(await response.text()) ?? [];
			return [lang, response.headers.get("vary")];
		};
		const varies = "Accept-Language";
		expect(await langOf("/subscribe", "de-AT, en;q=0.5")).toEqual([
			"de",
			varies,
		]);
		expect(await langOf("/subscribe", "en;q=0.5, de;q=0.4")).toEqual([
			"en",
			varies,
		]);
		expect(await langOf("/nowhere", "fr, de;q=0.1")).toEqual(["de", varies]);
		expect(await langOf("/subscribe", "fr, de;q=0")).toEqual(["en", varies]);
		expect(await langOf("/subscribe?lang=en", "de")).toEqual(["en", null]);
		expect(await langOf("/subscribe?lang=fr", "de")).toEqual(["de", varies]);
		const english = openSite(database);
		const response = await english.app.request("/subscribe?lang=de", {
			headers: { "accept-language": "de" },
		});
		expect(await response.text()).toContain('<html lang="en-GB"');
		expect(response.headers.get("vary")).toBeNull();
	});

	it("is that of the text they agreed to, of their own pages, and part of what is kept about them", async () => {
		const site = openSite(database, { PUBLICATION_LANGUAGE: "en, de" });
		const form = await openForm(site, "/subscribe?lang=de");
		site.clock.advance(5_000);
		const sent = await form.send({ email: "ada@example.com", language: "de" });
		expect(await sent.text()).toContain('<html lang="de-DE"');
		const { text } = await database.db
			.selectFrom("sign_ups as s")
			.innerJoin("consent_texts as t", "t.version", "s.text_version")
			.select("t.text")
			.executeTakeFirstOrThrow();
		expect(text).toMatch(/^Ich möchte /);
		await site.signUps.run();
		const path = await preferences(site);
		expect(await get(site, `${path}?lang=en`)).toContain('<html lang="de-DE"');
		expect(await get(site, `${path}/data`)).toContain(
			"<li>Die Sprache deiner Mails: Deutsch</li>",
		);
		expect(JSON.parse(await get(site, `${path}/data.json`))).toMatchObject({
			subscriber: { language: "de" },
		});
	});

	it("can be changed in the preferences, and another one than the publication's is refused", async () => {
		const site = openSite(database, { PUBLICATION_LANGUAGE: "en, de" });
		await signUp(site, { email: "ada@example.com", language: "fr" });
		await site.signUps.run();
		expect(await ada(site)).toMatchObject({ language: null });
		const path = await preferences(site);
		expect(await get(site, path)).toContain('value="en" checked');
		await site.app.request(path, {
			method: "POST",
			headers: { "content-type": "application/x-www-form-urlencoded" },
			body: "format=full&language=de",
		});
		expect(await ada(site)).toMatchObject({ language: "de" });
		expect(await get(site, path)).toContain('value="de" checked');
	});

	it("is asked for by no page where there is only one, and what was chosen before stays", async () => {
		const site = openSite(database);
		await signUp(site, { email: "ada@example.com" });
		await site.signUps.run();
		await database.db
			.updateTable("subscribers")
			.set({ language: "de" })
			.execute();
		const path = await preferences(site);
		expect(await get(site, "/subscribe")).not.toContain('name="language"');
		expect(await get(site, path)).not.toContain('name="language"');
		await site.app.request(path, {
			method: "POST",
			headers: { "content-type": "application/x-www-form-urlencoded" },
			body: "format=brief",
		});
		expect(await ada(site)).toMatchObject({ format: "brief", language: "de" });
	});
});
