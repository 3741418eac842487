import fc from "fast-check";
import { expect, it } from "vitest";
import { auditEntries } from "../../../src/db/issue/audit-log.ts";
import { subscriberByKey } from "../../../src/db/subscriber/subscribers.ts";
import { addSubscriber } from "../../../src/subscriber/sign-up/add-subscriber.ts";
import { type TestApp, testApp } from "../../support/app.ts";
import { describeDatabases } from "../../support/databases.ts";
import { allRows, type Editor, OWN, openEditor } from "../issue/editor.ts";

const PATH = "/studio/people/import";
const CONSENT = "signed up at our booth";

describeDatabases("an import in the studio", (database) => {
	async function open(): Promise<{ app: TestApp; editor: Editor }> {
		const app = await testApp(database);
		return { app, editor: await openEditor(app) };
	}

	/** The page of a run, once nothing in it goes on any more. */
	async function settled(editor: Editor, url: string): Promise<string> {
		let text = "";
		await expect
			.poll(
				async () => {
					text = (await editor.get(url)).text;
					return text.includes("data-renew");
				},
				{ timeout: 30_000, interval: 20 },
			)
			.toBe(false);
		return text;
	}

	const paste = async (
		editor: Editor,
		rows: string,
		fields: Record<string, string> = {},
	) => {
		const sent = await editor.send(PATH, PATH, {
			rows,
			consent: CONSENT,
			...fields,
		});
		expect([sent.status, sent.text]).toEqual([303, ""]);
		return sent.location ?? "";
	};

	it("gives all refused rows as a file that can be corrected and imported again", async () => {
		const { app, editor } = await open();
		const rows = Array.from({ length: 130 }, (_, n) =>
			n % 2 ? `"=cmd|${n}",n${n}@x.example` : `"Ann, ${n}",no address ${n}`,
		);
		const url = await paste(editor, `name,email\n${rows.join("\n")}\n`, {
			consent: "",
		});
		expect(await settled(editor, url)).toContain("All 130 refused rows");
		const { status, text } = await editor.get(`${url}/refused.csv`);
		expect(status).toBe(200);
		const lines = text.split("\r\n");
		expect(lines).toHaveLength(132);
		expect(lines[0]).toBe("refused_line,refused_because,name,email");
		expect(lines[1]).toMatch(/^2,.*,"Ann, 0",no address 0$/);
		expect(text).not.toMatch(/(^|,|")=cmd/m);
		const corrected = text.replaceAll(/no address (\d+)/g, "a$1@x.example");
		const again = await paste(editor, corrected);
		expect(await settled(editor, again)).not.toContain("import-refused");
		await editor.send(again, `${again}/start`);
		await settled(editor, again);
		expect((await subscriberByKey(app.db, "n129@x.example"))?.name).toBe(
			"=cmd|129",
		);
		expect((await subscriberByKey(app.db, "a0@x.example"))?.name).toBe(
			"Ann, 0",
		);
		// Of all but the newest file only what became of it is kept.
		expect((await editor.get(`${url}/refused.csv`)).status).toBe(404);
		expect((await editor.get(url)).text).toContain("not kept any more");
		await app.dispose();
	});

	it("shows first what would happen and changes nothing; then imports exactly that, once, however often it is asked", async () => {
		const { app, editor } = await open();
		await addSubscriber(app.db, app.clock, {
			email: "old@x.example",
			confirmed: true,
		});
		const before = await allRows(app.db);
		const url = await paste(
			editor,
			"email,name,unsubscribed\nann@x.example,Ann,no\nold@x.example,,yes\nno address,,no\n",
		);
		const dry = await settled(editor, url);
		expect(await allRows(app.db)).toBe(before);
		expect(dry).toContain("3 rows read. Nothing was changed");
		expect(dry).toContain("1 person who is here would not be mailed any more");
		expect(dry).toContain("1 row refused");

		const start = editor.formIn(dry, `${url}/start`);
		const answers = await Promise.all(
			Array.from({ length: 4 }, () => editor.post(`${url}/start`, start)),
		);
		expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303]);
		const done = await settled(editor, url);
		expect(done).toContain("3 rows read:");
		expect(done).not.toContain("/start");
		expect(await subscriberByKey(app.db, "ann@x.example")).toMatchObject({
			state: "active",
		});
		expect(await subscriberByKey(app.db, "old@x.example")).toMatchObject({
			state: "unsubscribed",
			unsubscribed_by: "import",
		});
		const after = await allRows(app.db);
		await editor.get(url);
		expect((await editor.post(`${url}/start`, start)).status).toBe(303);
		expect((await editor.post(`${url}/check`, start)).status).toBe(409);
		await settled(editor, url);
		expect(await allRows(app.db)).toBe(after);
		expect(
			(await auditEntries(app.db, null, 9)).map(({ action, what, after }) => [
				action,
				what,
				after,
			]),
		).toEqual([["import", "subscribers", '{"added":1,"left":1}']]);
		await app.dispose();
	});

	it("offers no import of a file that another one took the place of, and says that it is gone", async () => {
		const { app, editor } = await open();
		const url = await paste(editor, "email\nann@x.example\n");
		const start = editor.formIn(await settled(editor, url), `${url}/start`);
		const next = await paste(editor, "email\nbob@x.example\n");
		await settled(editor, next);
		const before = await allRows(app.db);
		const gone = await editor.get(url);
		expect(gone.text).toContain("this one is not kept any more");
		expect(gone.text).not.toContain("<form");
		for (const step of ["start", "check"]) {
			const refused = await editor.post(`${url}/${step}`, {
				...start,
				consent: CONSENT,
			});
			expect([step, refused.status]).toEqual([step, 409]);
			expect(refused.text).toContain("Nothing of it was imported.");
		}
		expect(await allRows(app.db)).toBe(before);
		await app.dispose();
	});

	it("asks what a column means that may say who left, and is refused for a dry run that its page did not show", async () => {
		const { app, editor } = await open();
		const url = await paste(
			editor,
			"Contact,Mailable\nann@x.example,yes\nbo@x.example,no\n",
		);
		const asked = await settled(editor, url);
		expect(asked).toContain('role="alert"');
		expect(asked).toContain('name="column:1"');
		expect(asked).not.toContain("/start");
		const check = editor.formIn(asked, `${url}/check`);
		await editor.post(`${url}/check`, { ...check, "column:1": "state" });
		const first = await settled(editor, url);
		const shown = editor.formIn(first, `${url}/start`);
		expect(first).toContain('<option value="state" selected>');
		await editor.post(`${url}/check`, { ...check, "column:1": "ignore" });
		const second = await settled(editor, url);
		const stale = await editor.post(`${url}/start`, shown);
		expect(stale.status).toBe(409);
		expect(stale.text).toContain("Nothing was imported");
		expect(await subscriberByKey(app.db, "bo@x.example")).toBeUndefined();
		await editor.post(`${url}/start`, editor.formIn(second, `${url}/start`));
		await settled(editor, url);
		expect((await subscriberByKey(app.db, "bo@x.example"))?.state).toBe(
			"active",
		);
		expect(
			(await editor.post(`${url}/check`, { ...check, "column:1": "<b>" }))
				.status,
		).toBe(409);
		await app.dispose();
	});

	it("shows whatever a file holds as text, and refuses what can't be read", async () => {
		const { app, editor } = await open();
		const nasty = `<script>alert(1)</script>`;
		const file = Buffer.from(
			[
				`email,name,${nasty},"=cmd|' /C calc'!A0"`,
				`${nasty}@x.example,${nasty},"${nasty}",=1+1`,
				`ann@x.example,"A\u0000\u001b[31mnn",x,y`,
				`bo@x.example,"Bo \u202egnp",<img src=x onerror=alert(1)>,y`,
			].join("\n"),
		);
		const form = new FormData();
		const { token = "" } = editor.formIn((await editor.get(PATH)).text, PATH);
		form.append("token", token);
		form.append("consent", CONSENT);
		form.append("rows", "");
		form.append("file", new Blob([file]), "a<img src=x onerror=alert(1)>.csv");
		const request = new Request(`http://localhost:8081${PATH}`, {
			method: "POST",
			body: form,
		});
		const body = Buffer.from(await request.arrayBuffer());
		const sent = await editor.studio.request(PATH, {
			method: "POST",
			headers: {
				...OWN,
				cookie: editor.cookie(),
				"content-type": request.headers.get("content-type") ?? "",
				"content-length": String(body.length),
			},
			body,
		});
		expect([sent.status, await sent.text()]).toEqual([303, ""]);
		const url = sent.headers.get("location") ?? "";
		const page = await settled(editor, url);
		for (const sign of ["<script>", "<img", "\u0000", "\u001b", "\u202e"])
			expect(page).not.toContain(sign);
		expect(page).toContain("&lt;script&gt;");
		expect(page).toContain("2 rows refused");
		for (const rows of ["", "\n", "PK\u2026 no csv"]) {
			const answer = await editor.send(PATH, PATH, { rows });
			const text =
				answer.location === null
					? answer.text
					: await settled(editor, answer.location);
			expect(text).toContain('role="alert"');
		}
		expect((await editor.get(`${PATH}/unknown`)).status).toBe(404);
		await app.dispose();
	});

	it("of generated rows adds as many as its dry run said, and those are exported as they were typed", async () => {
		const { app, editor } = await open();
		const people = fc.sample(
			fc.record({
				local: fc.stringMatching(/^[a-z]{1,8}$/),
				name: fc.string({ unit: "binary", maxLength: 20 }),
			}),
			{ numRuns: 400, seed: 3 },
		);
		const rows = people
			.map(({ local, name }) => `${local}@x.example,"${storable(name)}"`)
			.join("\n");
		const url = await paste(editor, `email,name\n${rows}\n`);
		const page = await settled(editor, url);
		const would = /<dt>active<\/dt><dd>(\d+)/.exec(page)?.[1];
		await editor.post(`${url}/start`, editor.formIn(page, `${url}/start`));
		const done = await settled(editor, url);
		expect(/<dt>active<\/dt><dd>(\d+)/.exec(done)?.[1]).toBe(would);
		const { text } = await editor.get("/studio/people/export.csv");
		const again = await settled(editor, await paste(editor, text));
		expect(again).toContain("there is nothing to import");
		expect(again).not.toContain("refused");
		await app.dispose();
	});
});

function storable(name: string): string {
	return name.replaceAll(/[\p{Cc}\p{Cs}"]/gu, "");
}
