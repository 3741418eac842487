import { SETTING_GROUPS } from "../../src/config/settings.ts";

/* The two texts that list every setting. `npm run settings` writes them to their files. */

interface Documented {
	name: string;
	default: string | null;
	doc: string;
}

const GROUPS = SETTING_GROUPS.map(({ title, settings }) => ({
	title,
	settings: Object.values<Documented>(settings).map((one) => ({
		...one,
		doc: one.doc.replace(/\s+/g, " "),
	})),
}));

const COLUMNS = 78;

export function exampleEnv(): string {
	const head = `${comment("Every setting with its default. Copy this file to .env and change what you need. Variables of the environment come before .env. An empty value counts as unset.")}
# Made from src/config/settings by: npm run settings
`;
	return head + GROUPS.map(envGroup).join("");
}

function envGroup({ title, settings }: (typeof GROUPS)[number]): string {
	const rule = "-".repeat(COLUMNS - title.length - 7);
	return `\n# --- ${title} ${rule}\n\n${settings
		.map(
			(one) =>
				`${comment(one.doc)}\n${one.name}=${quoted(one.default ?? "")}\n`,
		)
		.join("")}`;
}

/** Lines of at most `COLUMNS` characters, each after a `#`. An example in backticks is not broken. */
function comment(text: string): string {
	const lines = [""];
	for (const [marked] of text.matchAll(/(?:`[^`]*`|[^\s`])+/g)) {
		const word = marked.replaceAll("`", "");
		const line = lines.at(-1) ?? "";
		if (line !== "" && line.length + word.length + 3 > COLUMNS)
			lines.push(word);
		else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
	}
	return lines.map((line) => `# ${line}`).join("\n");
}

function quoted(value: string): string {
	return /^[\w@.:-]*$/.test(value) ? value : `"${value}"`;
}

export function settingsPage(): string {
	return `# Settings

This page and example.env are written by \`npm run settings\`. To change a text,
change it in src/config/settings and run that again.

Settings come from the environment or from a file \`.env\` in the folder where
\`digest\` runs; the environment comes first. They are read once, at the start, and
everything that is wrong is listed at once. An empty value counts as unset.
[example.env](../example.env) has them all with their defaults, to copy.

Spans of time are a number and a unit: \`s\` seconds, \`m\` minutes, \`h\` hours, \`d\`
days, \`w\` weeks, \`mo\` months, \`y\` years. So \`6m\` is six minutes and \`6mo\` six
months. Rates are a number for each second, minute, hour or day: \`50/s\`, \`2000/m\`.
${GROUPS.map(pageGroup).join("")}`;
}

function pageGroup({ title, settings }: (typeof GROUPS)[number]): string {
	const rows = settings.map(
		(one) =>
			`| \`${one.name}\` | ${one.default === null ? "unset" : `\`${one.default}\``} | ${withCode(one.doc).replaceAll("|", "\\|")} |\n`,
	);
	return `\n## ${title}\n\n| setting | default | meaning |\n|---|---|---|\n${rows.join("")}`;
}

/** Names of settings are set as code, as examples are in the texts already. */
function withCode(doc: string): string {
	const names = GROUPS.flatMap(({ settings }) => settings).map(
		({ name }) => name,
	);
	return doc
		.split(/(`[^`]*`)/)
		.map((part) =>
			part.startsWith("`")
				? part
				: part.replace(/[A-Z][A-Z\d_]+/g, (word) =>
						names.includes(word) ? `\`${word}\`` : word,
					),
		)
		.join("");
}
