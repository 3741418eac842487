import { letterSamples } from "../../../templates/sample-letters.ts";
import {
	sampleEnvelope,
	sampleIssue,
	sampleReader,
} from "../../../templates/samples.ts";
import { TEMPLATES } from "../../app.ts";
import { readConfig } from "../../config/config.ts";
import { describeError } from "../../errors.ts";
import { createRenderer } from "../../render/create-renderer.ts";
import type { Renderer } from "../../render/renderer.ts";
import {
	THEME_JSON,
	templatesIn,
} from "../../render/templates/template-files.ts";
import type { Register } from "../terminal/io.ts";
import { writeJson } from "../terminal/output.ts";

interface Report {
	/** The editor's files that replace one of this project. */
	yours: string[];
	/** The editor's files that replace none. */
	unused: string[];
	/** Why mails can't be made (file, line and what is wrong), and which. */
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
Reads TEMPLATES_DIR and THEME_FILE. It needs no database and no network. Each
fault is shown with its file and line, and the exit code is then 1. A fault in
the digest also keeps issues from being approved and sealed.

Example:
  TEMPLATES_DIR=mine digest theme check`,
		)
		.action(async (options: { json?: boolean }) => {
			const { templatesDir, themeFile } = readConfig(io.env);
			const renderer = createRenderer({
				templatesDir: TEMPLATES,
				editorsDir: templatesDir,
				themeFile,
			});
			const report = {
				...(await replacements(templatesDir)),
				faults: await faultsOf(renderer),
			};
			if (options.json) writeJson(io, report);
			else io.out(reportText(report));
			if (report.faults.length > 0) exit(1);
		});
};

async function replacements(
	folder: string | null,
): Promise<Pick<Report, "yours" | "unused">> {
	if (folder === null) return { yours: [], unused: [] };
	const ours = new Set([THEME_JSON, ...(await templatesIn(TEMPLATES))]);
	const theirs = (await templatesIn(folder)).sort();
	return {
		yours: theirs.filter((file) => ours.has(file)),
		unused: theirs.filter((file) => !ours.has(file)),
	};
}

/** A fault that several mails have is listed once. */
async function faultsOf(renderer: Renderer): Promise<Report["faults"]> {
	const faults = new Map<string, string[]>();
	for (const [mail, make] of mailsOf(renderer))
		try {
			await make();
		} catch (error) {
			const fault = describeError(error);
			faults.set(fault, [...(faults.get(fault) ?? []), mail]);
		}
	return [...faults].map(([fault, mails]) => ({ mails, fault }));
}

function mailsOf(
	renderer: Renderer,
): [mail: string, make: () => Promise<unknown>][] {
	return [
		[
			"the digest",
			async () =>
				renderer
					.open(await renderer.compile(sampleIssue), sampleEnvelope)
					.message(sampleReader, "sample@digest.example.com"),
		],
		...letterSamples.map((sample): [string, () => Promise<unknown>] => [
			`“${sample.title}”`,
			() => sample.write(renderer),
		]),
	];
}

function reportText({ yours, unused, faults }: Report): string {
	const lines = [
		yours.length === 0
			? "None of your own files is in use. Set TEMPLATES_DIR, or make a folder with: digest theme init FOLDER"
			: `Your files in use: ${yours.join(", ")}`,
		...(unused.length === 0
			? []
			: [
					`Your files that replace none (used only if another file imports them): ${unused.join(", ")}`,
				]),
		...faults.map(({ mails, fault }) => `✗ ${fault}\n  in ${mails.join(", ")}`),
		...(faults.length === 0 ? ["No faults: every mail can be made."] : []),
	];
	return `${lines.join("\n")}\n`;
}
