import { expect, it } from "vitest";
import { addBookmarks } from "../../../src/db/catalog/bookmarks.ts";
import { auditEntries } from "../../../src/db/issue/audit-log.ts";
import {
	subscriberById,
	subscriberByKey,
} from "../../../src/db/subscriber/subscribers.ts";
import { exportSubscribers } from "../../../src/subscriber/csv/export.ts";
import { suppressionFor } from "../../../src/subscriber/leaving/suppression.ts";
import { addSubscriber } from "../../../src/subscriber/sign-up/add-subscriber.ts";
import { type TestApp, testApp } from "../../support/app.ts";
import { describeDatabases } from "../../support/databases.ts";
import { seedComparison, seedSubscribers } from "../../support/seed.ts";
import { allRows, type Editor, openEditor } from "../issue/editor.ts";

const ADDRESS = "ada.lovelace@home.example";
const NAME = "Ada <b>Lovelace</b>";

describeDatabases(
	"what an editor does to a person in the studio",
	(database) => {
		async function open(): Promise<{
			app: TestApp;
			editor: Editor;
			id: number;
			here: string;
		}> {
			const app = await testApp(database);
			const { subscriber } = await addSubscriber(app.db, app.clock, {
				email: ADDRESS,
				name: NAME,
				confirmed: true,
			});
			const { id } = subscriber;
			return {
				app,
				editor: await openEditor(app),
				id,
				here: `/studio/people/${id}`,
			};
		}
		const entries = async (app: TestApp) =>
			(await auditEntries(app.db, null, 50)).map(
				({ who, action, what, before, after }) => [
					who,
					action,
					what,
					before,
					after,
				],
			);

		it("is said before with whom and how many, changes nothing until it is confirmed, and is in the log once", async () => {
			const { app, editor, id, here } = await open();
			const person = () => subscriberById(app.db, id);
			const before = await allRows(app.db);
			for (const act of ["suppress", "unsubscribe", "forgive", "erase"]) {
				const { status, text } = await editor.get(`${here}/${act}`);
				expect([act, status]).toEqual([act, 200]);
				expect(text).toContain(ADDRESS);
				expect(text).toContain("one person, active");
				expect(text).not.toContain("<b>Lovelace");
			}
			expect(await allRows(app.db)).toBe(before);

			const suppressed = await editor.send(
				`${here}/suppress`,
				`${here}/suppress`,
				{
					reason: "complaint",
				},
			);
			expect([suppressed.status, suppressed.location]).toEqual([
				303,
				`${here}?done=suppress`,
			]);
			expect((await person())?.suppressed).toBe("complaint");
			await editor.send(`${here}/suppress`, `${here}/suppress`);
			expect(await entries(app)).toEqual([
				[
					"loopback",
					"suppress",
					`subscriber ${id}`,
					'{"suppressed":null}',
					'{"suppressed":"complaint"}',
				],
			]);
			await editor.send(`${here}/unsuppress`, `${here}/unsuppress`);
			expect((await person())?.suppressed).toBeNull();
			const left = await editor.send(
				`${here}/unsubscribe`,
				`${here}/unsubscribe`,
			);
			expect(left.location).toBe(`${here}?done=unsubscribe-goodbye`);
			expect(await person()).toMatchObject({
				state: "unsubscribed",
				unsubscribed_by: "operator",
			});
			expect((await entries(app)).map(([, action]) => action)).toEqual([
				"unsubscribe",
				"unsuppress",
				"suppress",
			]);
			const page = (await editor.get(left.location ?? "")).text;
			expect(page).toContain("A goodbye is being mailed");
			expect(page).toContain("suppressed: complaint");
			await app.dispose();
		});

		it("that erases needs the address typed, and leaves nothing of the person in any row, the log included", async () => {
			const { app, editor, id, here } = await open();
			await seedComparison(app.db, "One", "2026-11-15T08:00:00.000Z");
			const tool = await app.db
				.selectFrom("tools")
				.select("id")
				.executeTakeFirstOrThrow();
			await addBookmarks(app.db, id, [tool.id], app.clock.now());
			await editor.get(here);
			await editor.send("/studio/people/add", "/studio/people/add", {
				address: ADDRESS,
				name: "Countess Lovelace",
				consent: "known",
				bookmarks: "one-right",
			});
			await editor.send(`${here}/unsubscribe`, `${here}/unsubscribe`);
			const page = await editor.get(`${here}/erase`);
			expect(page.text).toContain("2 bookmarks");
			for (const confirm of ["", "ada", "ADA@else.example"]) {
				const refused = await editor.send(`${here}/erase`, `${here}/erase`, {
					confirm,
				});
				expect(refused.status).toBe(409);
				expect(refused.text).toContain("Nothing was erased");
			}
			const erased = await editor.send(`${here}/erase`, `${here}/erase`, {
				confirm: ADDRESS.toUpperCase(),
			});
			expect(erased.location).toBe("/studio/people?done=erase");
			expect(await allRows(app.db)).not.toMatch(/lovelace|countess/i);
			expect(
				(await entries(app)).map(([, action, what]) => [action, what]),
			).toEqual(
				["erase", "unsubscribe", "add", "look at"].map((action) => [
					action,
					`subscriber ${id}`,
				]),
			);
			expect((await editor.get(here)).status).toBe(404);
			expect(
				(
					await editor.post(
						`${here}/erase`,
						editor.formIn(page.text, `${here}/erase`),
					)
				).status,
			).toBe(404);
			await app.dispose();
		});

		it("holds for an address that is no subscriber's, which no URL and no entry of the log names", async () => {
			const { app, editor } = await open();
			const other = "nobody.here@else.example";
			for (const act of ["suppress", "unsuppress"]) {
				const path = `/studio/people/${act}`;
				const sure = await editor.send(path, path, { address: ` ${other} ` });
				expect(sure.status).toBe(200);
				expect(sure.text).toContain("no subscriber");
				const done = await editor.post(path, editor.formIn(sure.text, path));
				expect([done.status, done.location]).toEqual([
					303,
					`/studio/people?done=${act}`,
				]);
				expect(await suppressionFor(app.db, other)).toEqual(
					act === "suppress"
						? expect.objectContaining({ reason: "operator" })
						: undefined,
				);
			}
			expect((await entries(app)).map((one) => one.slice(1, 3))).toEqual([
				["unsuppress", "an address that is no subscriber"],
				["suppress", "an address that is no subscriber"],
			]);
			expect(JSON.stringify(await entries(app))).not.toContain("nobody");
			const bad = await editor.send(
				"/studio/people/suppress",
				"/studio/people/suppress",
				{
					address: `"><img src=x onerror=alert(1)>@x.example`,
				},
			);
			expect(bad.status).toBe(400);
			expect(bad.text).not.toContain("<img");
			await app.dispose();
		});

		it("that adds asks whether their consent is known, and keeps what is known of who is here", async () => {
			const { app, editor, id } = await open();
			const path = "/studio/people/add";
			const add = (fields: Record<string, string>) =>
				editor.send(path, path, fields);
			const silent = await add({ address: "new@x.example" });
			expect(silent.status).toBe(400);
			expect(silent.text).toContain('value="new@x.example"');
			expect(await subscriberByKey(app.db, "new@x.example")).toBeUndefined();
			await add({
				address: "New@X.example",
				consent: "ask",
				lens: "skeptic",
				categories: "AI; Dev",
			});
			expect(await subscriberByKey(app.db, "new@x.example")).toMatchObject({
				state: "pending",
				lens: "skeptic",
				categories: '["AI","Dev"]',
			});
			const here = await add({
				address: ADDRESS,
				name: "Other",
				consent: "known",
			});
			expect(here.location).toBe(`/studio/people/${id}?done=kept`);
			expect((await subscriberById(app.db, id))?.name).toBe(NAME);
			const consents = await app.db
				.selectFrom("consents")
				.select(["source", "confirmed_at"])
				.orderBy("id", "desc")
				.execute();
			expect(consents[0]).toEqual({ source: "studio", confirmed_at: null });
			for (const [field, value] of [
				["name", "<script>alert(1)</script>\tx"],
				["time-zone", "Mars/<svg onload=alert(1)>"],
				["lens", "<img>"],
				["bookmarks", "<script>"],
				["address", "<script>@x.example"],
			] as const) {
				const refused = await add({
					address: "other@x.example",
					consent: "known",
					[field]: value,
				});
				expect([field, refused.status]).toEqual([field, 400]);
				expect(refused.text).not.toMatch(/<script>|<svg|<img/);
			}
			await app.dispose();
		});

		it("that exports gives what the command line prints, as it is taken, and is in the log from its beginning", async () => {
			const { app, editor } = await open();
			// More than one query looks at: whoever is behind them must be found.
			await seedSubscribers(app.db, 450);
			await addSubscriber(app.db, app.clock, {
				email: "cell@x.example",
				name: "=HYPERLINK(1)",
				confirmed: false,
			});
			const { status, text } = await editor.get(
				"/studio/people/export.csv?state=pending",
			);
			expect(status).toBe(200);
			let printed = "";
			for await (const piece of exportSubscribers(app.db, [
				{ field: "state", not: false, values: ["pending"] },
			]))
				printed += piece;
			expect(text).toBe(printed);
			expect(text).toContain("'=HYPERLINK(1)");
			expect(text).not.toContain(ADDRESS);
			const [entry] = await entries(app);
			expect(entry).toEqual([
				"loopback",
				"export",
				"subscribers",
				null,
				'{"filter":"state=pending","subscribers":1,"ended":"complete"}',
			]);

			const broken = await editor.studio.request("/studio/people/export.csv");
			const reader = broken.body?.getReader();
			await reader?.read();
			await reader?.cancel();
			expect((await entries(app))[0]?.[4]).toContain("stopped before the end");
			expect(
				(await editor.get("/studio/people/export.csv?where=x%3Dy")).status,
			).toBe(400);
			expect(await entries(app)).toHaveLength(2);
			await app.dispose();
		});
	},
);
