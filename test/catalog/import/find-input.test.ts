import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findInput } from "../../../src/catalog/import/find-input.ts";

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "find-input-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function put(...paths: string[]) {
	for (const path of paths) {
		await mkdir(join(folder, path, ".."), { recursive: true });
		await writeFile(join(folder, path), "{}");
	}
}

async function find(...paths: string[]) {
	const { files, errors } = await findInput(
		paths.map((path) => join(folder, path)),
	);
	return {
		files: files.map((file) => relative(folder, file.path)),
		errors: errors.map(
			(error) => `${relative(folder, error.file) || "."}: ${error.code}`,
		),
	};
}

describe("the search for input files", () => {
	it("finds files at any depth, sorted, their kind by their ending", async () => {
		await put(
			"b.json",
			"a/z.txt",
			"a/y/x.ndjson",
			"c.JSONL",
			"README.md",
			".hidden.json",
			".git/a.json",
		);
		const { files } = await findInput([folder]);
		expect(
			files.map(({ path, kind, size }) => [relative(folder, path), kind, size]),
		).toEqual([
			["a/y/x.ndjson", "lines", 2],
			["a/z.txt", "capture", 2],
			["b.json", "json", 2],
			["c.JSONL", "lines", 2],
		]);
	});

	it("keeps the order of the paths, with each file once", async () => {
		await put("a.json", "b.json");
		await symlink(join(folder, "a.json"), join(folder, "c.json"));
		expect(await find("b.json", ".", "a.json", ".")).toEqual({
			files: ["b.json", "a.json"],
			errors: [],
		});
	});

	it("follows links to files and folders", async () => {
		await put("elsewhere/a.json", "here/b.txt");
		await symlink(join(folder, "elsewhere"), join(folder, "here", "there"));
		expect(await find("here")).toEqual({
			files: ["here/b.txt", "here/there/a.json"],
			errors: [],
		});
	});

	it.each([
		["a path that does not exist", "nowhere.json", "no-such-path"],
		["a path below a file", "a.json/b", "no-such-path"],
		["a folder without input", "empty", "no-input"],
		["a folder without input further down", "shell", "no-input"],
		["a file of another kind", "note.md", "unknown-kind"],
		["a link to nothing", "dangling.json", "no-such-path"],
		["a link to itself", "self.json", "symlink-loop"],
	])("reports %s", async (_, path, code) => {
		await put("a.json", "note.md", "shell/kernel/note.md");
		await mkdir(join(folder, "empty"));
		await symlink(join(folder, "gone"), join(folder, "dangling.json"));
		await symlink("self.json", join(folder, "self.json"));
		expect(await find(path, "a.json")).toEqual({
			files: ["a.json"],
			errors: [`${path}: ${code}`],
		});
	});

	it("reports a link to a folder that contains it, and goes on", async () => {
		await put("a/b/one.json", "two.json");
		await symlink(folder, join(folder, "a", "b", "up"));
		expect(await find(".")).toEqual({
			files: ["a/b/one.json", "two.json"],
			errors: ["a/b/up: symlink-loop"],
		});
	});

	it("ends soon where many links lead to the same folders", async () => {
		for (let level = 0; level < 30; level++) {
			await mkdir(join(folder, `${level}`));
			for (const name of ["left", "right"])
				await symlink(
					join(folder, `${level + 1}`),
					join(folder, `${level}`, name),
				);
		}
		await put("30/deep.json");
		const { files, errors } = await find("0");
		expect(files).toHaveLength(1);
		expect(errors).toEqual([]);
	});
});
