import { existsSync } from "node:fs";
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { theme } from "../../../templates/theme.ts";
import { TEMPLATES } from "../../app.ts";
import { Failure } from "../../errors.ts";
import {
	THEME_JSON,
	templatesIn,
} from "../../render/templates/template-files.ts";
import { counted, type Register, writeJson } from "../terminal/command.ts";

export const themeInit: Register = (program, io) => {
	program
		.command("init")
		.description(
			"begin a folder of your own: theme.json, and the templates you name",
		)
		.argument("<folder>", "where; made if it is not there")
		.argument("[files...]", "templates to copy, such as weekly.mjml")
		.option("--all", "copy every template")
		.option("--json", "print what was written as JSON")
		.addHelpText(
			"after",
			`
theme.json holds colours, fonts, logo, footer and every word of ours. Delete
from it what you don't change, and copy only the templates you rewrite: the
rest stays ours, and gets better with each version. Nothing that is there
already is overwritten.

A template that is code (.ts, .tsx) runs in this program and may do all that it
may: take only those you would install. theme.json is data alone.

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
				const written = await begin(
					resolve(folder),
					options.all ? await ours() : files,
				);
				if (options.json) return writeJson(io, { folder, written });
				io.out(
					`Wrote ${counted(written.length, "file")} to ${folder}: ${written.join(", ")}\nUse it with: TEMPLATES_DIR=${folder}\nCheck it with: digest theme check\n`,
				);
			},
		);
};

async function begin(
	folder: string,
	files: readonly string[],
): Promise<string[]> {
	const known = await ours();
	const strange = files.filter((file) => !known.includes(file));
	if (strange.length > 0)
		throw new Failure(
			"no-such-template",
			`There is no template ${strange.join(", ")}; there are ${known.join(", ")}.`,
		);
	const wanted = [...new Set([THEME_JSON, ...files])];
	const there = wanted.filter((file) => existsSync(join(folder, file)));
	if (there.length > 0 && there.join() !== THEME_JSON)
		throw new Failure(
			"exists",
			`${there.join(", ")} is in ${folder} already, and is not overwritten. Move it away or name other files.`,
		);
	const written = wanted.filter((file) => !there.includes(file));
	if (written.length === 0)
		throw new Failure("exists", `${folder} has its theme.json already.`);
	for (const file of written) {
		const path = join(folder, file);
		await mkdir(dirname(path), { recursive: true });
		if (file === THEME_JSON) await writeFile(path, asJson());
		else await copyFile(join(TEMPLATES, file), path);
	}
	return written;
}

/** Samples are what templates are tried with, and no part of a look. */
async function ours(): Promise<string[]> {
	const files = await templatesIn(TEMPLATES);
	return files.filter((file) => !file.startsWith("sample")).sort();
}

function asJson(): string {
	const { lang, dir, light, dark, serif, sans, logo, footer, wording } = theme;
	const part = { lang, dir, light, dark, serif, sans, logo, footer, wording };
	return `${JSON.stringify(part, null, "\t")}\n`;
}
