import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { letterSamples } from "../../../templates/sample-letters.ts";
import {
	sampleEnvelope,
	sampleIssue,
	sampleReader,
} from "../../../templates/samples.ts";
import { TEMPLATES } from "../../app.ts";
import { readConfig } from "../../config/config.ts";
import { describeError } from "../../errors.ts";
import type { LanguageTag } from "../../issue/words/language/tags.ts";
import {
	createRenderer,
	type MailRenderer,
} from "../../render/create-renderer.ts";
import {
	currentFile,
	earlierNamesIn,
} from "../../render/templates/earlier-names.ts";
import {
	THEME_JSON,
	templatesIn,
} from "../../render/templates/template-files.ts";
import type { Register } from "../terminal/io.ts";
import { writeJson } from "../terminal/output.ts";

interface Report {
	/** The editor's files that replace ours, and those that replace none. */
	yours: string[];
	/** The editor's files that replace none. */
	unused: string[];
	/** Names of earlier versions in the editor's files. They still work. */
	notes: string[];
	/** Which mails can't be made, and why: file, line and what is wrong. */
	faults: { mails: string[]; fault: string }[];
}

export const themeCheck: Register = (program, io, exit) => {
	program
		.command("check")
		.description(
			"make every kind of mail from samples, with your theme and templates",
		)
		.option("--json", "print the findings as JSON")
		.addHelpText(
			"after",
			`
Reads TEMPLATES_DIR and THEME_FILE, no database and no network. Each fault is
reported with its file and line; the exit code is 1 if there is one. A fault in
the digest also keeps an issue from being approved, sealed and sent. A name of
an earlier version is reported with the name that it has now, and still works.

Example:
  TEMPLATES_DIR=mine digest theme check`,
		)
		.action(async (options: { json?: boolean }) => {
			const { templatesDir, themeFile, languages } = readConfig(io.env);
			const renderer = createRenderer({
				templatesDir: TEMPLATES,
				editorsDir: templatesDir,
				themeFile,
				languages,
			});
			const report = {
				...(await replacedFiles(templatesDir)),
				notes: await notesOn(templatesDir, themeFile),
				faults: await faultsOf(renderer, languages[0]),
			};
			if (options.json) writeJson(io, report);
			else io.out(summary(report));
			if (report.faults.length > 0) exit(1);
		});
};

async function replacedFiles(
	folder: string | null,
): Promise<Pick<Report, "yours" | "unused">> {
	if (folder === null) return { yours: [], unused: [] };
	const ours = new Set([THEME_JSON, ...(await templatesIn(TEMPLATES))]);
	const theirs = (await templatesIn(folder)).sort();
	return {
		yours: theirs.filter((file) => ours.has(currentFile(file))),
		unused: theirs.filter((file) => !ours.has(currentFile(file))),
	};
}

async function notesOn(
	folder: string | null,
	themeFile: string | null,
): Promise<string[]> {
	const files = folder === null ? [] : (await templatesIn(folder)).sort();
	const paths = files.map((file) => [file, join(folder ?? "", file)] as const);
	if (themeFile !== null) paths.push([themeFile, themeFile]);
	const notes = paths.map(async ([file, path]) => {
		// A file that can't be read, or is none, is among the faults. A pipe may never end.
		const isFile = await stat(path).then(
			(found) => found.isFile(),
			() => false,
		);
		const text = isFile ? await readFile(path, "utf8").catch(() => "") : "";
		return earlierNamesIn(file, text);
	});
	return (await Promise.all(notes)).flat();
}

/** The same fault in several mails is one. */
async function faultsOf(
	renderer: MailRenderer,
	language: LanguageTag,
): Promise<Report["faults"]> {
	const faults = new Map<string, string[]>();
	for (const [mail, make] of mailsOf(renderer, language))
		try {
			await make();
		} catch (error) {
			const fault = describeError(error);
			faults.set(fault, [...(faults.get(fault) ?? []), mail]);
		}
	return [...faults].map(([fault, mails]) => ({ mails, fault }));
}

const DIGEST = "the digest";

function mailsOf(
	renderer: MailRenderer,
	language: LanguageTag,
): [mail: string, make: () => Promise<unknown>][] {
	return [
		[
			DIGEST,
			async () =>
				renderer
					.open(
						await renderer.compile({ ...sampleIssue, language }),
						sampleEnvelope,
					)
					.message(sampleReader, "sample@digest.example.com"),
		],
		...letterSamples.map((sample): [string, () => Promise<unknown>] => [
			`“${sample.title}”`,
			() => sample.write(renderer),
		]),
	];
}

/** The mails are named once below all faults that keep just them from being made. */
function groupedFaults(faults: Report["faults"]): string[] {
	const groups = new Map<string, string[]>();
	for (const { mails, fault } of faults) {
		const where = allOf(mails) ?? mails.join(", ");
		groups.set(where, [...(groups.get(where) ?? []), `✗ ${fault}`]);
	}
	return [...groups].map(
		([where, lines]) => `${lines.join("\n")}\n  in ${where}`,
	);
}

/** Null: they are not all mails, and not all letters. */
function allOf(mails: readonly string[]): string | null {
	if (mails.length === letterSamples.length + 1) return "every mail";
	return mails.length === letterSamples.length && !mails.includes(DIGEST)
		? "every letter"
		: null;
}

function summary({ yours, unused, notes, faults }: Report): string {
	const lines = [
		yours.length === 0
			? "None of your own files is in use. Set TEMPLATES_DIR, or make a folder with: digest theme init FOLDER"
			: `Your files in use: ${yours.join(", ")}`,
		...(unused.length === 0
			? []
			: [
					`Your files that replace none (used only if another file imports them): ${unused.join(", ")}`,
				]),
		...(notes.length === 0
			? []
			: [`These earlier names still work:\n  ${notes.join("\n  ")}`]),
		...groupedFaults(faults),
		...(faults.length === 0 ? ["No faults: every mail can be made."] : []),
	];
	return `${lines.join("\n")}\n`;
}
