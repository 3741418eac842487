import { expect, it } from "vitest";
import { auditEntries } from "../../src/db/issue/audit-log.ts";
import { allEditors } from "../../src/db/studio/editors.ts";
import { deleteExpiredSignIns } from "../../src/editors/delete-expired.ts";
import { LIMITS, mayAsk, mayTry } from "../../src/editors/limits.ts";
import {
	addEditor,
	changeRole,
	findEditor,
	removeEditor,
} from "../../src/editors/manage-editors.ts";
import { offeredLink } from "../../src/editors/offered-link.ts";
import { sessionOf } from "../../src/editors/sessions.ts";
import {
	type Asker,
	LINK_MINUTES,
	makeLink,
	signInByLink,
} from "../../src/editors/sign-in-link.ts";
import { DAY, HOUR, MINUTE } from "../../src/time/time-span.ts";
import { testContext } from "../support/context.ts";
import { describeDatabases } from "../support/databases.ts";

const BROWSER: Asker = {
	hash: "b",
	name: "Firefox",
	ip: "192.0.2.1",
	known: null,
};

describeDatabases("editors", (database) => {
	const open = () => ({
		...testContext(database, { STUDIO_URL: "https://studio.example.com" }),
		actor: "command line",
	});
	const add = (
		context: ReturnType<typeof open>,
		name: string,
		role: "editor" | "publisher" | "admin" | null = null,
	) => addEditor(context, { address: `${name}@example.com`, name, role });

	it("always have an admin: the first is one, and the last is neither removed nor demoted, not even two at once", async () => {
		const context = open();
		await expect(add(context, "Eve", "editor")).rejects.toThrow(
			/must be an admin/,
		);
		const ada = await add(context, "Ada");
		expect(ada.role).toBe("admin");
		await expect(removeEditor(context, ada.id)).rejects.toThrow("last admin");
		await expect(changeRole(context, ada.id, "publisher")).rejects.toThrow(
			"last admin",
		);
		const ben = await add(context, "Ben", "admin");
		const both = await Promise.allSettled([
			removeEditor(context, ada.id),
			changeRole(context, ben.id, "editor"),
		]);
		expect(both.map(({ status }) => status).sort()).toEqual([
			"fulfilled",
			"rejected",
		]);
		const roles = (await allEditors(context.db)).map(({ role }) => role);
		expect(roles).toContain("admin");
	});

	it("have an address and a name that no other has, and no name of a program", async () => {
		const context = open();
		await add(context, "Ada");
		for (const [address, name, why] of [
			["ADA@example.com", "Other", /editor already/],
			["other@example.com", "ada", /Another editor is called/],
			["other@example.com", "Command line", /not what the log calls/],
			["other@example.com", "loopback", /not what the log calls/],
			["other@example.com", "The program itself", /not what the log calls/],
			["other@example.com", "Ada, by the command line", /not what/],
			["other@example.com", "somebody on this machine", /not what/],
			["other@example.com", "a@b", /no @/],
			["other@example.com", "a\u0007", /no control/],
			["other@example.com", "  ", /1 to 60/],
			["no address", "Other", /can't be used/],
		] as const)
			await expect(
				addEditor(context, { address, name, role: null }),
			).rejects.toThrow(why);
		expect((await findEditor(context.db, " ADA ")).name).toBe("Ada");
		expect((await findEditor(context.db, "Ada@example.com")).name).toBe("Ada");
	});

	it("leave an entry in the audit log for each change, with who, before and after, and no address", async () => {
		const context = open();
		await add(context, "Ada");
		const ben = await add(context, "Ben");
		await changeRole({ ...context, actor: "Ada" }, ben.id, "publisher");
		await changeRole({ ...context, actor: "Ada" }, ben.id, "publisher");
		await makeLink(context, "Ben");
		await removeEditor({ ...context, actor: "Ada" }, ben.id);
		const entries = await auditEntries(context.db, null, 10);
		expect(
			entries
				.toReversed()
				.map(({ who, action, before, after }) =>
					[who, action, before, after].join(" "),
				),
		).toEqual([
			'command line add editor  {"name":"Ada","address":"…@example.com","role":"admin"}',
			'command line add editor  {"name":"Ben","address":"…@example.com","role":"editor"}',
			'Ada change role {"name":"Ben","role":"editor"} {"name":"Ben","role":"publisher"}',
			'command line make sign-in link  {"name":"Ben"}',
			'Ada remove editor {"name":"Ben","address":"…@example.com","role":"publisher"} ',
		]);
	});

	it("sign in by a link of the command line in any browser, but once, in its time, and never after they are removed", async () => {
		const context = open();
		await add(context, "Ada");
		const ben = await add(context, "Ben");
		const token = async () =>
			(await makeLink(context, "Ben")).split("/").at(-1) ?? "";
		const one = await token();
		const both = await Promise.allSettled([
			signInByLink(context, one, BROWSER),
			signInByLink(context, one, { ...BROWSER, hash: "another" }),
		]);
		expect(both.map(({ status }) => status).sort()).toEqual([
			"fulfilled",
			"rejected",
		]);
		const late = await token();
		context.clock.advance(LINK_MINUTES * MINUTE);
		await expect(signInByLink(context, late, BROWSER)).rejects.toThrow(
			/does not work any more/,
		);
		const session = await signInByLink(context, await token(), BROWSER);
		const unused = await token();
		expect((await sessionOf(context, session.token))?.editor.name).toBe("Ben");
		await removeEditor(context, ben.id);
		expect(await sessionOf(context, session.token)).toBeNull();
		await expect(signInByLink(context, unused, BROWSER)).rejects.toThrow(
			/does not work any more/,
		);
	});

	it("gain no time when the clock goes back: a link and a session of a later time count no more, and are deleted", async () => {
		const context = open();
		const { clock, db } = context;
		await add(context, "Ada");
		const right = clock.now();
		const token = async () =>
			(await makeLink(context, "Ada")).split("/").at(-1) ?? "";
		clock.advance(365 * DAY);
		const { token: early } = await signInByLink(
			context,
			await token(),
			BROWSER,
		);
		const link = await token();
		expect(await sessionOf(context, early)).not.toBeNull();
		clock.set(right);
		expect(await sessionOf(context, early)).toBeNull();
		expect(await offeredLink(context, link)).toBeNull();
		await expect(signInByLink(context, link, BROWSER)).rejects.toThrow(
			/does not work any more/,
		);
		// Two processes may differ by a little.
		clock.advance(MINUTE);
		const near = await token();
		clock.set(right);
		expect((await offeredLink(context, near))?.name).toBe("Ada");
		await signInByLink(context, near, BROWSER);
		await deleteExpiredSignIns(context);
		for (const table of ["sign_in_links", "editor_sessions"] as const)
			expect([
				table,
				(await db.selectFrom(table).select("id").execute()).length,
			]).toEqual([table, table === "sign_in_links" ? 0 : 1]);
	});

	it("get a bounded number of links that strangers ask for, of which one network gets few", async () => {
		const context = open();
		const ask = (network: number, key: string) =>
			mayAsk(context, { ip: `192.0.2.${network}`, known: null }, key);
		const asked: boolean[] = [];
		for (let network = 0; network < 20; network++)
			for (let n = 0; n < 10; n++)
				asked.push(await ask(network, "ada@example.com"));
		const [first, ...others] = [0, 1, 2].map(
			(network) =>
				asked.slice(network * 10, network * 10 + 10).filter(Boolean).length,
		);
		expect([first, ...others]).toEqual(Array(3).fill(LIMITS.askAddressNetwork));
		expect(asked.filter(Boolean)).toHaveLength(LIMITS.askAddress);
		// What was refused counts for no other editor.
		expect(await ask(30, "ben@example.com")).toBe(true);
		const all = await Promise.all(
			Array.from({ length: LIMITS.askAll + 20 }, (_, n) =>
				mayAsk(
					context,
					{ ip: `198.51.${n >> 8}.${n & 255}`, known: null },
					`x${n}@example.com`,
				),
			),
		);
		expect(all.filter(Boolean)).toHaveLength(
			LIMITS.askAll - LIMITS.askAddress - 1,
		);
	});

	it("are limited by rows, which a restart does not forget, which requests at once can't pass, and which are deleted later", async () => {
		const context = open();
		await add(context, "Ada");
		const tries = await Promise.all(
			Array.from({ length: LIMITS.tryNetwork + 20 }, () =>
				mayTry(context, { ...BROWSER, ip: "192.0.2.1" }),
			),
		);
		expect(tries.filter(Boolean)).toHaveLength(LIMITS.tryNetwork);
		expect(await mayTry(open(), { ...BROWSER, ip: "192.0.2.1" })).toBe(false);
		expect(await mayTry(context, { ...BROWSER, ip: "192.0.2.2" })).toBe(true);
		await makeLink(context, "Ada");
		context.clock.advance(HOUR);
		expect(await mayTry(context, { ...BROWSER, ip: "192.0.2.1" })).toBe(true);
		await deleteExpiredSignIns(context);
		expect(
			await context.db.selectFrom("sign_in_counts").select("count").execute(),
		).toEqual([{ count: 1 }]);
		expect(
			await context.db.selectFrom("sign_in_links").select("id").execute(),
		).toEqual([]);
	});
});
