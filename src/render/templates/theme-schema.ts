import { z } from "zod";
import type { Palette, Theme } from "../../../templates/theme.ts";

const colour = z
	.string({ error: "must be a colour such as #1b1916" })
	.regex(/^#[0-9a-f]{6}$/i, "must be a colour such as #1b1916");

/** Font names, which go into style sheets as they are. */
const fonts = z
	.string()
	.regex(
		/^[\w '\u2019,.-]{1,200}$/u,
		"must be font names, with single quotes where they have spaces, such as Georgia,'Times New Roman',serif",
	);

const length = z.string().regex(/^\d{1,2}px$/, "must be pixels, such as 16px");

const line = z
	.string({ error: "must be a text" })
	.min(1, "must not be empty")
	.max(1_000, "must be at most 1,000 characters")
	.regex(/^[^\p{Cc}\u2028\u2029]*$/u, "must be one line");

const logo = z.strictObject({
	url: line.regex(
		/^(?:https:\/\/|\/(?!\/))[^\s"<>]+$/,
		"must be an https address, or a path below PUBLIC_URL such as /logo.png",
	),
	alt: line,
	width: z.number().int().min(16).max(560),
	height: z.number().int().min(16).max(400),
});

const language = z
	.string()
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
	footer: z.array(line).max(10).readonly(),
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
			footer: z.array(line).max(10).optional(),
			wording: words(theme).optional(),
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
