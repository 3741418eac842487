import { z } from "zod";
import type { Palette, Theme } from "../../../templates/theme.ts";
import { LANGUAGE_TAGS } from "../../issue/words/language/tags.ts";

/** What must be there, and in what form: the first fault of a key says either. */
const missingOr = (mustBe: string) => ({
	error: ({ input }: { input?: unknown }) =>
		input === undefined ? "is missing" : mustBe,
});

const colour = z
	.string(missingOr("must be a colour such as #1b1916"))
	.regex(/^#[0-9a-f]{6}$/i, "must be a colour such as #1b1916");

/** Font names, which go into style sheets as they are. */
const fonts = z
	.string(missingOr("must be font names, such as Georgia,serif"))
	.regex(
		/^[\w '\u2019,.-]{1,200}$/u,
		"must be font names, with single quotes where they have spaces, such as Georgia,'Times New Roman',serif",
	);

const length = z.string().regex(/^\d{1,2}px$/, "must be pixels, such as 16px");

const line = z
	.string(missingOr("must be a text"))
	.min(1, "must not be empty")
	.max(1_000, "must be at most 1,000 characters")
	.regex(/^[^\p{Cc}\u2028\u2029]*$/u, "must be one line");

const pixels = (min: number, max: number) => {
	const form = missingOr(
		`must be a whole number of pixels from ${min} to ${max}`,
	);
	return z.int(form).min(min, form).max(max, form);
};

/** For whoever has a logo of another form. */
export const LOGO_EXAMPLE =
	'{"url": "/logo.png", "alt": "Example Weekly", "width": 160, "height": 40}';

const logo = z.strictObject(
	{
		url: line.regex(
			/^(?:https:\/\/|\/(?!\/))[^\s"<>]+$/,
			"must be an https address, or a path below PUBLIC_URL such as /logo.png",
		),
		alt: line,
		width: pixels(16, 560),
		height: pixels(16, 400),
	},
	{ error: unknownKey(["url", "alt", "width", "height"]) },
);

const footer = z
	.array(line, missingOr('must be a list of lines, such as ["Made in Berlin"]'))
	.max(10, "must have at most 10 lines");

const language = z
	.string(missingOr("must be a language such as en"))
	.regex(/^[a-z]{2,3}(?:-[A-Za-z\d]{2,8})*$/, "must be a language such as en");

const direction = z.enum(["ltr", "rtl"], { error: "must be ltr or rtl" });

/** What theme.ts must export: everything. */
export const wholeTheme = z.object({
	lang: language,
	dir: direction,
	light: z.record(z.string(), colour),
	dark: z.record(z.string(), colour),
	serif: fonts,
	sans: fonts,
	width: z.number().int().min(480).max(700),
	margin: length,
	marginPhone: length,
	logo: logo.nullable(),
	footer: footer.readonly(),
	wording: z.record(z.string(), line),
});

/** What theme.json may have: any part of a theme. */
export function partOf(theme: Theme) {
	return z.strictObject(
		{
			$schema: z.string().optional(),
			lang: language.optional(),
			dir: direction.optional(),
			light: palette(theme.light).optional(),
			dark: palette(theme.dark).optional(),
			serif: fonts.optional(),
			sans: fonts.optional(),
			logo: logo.nullable().optional(),
			footer: footer.optional(),
			wording: words(theme).optional(),
			languages: languages(theme).optional(),
		},
		{
			error: unknownKey([
				"lang",
				"dir",
				"light",
				"dark",
				"serif",
				"sans",
				"logo",
				"footer",
				"wording",
				"languages",
			]),
		},
	);
}

function palette(known: Palette) {
	const names = Object.keys(known);
	return z.strictObject(
		Object.fromEntries(names.map((name) => [name, colour.optional()])),
		{ error: unknownKey(names) },
	);
}

/** By language: the words, and the footer. */
function languages(theme: Theme) {
	const one = z.strictObject(
		{ wording: words(theme).optional(), footer: footer.optional() },
		{ error: unknownKey(["wording", "footer"]) },
	);
	return z.strictObject(
		Object.fromEntries(LANGUAGE_TAGS.map((tag) => [tag, one.optional()])),
		{ error: unknownKey(LANGUAGE_TAGS) },
	);
}

function words({ wording }: Theme) {
	const shape = Object.entries(wording).map(([name, ours]) => [
		name,
		sentence(ours).optional(),
	]);
	return z.strictObject(Object.fromEntries(shape), {
		error: unknownKey(Object.keys(wording)),
	});
}

/** A sentence whose {marks} are among those of ours. */
function sentence(ours: string) {
	const known = marksOf(ours);
	return line.superRefine((text, context) => {
		const unknown = marksOf(text).filter((mark) => !known.includes(mark));
		if (unknown.length === 0) return;
		context.addIssue(
			`there is no ${unknown.join(", ")} here; ${known.length === 0 ? "nothing is filled in" : `there is ${known.join(", ")}`}`,
		);
	});
}

function marksOf(text: string): string[] {
	return text.match(/\{[^{}\s]*\}/g) ?? [];
}

function unknownKey(known: readonly string[]) {
	return (issue: { code?: string | undefined; keys?: unknown }) =>
		issue.code === "unrecognized_keys" && Array.isArray(issue.keys)
			? `there is no ${issue.keys.join(", ")}; there is ${known.join(", ")}`
			: "must be an object";
}
