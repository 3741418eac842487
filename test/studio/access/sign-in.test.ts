import { expect, it } from "vitest";
import { auditEntries } from "../../../src/db/issue/audit-log.ts";
import { deleteExpiredSignIns } from "../../../src/editors/delete-expired.ts";
import { LIMITS, mayTry } from "../../../src/editors/limits.ts";
import {
	addEditor,
	findEditor,
	removeEditor,
} from "../../../src/editors/manage-editors.ts";
import { makeLink } from "../../../src/editors/sign-in-link.ts";
import { DAY, MINUTE } from "../../../src/time/time-span.ts";
import { describeDatabases } from "../../support/databases.ts";
import { ORIGIN, openAccess } from "./open-access.ts";

const SIGN_IN = "/studio/sign-in";

describeDatabases("signing in to the studio", (database) => {
	async function open() {
		const access = await openAccess(database);
		await addEditor(access.app, {
			address: "ada@example.com",
			name: "Ada",
			role: null,
		});
		return access;
	}

	it("signs in by the link of a letter, once, in the browser that asked, after a scanner has opened it", async () => {
		const { app, visitor, letter } = await open();
		const ada = visitor();
		expect((await ada.get("/studio")).location).toBe(SIGN_IN);
		const asked = await ada.send(SIGN_IN, SIGN_IN, {
			address: " Ada@Example.com",
		});
		expect([asked.status, asked.location]).toEqual([303, `${SIGN_IN}?asked`]);
		const { to, link } = await letter(1);
		expect(to).toBe("ada@example.com");
		const path = new URL(link).pathname;
		expect(link).toBe(`${ORIGIN}${path}`);

		const scanner = visitor("Scanner/1");
		expect((await scanner.get(path)).text).toContain("Another browser");
		await scanner.get(SIGN_IN);
		const tried = await scanner.send(SIGN_IN, SIGN_IN, { address: "x@y.org" });
		expect(tried.status).toBe(303);
		const token = /name="token" value="([^"]*)"/.exec(
			(await scanner.get(SIGN_IN)).text,
		)?.[1];
		expect((await scanner.post(path, { token: token ?? "" })).status).toBe(403);
		expect((await scanner.get("/studio")).status).toBe(302);

		const signedIn = await ada.send(path, path);
		expect([signedIn.status, signedIn.location]).toEqual([303, "/studio"]);
		const isLogin = (one: string) => one.startsWith("__Host-studio_login=");
		expect(signedIn.cookies.filter(isLogin).join()).toMatch(
			/^__Host-studio_login=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
		);
		const home = await ada.get("/studio");
		expect(home.status).toBe(200);
		expect(home.text).toContain("Ada");
		expect((await ada.get(path)).status).toBe(403);
		expect((await ada.get(path)).text).toContain("does not work any more");
		expect((await auditEntries(app.db, null, 1))[0]).toMatchObject({
			who: "Ada",
			action: "sign in",
		});
		// Nothing that is kept is the cookie, the link or the code.
		const rows = JSON.stringify([
			await app.db.selectFrom("editor_sessions").selectAll().execute(),
			await app.db.selectFrom("sign_in_links").selectAll().execute(),
		]);
		for (const secret of [...ada.jar.values(), path.split("/").at(-1)])
			expect(rows).not.toContain(secret);
		await app.dispose();
	});

	it("signs in by the code in the browser that asked, and refuses it elsewhere, later, twice and after too many guesses", async () => {
		const { app, visitor, letter } = await open();
		const ada = visitor();
		const ask = () =>
			ada.send(SIGN_IN, SIGN_IN, { address: "ada@example.com" });
		const type = (who: typeof ada, code: string) =>
			who.send(`${SIGN_IN}?asked`, `${SIGN_IN}/code`, { code });
		await ask();
		const first = await letter(1);
		await ask();
		const { code } = await letter(2);
		const other = visitor();
		expect((await type(other, code)).status).toBe(403);
		expect((await type(ada, first.code)).status).toBe(403);
		expect((await type(ada, code.replaceAll(" ", ""))).status).toBe(303);
		expect((await ada.get("/studio")).status).toBe(200);

		const second = visitor();
		await second.send(SIGN_IN, SIGN_IN, { address: "ada@example.com" });
		const late = await letter(3);
		app.clock.advance(10 * MINUTE);
		expect((await type(second, late.code)).status).toBe(403);
		await second.send(SIGN_IN, SIGN_IN, { address: "ada@example.com" });
		const good = await letter(4);
		for (let guess = 1; guess < LIMITS.codeBrowser; guess++)
			expect((await type(second, "0000 0000")).status).toBe(403);
		const over = await type(second, good.code);
		expect(over.status).toBe(429);
		expect((await second.get("/studio")).status).toBe(302);
		await app.dispose();
	});

	it("answers the same whether an address is an editor's or not, mails editors alone, and limits both alike", async () => {
		const { app, visitor, letter } = await open();
		const ask = async (address: string) => {
			const { status, text, location } = await visitor()
				.send(SIGN_IN, SIGN_IN, { address })
				.catch((error) => {
					throw error;
				});
			return { status, text, location };
		};
		const stranger = await ask("eve@example.com");
		expect(stranger).toEqual(await ask("ada@example.com"));
		expect((await letter(1)).to).toBe("ada@example.com");
		expect(
			await app.db.selectFrom("sign_in_links").select("id").execute(),
		).toHaveLength(1);
		for (let n = 1; n < LIMITS.askAddressNetwork; n++)
			await ask("eve@example.com");
		const limited = await ask("eve@example.com");
		expect(limited.status).toBe(429);
		for (let n = 1; n < LIMITS.askAddressNetwork; n++)
			await ask("ada@example.com");
		const same = await ask("ada@example.com");
		const anonymous = ({ text }: { text: string }) =>
			text.replaceAll(/(eve|ada)@/g, "…@").replaceAll(/value="[\w-]{43}"/g, "");
		expect([same.status, anonymous(same)]).toEqual([429, anonymous(limited)]);
		// All of this would be from one network, too.
		app.clock.advance(60 * MINUTE);
		for (let n = 0; n < LIMITS.askNetwork; n++)
			expect((await ask(`a${n}@example.com`)).status).toBe(303);
		expect((await ask("zoe@example.com")).status).toBe(429);
		await app.dispose();
	});

	it("keeps nobody out who signed in before in the same browser, whatever strangers ask for and try", async () => {
		const { app, visitor, letter } = await open();
		await addEditor(app, {
			address: "ben@example.com",
			name: "Ben",
			role: null,
		});
		const ada = visitor();
		const link = new URL(await makeLink(app, "Ada")).pathname;
		const signedIn = await ada.send(link, link);
		const isKnown =
			/^__Host-studio_known=[^;]+; Max-Age=34560000; Path=\/; HttpOnly; Secure; SameSite=Lax$/;
		expect(signedIn.cookies.filter((one) => isKnown.test(one))).toHaveLength(1);
		await ada.send("/studio/account", "/studio/account/sign-out");
		const cookie = ada.jar.get("__Host-studio_known") ?? "";
		expect(cookie).not.toMatch(/ada|@/);

		const ask = async (who: typeof ada, address: string) =>
			(await who.send(SIGN_IN, SIGN_IN, { address })).status;
		const attacker = visitor();
		// Neither another's cookie nor one that was changed is worth anything.
		const [id, address, mac] = cookie.split(".");
		const forged = [
			[id, address, "A".repeat(43)],
			["A".repeat(43), address, mac],
			[id, "A".repeat(43), mac],
			[id, address, mac, ""],
			[id, address],
		].map((parts) => parts.join("."));
		for (let n = 0; n < LIMITS.askNetwork; n++) {
			attacker.jar.set("__Host-studio_known", forged[n % 5] ?? "");
			const isFirst = n < LIMITS.askAddressNetwork;
			expect(await ask(attacker, "ada@example.com")).toBe(isFirst ? 303 : 429);
		}
		await letter(LIMITS.askAddressNetwork);
		for (let n = 0; n < LIMITS.tryNetwork; n++)
			await mayTry(app, { ip: null, known: null });
		const tried = await attacker.send(`${SIGN_IN}?asked`, `${SIGN_IN}/code`, {
			code: "0000 0000",
		});
		expect(tried.status).toBe(429);
		expect(await ask(attacker, "nobody@example.com")).toBe(429);
		ada.jar.set("__Host-studio_known", cookie);
		// It is worth something for its own editor alone.
		expect(await ask(ada, "ben@example.com")).toBe(429);
		expect(await ask(ada, "ada@example.com")).toBe(303);
		const { code } = await letter(LIMITS.askAddressNetwork + 1);
		const typed = await ada.send(`${SIGN_IN}?asked`, `${SIGN_IN}/code`, {
			code,
		});
		expect(typed.status).toBe(303);
		// To sign in again gives it no new allowance, and what it may ask is bounded.
		expect(ada.jar.get("__Host-studio_known")).toBe(cookie);
		ada.jar.delete("__Host-studio_login");
		for (let n = 1; n < LIMITS.askKnown; n++)
			expect(await ask(ada, "ada@example.com")).toBe(303);
		expect(await ask(ada, "ada@example.com")).toBe(429);
		await app.dispose();
	});

	it("ends sessions at once: by their owner, by an admin, by removal, and by time", async () => {
		const { app, signedIn } = await open();
		const zoe = await signedIn("zoe", "admin");
		const ben = await signedIn("ben", "editor");
		const cy = await signedIn("cy", "editor");
		const isIn = async (who: typeof zoe) =>
			(await who.get("/studio")).status === 200;

		const account = await ben.get("/studio/account");
		expect(account.text).toContain("Firefox on Linux");
		const sessions = await app.db
			.selectFrom("editor_sessions as s")
			.innerJoin("editors as e", "e.id", "s.editor_id")
			.select(["s.id", "e.name"])
			.execute();
		const idOf = (name: string) =>
			sessions.find((one) => one.name === name)?.id ?? 0;
		// Nobody ends another's, and an admin ends anybody's.
		const token = /name="token" value="([^"]*)"/.exec(account.text)?.[1] ?? "";
		const foreign = await ben.post(
			`/studio/account/sessions/${idOf("cy")}/end`,
			{ token },
		);
		expect(foreign.status).toBe(403);
		expect(await isIn(cy)).toBe(true);
		const path = `/studio/editors/sessions/${idOf("ben")}/end`;
		expect((await zoe.send("/studio/editors", path)).status).toBe(303);
		expect(await isIn(ben)).toBe(false);
		expect((await auditEntries(app.db, null, 1))[0]).toMatchObject({
			who: "zoe",
			action: "end session",
		});
		await removeEditor(app, (await findEditor(app.db, "cy")).id);
		expect(await isIn(cy)).toBe(false);
		const here = "/studio/account";
		const left = await zoe.send(here, `${here}/sign-out`);
		expect(left.location).toBe(SIGN_IN);
		expect(await isIn(zoe)).toBe(false);

		// Seven days without a request end a session, and thirty in any case.
		const dan = await signedIn("dan", "editor");
		for (let day = 6; day < 30; day += 6) {
			app.clock.advance(6 * DAY);
			expect(await isIn(dan)).toBe(true);
		}
		app.clock.advance(6 * DAY + MINUTE);
		expect(await isIn(dan)).toBe(false);
		const eli = await signedIn("eli", "editor");
		app.clock.advance(7 * DAY + MINUTE);
		expect(await isIn(eli)).toBe(false);
		await deleteExpiredSignIns(app);
		expect(
			await app.db.selectFrom("editor_sessions").select("id").execute(),
		).toEqual([]);
		await app.dispose();
	});

	it("refuses a text that no database takes, in an address and in the answer of a passkey", async () => {
		const access = await open();
		const zoe = await access.signedIn("zoe", "admin");
		for (const path of [
			"/studio/catalog/%00",
			"/studio/comparisons/a%00b",
			"/studio/people?q=%00",
			"/studio/%1B",
		])
			expect([path, (await zoe.get(path)).status]).toEqual([path, 404]);
		const answer = JSON.stringify({
			id: "\0",
			rawId: "x",
			type: "public-key",
			response: { clientDataJSON: "e30" },
			clientExtensionResults: {},
		});
		const action = `${SIGN_IN}/passkey`;
		const sent = await access.visitor().send(SIGN_IN, action, { answer });
		expect(sent.status).toBe(403);
	});

	it("keeps what was typed when a session has ended: the form works after signing in again", async () => {
		const { app, signedIn } = await open();
		const ben = await signedIn("ben", "admin");
		const page = await ben.get("/studio/editors");
		const token = /name="token" value="([^"]*)"/.exec(page.text)?.[1] ?? "";
		ben.jar.delete("__Host-studio_login");
		const typed = { address: "new@example.com", name: "New", role: "editor" };
		const fields = { token, ...typed };
		const refused = await ben.post("/studio/editors", fields);
		expect(refused.status).toBe(401);
		expect(refused.text).toContain("still here");
		const link = new URL(await makeLink(app, "ben")).pathname;
		expect((await ben.send(link, link)).status).toBe(303);
		expect((await ben.post("/studio/editors", fields)).status).toBe(303);
		// The same fields are another's if another signs in in this browser.
		const ada = new URL(await makeLink(app, "Ada")).pathname;
		await ben.send(ada, ada);
		expect((await ben.post("/studio/editors", fields)).status).toBe(403);
		await app.dispose();
	});
});
