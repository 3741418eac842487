import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import {
	comparisonBySlug,
	toolBySlug,
} from "../../../src/db/catalog/catalog.ts";
import { auditEntries } from "../../../src/db/issue/audit-log.ts";
import {
	comparisonDocument,
	toolDocument,
} from "../../catalog/import/documents.ts";
import { testApp } from "../../support/app.ts";
import { describeDatabases } from "../../support/databases.ts";
import { allRows, type Editor, OWN, openEditor } from "../issue/editor.ts";

const PAGE = "/studio/import";
const AT = "2026-11-17T09:00:00.000Z";

/** Sends the form as a browser does that has files. */
async function upload(
	editor: Editor,
	files: readonly (readonly [string, string])[],
) {
	const fields = editor.formIn((await editor.get(PAGE)).text, PAGE);
	const form = new FormData();
	form.append("token", fields.token ?? "");
	for (const [name, text] of files)
		form.append("files", new File([text], name));
	const written = new Response(form);
	const body = await written.arrayBuffer();
	const answer = await editor.studio.request(PAGE, {
		method: "POST",
		headers: {
			...OWN,
			cookie: editor.cookie(),
			"content-type": written.headers.get("content-type") ?? "",
			"content-length": `${body.byteLength}`,
		},
		body,
	});
	return {
		status: answer.status,
		location: answer.headers.get("location") ?? "",
		text: await answer.text(),
	};
}

const week = (price: string, at = AT) =>
	JSON.stringify(
		comparisonDocument(
			toolDocument("Pigeonhole", { entryPrice: price }),
			"Dovecote",
			{
				publishedAt: at,
			},
		),
	);

describeDatabases("importing comparisons in the studio", (database) => {
	async function open() {
		const app = await testApp(database);
		return { app, editor: await openEditor(app) };
	}

	it("shows what would change, changes nothing until it is confirmed, and imports that once", async () => {
		const { app, editor } = await open();
		const untouched = await allRows(app.db);
		const sent = await upload(editor, [
			["week.json", week("$9")],
			["bad.json", `[${week("$9")}, {"tools": 3}]`],
			["notes.docx", "x"],
			["=1+1.docx", "x"],
		]);
		expect(sent.status).toBe(303);
		const page = await editor.get(sent.location);
		expect(page.text).toContain("1 new, 0 changed, 0 unchanged");
		expect(page.text).toContain("bad.json, line 1");
		expect(page.text).toContain("notes.docx: can&#39;t be imported");
		expect(page.text).toContain("Price: <bdi>$9</bdi>");
		expect(page.text).not.toContain("/tmp");
		expect(page.text).toContain("What can’t be imported: 3");
		const csv = await editor.get(`${sent.location}/problems.csv`);
		expect(csv.text.split("\r\n").map((one) => one.split(",")[1])).toEqual([
			"file",
			"notes.docx",
			"'=1+1.docx",
			"bad.json",
			undefined,
		]);
		expect((await editor.get(`${PAGE}/gone/problems.csv`)).status).toBe(404);
		expect(await allRows(app.db)).toBe(untouched);

		const done = await editor.send(sent.location, sent.location);
		expect(done.status).toBe(303);
		expect((await toolBySlug(app.db, "pigeonhole"))?.entry_price).toBe("$9");
		expect(
			(await comparisonBySlug(app.db, "pigeonhole-vs-dovecote"))?.published_at,
		).toBe(AT);
		expect((await editor.get(sent.location)).text).toContain(
			"<h1>Imported</h1>",
		);
		const [entry] = await auditEntries(app.db, null, 1);
		expect(entry).toMatchObject({
			who: "loopback",
			action: "import",
			what: "catalog",
		});
		const imported = await allRows(app.db);
		await editor.post(sent.location, {
			...editor.formIn(page.text, sent.location),
		});
		expect(await allRows(app.db)).toBe(imported);
		const again = await upload(editor, [["week.json", week("$9")]]);
		expect((await editor.get(again.location)).text).toContain(
			"There is nothing to import.",
		);
		await app.dispose();
	});

	it("refuses when the catalog changed since, shows what it would do now, and names the correction that it would undo", async () => {
		const { app, editor } = await open();
		const first = await upload(editor, [["week.json", week("$9")]]);
		await editor.send(first.location, first.location);
		const later = await upload(editor, [
			["week.json", week("$12", "2026-12-01T09:00:00Z")],
		]);
		const shown = editor.formIn(
			(await editor.get(later.location)).text,
			later.location,
		);
		const tool = "/studio/catalog/pigeonhole";
		await editor.send(tool, tool, { "fact:entryPrice": "$10" });
		const before = await allRows(app.db);
		const refused = await editor.post(later.location, shown);
		expect(refused.status).toBe(409);
		expect(refused.text).toContain("The catalog has changed since");
		expect(refused.text).toMatch(
			/Price: <bdi>\$10<\/bdi> → <bdi>\$12<\/bdi> <b>This undoes a correction by <bdi>somebody on this machine, without a login/,
		);
		expect(await allRows(app.db)).toBe(before);
		expect(
			(
				await editor.post(
					later.location,
					editor.formIn(refused.text, later.location),
				)
			).status,
		).toBe(303);
		expect((await toolBySlug(app.db, "pigeonhole"))?.entry_price).toBe("$12");
		await app.dispose();
	});

	it("keeps a correction against an older document and against the same file again", async () => {
		const { app, editor } = await open();
		const first = await upload(editor, [["week.json", week("$9")]]);
		await editor.send(first.location, first.location);
		const tool = "/studio/catalog/pigeonhole";
		await editor.send(tool, tool, { "fact:entryPrice": "$10" });
		for (const text of [week("$9"), week("$9", "2026-11-16T09:00:00Z")]) {
			const { location } = await upload(editor, [["week.json", text]]);
			const page = (await editor.get(location)).text;
			expect(page).not.toContain("<bdi>$10</bdi> →");
			await editor.send(location, location);
			expect((await toolBySlug(app.db, "pigeonhole"))?.entry_price).toBe("$10");
		}
		await app.dispose();
	});

	it("takes a pasted capture, and gives a refused text back to be changed", async () => {
		const { app, editor } = await open();
		const text = readFileSync(
			join(import.meta.dirname, "../../catalog/fixtures/full.txt"),
			"utf8",
		);
		const sent = await editor.send(PAGE, PAGE, { text, publishedAt: AT });
		expect(sent.status).toBe(303);
		const location = sent.location ?? "";
		expect((await editor.get(location)).text).toContain("Café &amp; Croquis");
		await editor.send(location, location);
		const rows = await app.db
			.selectFrom("comparisons")
			.select("published_at")
			.execute();
		expect(rows).toEqual([{ published_at: AT }]);

		const broken = `{"tools": [<script>alert(1)</script>`;
		const bad = await editor.send(PAGE, PAGE, {
			text: broken,
			kind: "pasted.json",
		});
		const page = (await editor.get(bad.location ?? "")).text;
		expect(page).toContain("pasted.json, line 1, column 12");
		expect(page).not.toContain("<script>alert");
		const again = await editor.get(
			`${PAGE}?again=${bad.location?.split("/").at(-1)}`,
		);
		expect(editor.formIn(again.text, PAGE)).toMatchObject({
			text: broken,
			kind: "pasted.json",
		});

		const wrongTime = await editor.send(PAGE, PAGE, {
			text,
			publishedAt: "tomorrow",
		});
		expect(wrongTime.status).toBe(422);
		expect(editor.formIn(wrongTime.text, PAGE)).toMatchObject({
			text,
			publishedAt: "tomorrow",
		});
		expect((await editor.send(PAGE, PAGE)).status).toBe(422);
		expect((await editor.get(`${PAGE}/none`)).status).toBe(404);
		await app.dispose();
	});
});
