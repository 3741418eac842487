import { expect, it } from "vitest";
import { subscriberByKey } from "../../../src/db/subscriber/subscribers.ts";
import { describeDatabases } from "../../support/databases.ts";
import { signUp } from "../forms.ts";
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
