import { spawnSync } from "node:child_process";
import {
	cp,
	mkdir,
	mkdtemp,
	readFile,
	rm,
	symlink,
	writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { TemplateError } from "../../../src/issue/renderer.ts";
import { createRenderer } from "../../../src/render/create-renderer.ts";
import { contrast } from "../../../src/render/templates/theme.ts";
import {
	sampleConfirmation,
	sampleWelcome,
} from "../../../templates/sample-letters.ts";
import {
	sampleEnvelope,
	sampleIssue,
	sampleReader,
} from "../../../templates/samples.ts";
import { templatesDir } from "../sample.ts";

/* The editor's folder: files that replace ours, and theme.json. */

let mine: string;
beforeEach(async () => {
	mine = await mkdtemp(join(tmpdir(), "mine-"));
});
afterEach(() => rm(mine, { recursive: true }));

const mineAndOurs = (themeFile: string | null = null) =>
	createRenderer({ templatesDir, editorsDir: mine, themeFile });

async function put(file: string, text: string): Promise<void> {
	const path = join(mine, file);
	await mkdir(dirname(path), { recursive: true });
	await writeFile(path, text);
}

const json = (part: object) =>
	put("theme.json", JSON.stringify(part, null, "\t"));

/** Our own file, with one passage replaced. */
async function putChanged(file: string, passage: string, by: string) {
	const ours = await readFile(join(templatesDir, file), "utf8");
	expect(ours).toContain(passage);
	await put(file, ours.replace(passage, by));
	return ours.slice(0, ours.indexOf(passage)).split("\n").length;
}

async function digest(renderer = mineAndOurs(), reader = sampleReader) {
	const open = renderer.open(
		await renderer.compile(sampleIssue),
		sampleEnvelope,
	);
	return { html: open.html(reader), text: open.text(reader) };
}

async function fault(work: Promise<unknown>): Promise<TemplateError> {
	const error = await work.then(
		() => null,
		(reason: unknown) => reason,
	);
	expect(error).toBeInstanceOf(TemplateError);
	return error as TemplateError;
}

test("an empty folder changes nothing, and neither do files that are no templates", async () => {
	const ours = createRenderer({ templatesDir });
	await put(".DS_Store", "x");
	await put("notes.txt", "x");
	await put(".git/config.json", "{}");
	expect(await mineAndOurs().templateHash()).toBe(await ours.templateHash());
	expect(await digest()).toEqual(await digest(ours));
});

test("a file of the editor's replaces ours, and the others stay ours", async () => {
	const before = await mineAndOurs().templateHash();
	await putChanged("weekly.mjml", "{words.digest-calls}", "The calls");
	const { html } = await digest();
	expect(html).toContain(">The calls</h2>");
	expect(html).toContain(">In brief</h2>");
	expect(await mineAndOurs().templateHash()).not.toBe(before);
});

test("a replaced part is used by every letter that imports it, at once", async () => {
	const renderer = mineAndOurs();
	const before = await renderer.confirmation(sampleConfirmation);
	await putChanged("parts/greeting.tsx", "<Paragraph>", '<Paragraph>{"★ "}');
	const after = await renderer.confirmation(sampleConfirmation);
	expect(after.html).toContain("★ Hello");
	expect(before.html).not.toContain("★");
	expect((await renderer.welcome(sampleWelcome)).html).toContain("★ Hello");
});

test("a template of the editor's can import ours, our packages and its own files", async () => {
	await put("mine/motto.ts", `export const motto: string = "Fortis";\n`);
	await putChanged(
		"confirm.tsx",
		`import { say } from "./wording.ts";`,
		`import { say } from "./wording.ts";\nimport { motto } from "./mine/motto.ts";`,
	);
	const own = await readFile(join(mine, "confirm.tsx"), "utf8");
	await put(
		"confirm.tsx",
		own.replace("<Paragraph>", "<Paragraph>{motto}</Paragraph><Paragraph>"),
	);
	const { html } = await mineAndOurs().confirmation(sampleConfirmation);
	expect(html).toContain("Fortis");
	expect(html).toContain("Confirm my subscription");
});

test("a file that is a symbolic link, as mounted settings are, counts too", async () => {
	await cp(join(templatesDir, "weekly.css"), join(mine, "..real.css"));
	await put(
		"..real.css",
		`${await readFile(join(mine, "..real.css"), "utf8")}\n.linked { color: var(--ink); }\n`,
	);
	await symlink("..real.css", join(mine, "weekly.css"));
	expect((await digest()).html).toContain(".linked{color:#1b1916}");
});

test("theme.json brings colours, fonts, words, a footer and a logo to the digest and the letters", async () => {
	await json({
		light: { ink: "#10204a", button: "#10204a" },
		dark: { sheet: "#101820" },
		serif: "Charter,serif",
		lang: "de",
		wording: {
			"digest-calls": "Die Urteile & mehr",
			"digest-hello": "Guten Tag {name}!",
			"digest-why":
				"Sie bekommen {publication} an {address}, weil Sie wollten: 100 %",
			"confirm-title": "Sind Sie es?",
		},
		footer: ["Registered in Berlin {HRB 1}", "<Editor> Ada"],
		logo: {
			url: "/logo.png",
			alt: "The “Verdict” star",
			width: 120,
			height: 40,
		},
	});
	const { html, text } = await digest();
	expect(html).toContain("color:#10204a");
	expect(html).toMatch(/<html lang="de" dir="ltr"/);
	expect(html).toMatch(/role="article"[^>]* lang="de"/);
	expect(html).toContain("#101820");
	expect(html).toContain("Charter,serif");
	expect(html).toContain("Die Urteile &amp; mehr</h2>");
	expect(html).toContain("Guten Tag <bdi>Ana</bdi>!");
	expect(html).toContain(
		"Sie bekommen <bdi>Weekly AI Tool Verdicts</bdi> an <bdi>ana@example.com</bdi>, weil Sie wollten: 100 &#37;",
	);
	expect(html).toContain(
		"Registered in Berlin &#123;HRB 1&#125;<br>&lt;Editor&gt; Ada<br>",
	);
	expect(html).toContain(
		`src="https://digest.example.com/logo.png" alt="The “Verdict” star" width="120" height="40"`,
	);
	for (const line of [
		"DIE URTEILE & MEHR",
		"Guten Tag Ana!",
		"an ana@example.com,\nweil Sie wollten: 100 %",
		"Registered in Berlin {HRB 1}",
		"<Editor> Ada",
	])
		expect(text).toContain(line);
	const inBrief = await digest(mineAndOurs(), {
		...sampleReader,
		format: "brief",
	});
	expect(inBrief.html).toMatch(/<html[^>]* lang="de"/);
	expect(inBrief.html).toContain("Guten Tag <bdi>Ana</bdi>!");
	expect(inBrief.html).toContain(
		"Sie bekommen <bdi>Weekly AI Tool Verdicts</bdi> an <bdi>ana@example.com</bdi>",
	);
	for (const line of ["Guten Tag Ana!", "<Editor> Ada"])
		expect(inBrief.text).toContain(line);
	const letter = await mineAndOurs().confirmation(sampleConfirmation);
	expect(letter.html).toContain("Sind Sie es?</h1>");
	expect(letter.html).toMatch(/<html[^>]* lang="de"/);
	expect(letter.html).toContain(`src="https://digest.example.com/logo.png"`);
	expect(letter.html).toContain("&lt;Editor&gt; Ada");
	expect(letter.text).toContain("Registered in Berlin {HRB 1}\n<Editor> Ada\n");
});

test("THEME_FILE names a theme.json in another place, which is used instead of the folder's", async () => {
	await json({ wording: { "confirm-title": "From the folder" } });
	const elsewhere = join(mine, "brand.json");
	await writeFile(elsewhere, `{"wording":{"confirm-title":"From the file"}}`);
	const renderer = mineAndOurs(elsewhere);
	expect((await renderer.confirmation(sampleConfirmation)).html).toContain(
		"From the file",
	);
	const before = await renderer.templateHash();
	await writeFile(elsewhere, `{"wording":{"confirm-title":"Changed"}}`);
	expect(await renderer.templateHash()).not.toBe(before);
});

describe("a folder of templates that somebody else made", () => {
	const fault = (made: Promise<unknown>) =>
		made.then(
			() => "none",
			(error: unknown) => String(error),
		);

	test.each([
		"weekly.css",
		"weekly.mjml",
		"theme.json",
		"parts/name.ts",
		"brief.tsx",
	])("takes nothing from outside of it by a link: %s", async (file) => {
		const outside = await mkdtemp(join(tmpdir(), "outside-"));
		await writeFile(join(outside, "secret"), "SECRET_KEY=never mailed");
		await mkdir(dirname(join(mine, file)), { recursive: true });
		await symlink(join(outside, "secret"), join(mine, file));
		const said = await fault(mineAndOurs().compile(sampleIssue));
		expect(said).toContain("leads out of its folder");
		expect(said).not.toContain("never mailed");
		await rm(outside, { recursive: true });
	});

	test("takes nothing by a link to a folder outside of it", async () => {
		const outside = await mkdtemp(join(tmpdir(), "outside-"));
		await writeFile(join(outside, "name.ts"), "export const secret = 1");
		await symlink(outside, join(mine, "parts"));
		expect(await fault(mineAndOurs().compile(sampleIssue))).toContain(
			"leads out of its folder",
		);
		await rm(outside, { recursive: true });
	});

	test("is not waited for when a template is a pipe", async () => {
		spawnSync("mkfifo", [join(mine, "weekly.css")]);
		expect(await fault(mineAndOurs().compile(sampleIssue))).toContain(
			"it is not a file",
		);
	});

	test.each([
		["<mj-raw><script>alert(1)</script></mj-raw>", "<script>"],
		['<mj-raw><p onclick="alert(1)">a</p></mj-raw>', 'onclick="…" of <p>'],
		[
			'<mj-raw><a href=" java&#10;script:alert(1)">a</a></mj-raw>',
			'href="javascript:…" of <a>',
		],
	])("runs nothing: %s", async (markup, found) => {
		await putChanged("weekly.mjml", "</mj-body>", `${markup}</mj-body>`);
		expect(await fault(mineAndOurs().compile(sampleIssue))).toContain(
			`${found} is a script`,
		);
	});
});

test.each<[file: string, text: string, fault: RegExp]>([
	[
		"theme.json",
		'{"lang": "de"}',
		/theme\.json: the file is not UTF-8.*UTF-16/,
	],
	["weekly.css", "p { color: red }", /weekly\.css: the file is .* but UTF-16/],
	["theme.ts", "export const theme = 1;", /theme\.ts.* but UTF-16; open it/],
])(
	"%s that was saved as UTF-16 is called so, with what to do",
	async (file, text, fault) => {
		for (const mark of ["", "\uFEFF"]) {
			await writeFile(join(mine, file), Buffer.from(mark + text, "utf16le"));
			await expect(digest()).rejects.toThrow(fault);
		}
	},
);

describe("a broken theme.json is reported with its line", () => {
	const lines = (...rows: string[]) => rows.join("\n");
	test.each([
		[
			"no JSON",
			lines("{", '\t"light": {', "\t\tink: 1"),
			3,
			"this is not JSON: a key in double quotes",
		],
		["no object", "[]", 1, "must be an object"],
		[
			"a key that is there twice",
			lines("{", '\t"lang": "de",', '\t"lang": "en"', "}"),
			3,
			"“lang” is there a second time: keep one",
		],
		[
			"an unknown key",
			lines("{", '\t"colours": {}', "}"),
			2,
			"there is no colours; there is lang, dir, light, dark",
		],
		[
			"an unknown colour",
			lines("{", '\t"light": {', '\t\t"inc": "#000000"', "}}"),
			3,
			"light: there is no inc; there is paper",
		],
		[
			"no colour",
			lines("{", '\t"dark": {', "", '\t\t"ink": "red"', "}}"),
			4,
			"dark.ink: must be a colour such as #1b1916",
		],
		[
			"an unknown word",
			lines("{", '\t"wording": {', '\t\t"hello": "Hi"', "}}"),
			3,
			"wording: there is no hello; there is digest-browser",
		],
		[
			"an unknown mark",
			lines("{", '\t"wording": {', '\t\t"letter-hello": "Hi {nmae}"', "}}"),
			3,
			"wording.letter-hello: there is no {nmae} here; there is {name}",
		],
		[
			"two lines in one",
			lines("{", '"footer": [', '\t"a\\nb"', "]}"),
			3,
			"footer.0: must be one line",
		],
		[
			"a logo without words",
			lines(
				"{",
				'"logo": {"url": "/l.png",',
				'"alt": "", "width": 20, "height": 20}}',
			),
			3,
			"logo.alt: must not be empty",
		],
		[
			"a logo from anywhere",
			lines(
				"{",
				'"logo": {"alt": "x",',
				'"url": "javascript:alert(1)", "width": 20, "height": 20}}',
			),
			3,
			"logo.url: must be an https address",
		],
		[
			"a logo that is only a path",
			lines("{", '"logo": "/l.png"}'),
			2,
			'logo: must be an object. A logo is null or {"url": "/logo.png", "alt": "Example Weekly", "width": 160, "height": 40}',
		],
		[
			"a logo without most of its keys, all named at once",
			lines("{", '"logo": {"src": "/l.png", "width": 4.5}}'),
			2,
			"logo.url: is missing; logo.alt: is missing; logo.width: must be a whole number of pixels from 16 to 560; logo.height: is missing; logo: there is no src; there is url, alt, width, height. A logo is",
		],
		[
			"a footer that is no list",
			lines("{", '"footer": "Berlin"}'),
			2,
			'footer: must be a list of lines, such as ["Made in Berlin"]',
		],
		[
			"fonts that are more",
			lines("{", '"serif": "x;}</style>"}'),
			2,
			"serif: must be font names",
		],
		[
			"grey on white",
			lines("{", '"light": {', '"muted": "#aaaaaa"}}'),
			3,
			"light: muted #aaaaaa on sheet #fffdf7 has a contrast of 2.3",
		],
		[
			"a ground too near its text",
			lines("{", '"dark": {"button": "#333333"}}'),
			2,
			"dark: buttonText #1c1a17 on button #333333 has a contrast of",
		],
	])("%s", async (_, text, line, message) => {
		await put("theme.json", text);
		const file = join(mine, "theme.json");
		for (const mail of [digest, () => mineAndOurs().welcome(sampleWelcome)]) {
			const error = await fault(mail());
			expect(error.message).toContain(`${file}:${line}: `);
			expect(error.message).toContain(message);
		}
	});
});

describe("a broken template of the editor's is reported with its own path and line", () => {
	test("MJML", async () => {
		const line = await putChanged(
			"weekly.mjml",
			"{issue.intro}",
			"{issue.outro}",
		);
		expect((await fault(digest())).message).toContain(
			`${join(mine, "weekly.mjml")}:${line}: there is no placeholder`,
		);
	});

	test("a style sheet", async () => {
		await put("weekly-dark.css", "\n\n.x { color: var(--inc); }");
		expect((await fault(digest())).message).toContain(
			`${join(mine, "weekly-dark.css")}:3: the theme has no var(--inc)`,
		);
	});

	test("code that can't be read, run or found", async () => {
		const file = join(mine, "welcome.tsx");
		const welcome = () => mineAndOurs().welcome(sampleWelcome);
		const read = await putChanged(
			"welcome.tsx",
			"<LetterToReader",
			"<LetterToReader<",
		);
		expect(await fault(welcome())).toMatchObject({ file, line: read });
		const run = await putChanged(
			"welcome.tsx",
			`{wording["welcome-what"]}`,
			"{letter.no.where}",
		);
		expect(await fault(welcome())).toMatchObject({
			file,
			line: run,
			what: expect.stringContaining("where"),
		});
		const found = await putChanged(
			"welcome.tsx",
			"./parts/latest.tsx",
			"./parts/latets.tsx",
		);
		expect(await fault(welcome())).toMatchObject({ file, line: found });
		await put("welcome.tsx", "export const nothing = 1;\n");
		expect((await fault(welcome())).message).toBe(
			`${file}: a letter exports a component by default, and the functions subject and text`,
		);
	});

	test("a theme.ts that is half a theme, or throws", async () => {
		const file = join(mine, "theme.ts");
		await putChanged("theme.ts", "	light: {", "	lite: {");
		expect((await fault(digest())).message).toContain(`${file}: light: `);
		await put("theme.ts", `\nthrow new Error("not today");\n`);
		expect(await fault(digest())).toMatchObject({
			file,
			line: 2,
			what: "not today",
		});
	});

	test("a folder that isn't there", async () => {
		const gone = createRenderer({
			templatesDir,
			editorsDir: join(mine, "gone"),
		});
		expect((await fault(gone.templateHash())).message).toContain(
			`${join(mine, "gone")}: it can't be read as a folder of templates`,
		);
	});
});

test("contrast is computed as WCAG defines it", () => {
	expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
	expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
	expect(contrast("#ffffff", "#ffffff")).toBe(1);
});
