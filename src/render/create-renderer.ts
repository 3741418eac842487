import type { Theme } from "../../templates/theme.ts";
import type { Verdict } from "../db/catalog-tables.ts";
import type { Renderer, VerdictWords } from "../issue/renderer.ts";
import { languageOf } from "../issue/words/language/languages.ts";
import type { LanguageTag } from "../issue/words/language/tags.ts";
import { compileIssue, compileMarked, readDigest } from "./compile-digest.ts";
import { verdictSign, verdictWord } from "./labels.ts";
import type { Letter, LetterSender, Letters } from "./letters/letter-data.ts";
import { openCompiledIssue } from "./merge/open-issue.ts";
import { withAbsoluteUrl } from "./templates/apply-theme.ts";
import { refuseScripts, withoutScripts } from "./templates/check-scripts.ts";
import { themeIn } from "./templates/language.ts";
import {
	type LoadTemplate,
	templateLoader,
} from "./templates/load-template.ts";
import {
	hashTemplates,
	type TemplateFolders,
	withEditorsPath,
} from "./templates/template-files.ts";
import { readTheme } from "./templates/theme.ts";

export interface RendererOptions {
	/** Our templates. */
	templatesDir: string;
	/** The editor's templates. Each of their files replaces ours of the same name. */
	editorsDir?: string | null;
	/** A theme.json outside the editor's folder. */
	themeFile?: string | null;
	/** The languages of the publication, its first one first. Absent: English. */
	languages?: readonly LanguageTag[];
}

/** Everything that is made from the templates: issues and letters. */
export interface MailRenderer extends Renderer, Letters {}

/**
 * The templates of our folder, with those of the editor's folder in place of
 * ours. They are read again whenever one has changed. MJML and React are loaded
 * by the first compile, so a process that only merges and sends never loads them.
 */
export function createRenderer(options: RendererOptions): MailRenderer {
	const folders: TemplateFolders = {
		own: options.templatesDir,
		editors: options.editorsDir ?? null,
		themeFile: options.themeFile ?? null,
	};
	const load = templateLoader(folders);
	const published = options.languages ?? ["en"];
	const themeFor = async (language: LanguageTag = published[0] ?? "en") =>
		themeIn(
			await readTheme(folders, load),
			{ language, written: "en" },
			published,
		);
	const letter = (file: string) => (data: LetterSender) =>
		withEditorsPaths(folders, async () => {
			const letter = await writeLetter(
				load,
				file,
				data,
				await themeFor(data.language),
			);
			if (folders.editors !== null) refuseScripts(file, letter.html);
			return letter;
		});
	return {
		templateHash: () => hashTemplates(folders),
		logo: (homeUrl) =>
			withEditorsPaths(folders, async () => {
				const { logo } = await themeFor();
				return logo && withAbsoluteUrl(logo, homeUrl);
			}),
		compile: (content, options) =>
			withEditorsPaths(folders, async () => {
				const templates = await readDigest(folders, load, published);
				const issue = await compileIssue(templates, content, options);
				return folders.editors === null ? issue : withoutScripts(issue);
			}),
		compileMarked: (content, options) =>
			withEditorsPaths(folders, async () =>
				compileMarked(
					await readDigest(folders, load, published),
					content,
					options,
				),
			),
		ownWords: (language) =>
			withEditorsPaths(folders, async () => {
				const { wording, footer } = await themeFor(language);
				return [...Object.values(wording), ...footer];
			}),
		verdictWords: (language) =>
			withEditorsPaths(folders, async () =>
				verdictWords(await themeFor(language)),
			),
		open: openCompiledIssue,
		confirmation: letter("confirm.tsx"),
		welcome: letter("welcome.tsx"),
		goodbye: letter("goodbye.tsx"),
		preferencesLink: letter("preferences-link.tsx"),
		stillWanted: letter("still-wanted.tsx"),
		notice: letter("notice.tsx"),
		signIn: letter("sign-in.tsx"),
	};
}

/** Runs some work; its errors name the editor's own file where that replaces ours. */
async function withEditorsPaths<T>(
	folders: TemplateFolders,
	work: () => Promise<T>,
): Promise<T> {
	try {
		return await work();
	} catch (error) {
		throw withEditorsPath(folders, error);
	}
}

/** The full digest has words of its own, the brief one those of the theme. */
function verdictWords(theme: Theme): VerdictWords {
	const { wording } = theme;
	const own = (verdict: Verdict | null) =>
		`${verdictSign(verdict)} ${verdictWord(verdict, languageOf(theme))}`;
	return {
		full: { ship: own("ship"), skip: own("skip"), unknown: own(null) },
		brief: {
			ship: wording["verdict-ship"],
			skip: wording["verdict-skip"],
			unknown: wording["verdict-unknown"],
		},
	};
}

async function writeLetter(
	load: LoadTemplate,
	file: string,
	data: LetterSender,
	theme: Theme,
): Promise<Letter> {
	const { renderLetter } = await import("./letters/letters.ts");
	return renderLetter(await load(file), data, theme);
}
