import { existsSync } from "node:fs";
import { copyFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { theme } from "../../../templates/theme.ts";
import { TEMPLATES } from "../../app.ts";
import { readConfig } from "../../config/config.ts";
import { Failure } from "../../errors.ts";
import type { LanguageTag } from "../../issue/words/language/tags.ts";
import { makeFolder } from "../../make-folder.ts";
import { wordingIn } from "../../render/templates/language.ts";
import {
	THEME_JSON,
	templatesIn,
} from "../../render/templates/template-files.ts";
import type { Register } from "../terminal/io.ts";
import { counted, writeJson } from "../terminal/output.ts";

export const themeInit: Register = (program, io) => {
	program
		.command("init")
		.description(
			"make a folder with theme.json and copies of the templates you name",
		)
		.argument(
			"<folder>",
			"where to write them; the folder is made if it is missing",
		)
		.argument("[files...]", "templates to copy, such as weekly.mjml")
		.option("--all", "copy every template")
		.option("--json", "print the names of the files as JSON")
		.addHelpText(
			"after",
			`
theme.json has the colours, fonts, logo, footer and all words. Delete from it what
you don't change, and copy only the templates you rewrite: everything else then
comes from this version and its updates. Files that exist are not overwritten.

A template that is code (.ts, .tsx) runs inside this program, with all its rights.
Use only templates that you trust. theme.json is only data.

Example:
  digest theme init mine
  digest theme init mine weekly.mjml weekly.css
  TEMPLATES_DIR=mine digest preview`,
		)
		.action(
			async (
				folder: string,
				files: string[],
				options: { all?: boolean; json?: boolean },
			) => {
				const written = await writeFolder(
					resolve(folder),
					options.all ? await replaceable() : files,
					readConfig(io.env).languages[0],
				);
				if (options.json) return writeJson(io, { folder, written });
				io.out(
					`Wrote ${counted(written.length, "file")} to ${folder}: ${written.join(", ")}\nUse the folder with: TEMPLATES_DIR=${folder}\nCheck the folder with: digest theme check\n`,
				);
			},
		);
};

async function writeFolder(
	folder: string,
	files: readonly string[],
	language: LanguageTag,
): Promise<string[]> {
	const known = await replaceable();
	const unknown = files.filter((file) => !known.includes(file));
	if (unknown.length > 0)
		throw new Failure(
			"no-such-template",
			`There is no template ${unknown.join(", ")}. There are: ${known.join(", ")}`,
		);
	const named = [...new Set([THEME_JSON, ...files])];
	const existing = named.filter((file) => existsSync(join(folder, file)));
	if (existing.length > 0 && existing.join() !== THEME_JSON)
		throw new Failure(
			"exists",
			`In ${folder} there is already: ${existing.join(", ")}. Existing files are not overwritten: move them away, or name other templates.`,
		);
	const written = named.filter((file) => !existing.includes(file));
	if (written.length === 0)
		throw new Failure(
			"exists",
			`${folder} already has a theme.json. Name the templates to copy, or use another folder.`,
		);
	for (const file of written) {
		const path = join(folder, file);
		makeFolder(dirname(path));
		if (file === THEME_JSON) await writeFile(path, asJson(language));
		else await copyFile(join(TEMPLATES, file), path);
	}
	return written;
}

/** Samples are only for trying templates; nobody replaces them. */
async function replaceable(): Promise<string[]> {
	const files = await templatesIn(TEMPLATES);
	return files.filter((file) => !file.startsWith("sample")).sort();
}

/** With our words in the publication's first language. */
function asJson(lang: LanguageTag): string {
	const { dir, light, dark, serif, sans, logo, footer } = theme;
	const wording = wordingIn(lang);
	const part = { lang, dir, light, dark, serif, sans, logo, footer, wording };
	return `${JSON.stringify(part, null, "\t")}\n`;
}
