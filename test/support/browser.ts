import { existsSync } from "node:fs";
import {
	mkdir,
	mkdtemp,
	readFile,
	rename,
	rm,
	writeFile,
} from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { inflate } from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

/**
 * A headless Chromium that needs no system package, no network and no user
 * account: the binary, its libraries and its one font (Open Sans, which has no
 * ✓ and no ✗) come out of @sparticuz/chromium. Host names other than the
 * loopback's don't resolve in it. The caller closes it.
 */
export async function launchBrowser(): Promise<Browser> {
	const home = await unpacked();
	return chromium.launch({
		executablePath: join(home, "chromium"),
		// The package's own arguments hold --single-process, which dies after the
		// first context, and switch web security off.
		args: [
			"--no-sandbox",
			"--no-zygote",
			"--disable-gpu",
			"--disable-dev-shm-usage",
			"--font-render-hinting=none",
			"--no-proxy-server",
			"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1, EXCLUDE [::1]",
		],
		env: {
			...process.env,
			LD_LIBRARY_PATH: join(home, "al2023", "lib"),
			FONTCONFIG_PATH: join(home, "fonts"),
		},
	});
}

let unpacking: Promise<string> | undefined;

/** Unpacked once an installation; test files that start together don't see each other's half. */
function unpacked(): Promise<string> {
	unpacking ??= unpack();
	return unpacking;
}

async function unpack(): Promise<string> {
	const main = createRequire(import.meta.url).resolve("@sparticuz/chromium");
	const root = join(dirname(main), "..");
	const { version } = JSON.parse(
		await readFile(join(root, "package.json"), "utf8"),
	);
	const cache = fileURLToPath(
		new URL("../../node_modules/.cache", import.meta.url),
	);
	const home = join(cache, `chromium-${version}`);
	if (existsSync(home)) return home;
	await mkdir(cache, { recursive: true });
	const fresh = await mkdtemp(join(cache, "unpacking-"));
	await inflateInto(fresh, join(root, "bin"));
	await writeFile(join(fresh, "fonts", "fonts.conf"), fontsConf(home));
	try {
		await rename(fresh, home);
	} catch (error) {
		// Another test file was quicker: its copy is as good as this one.
		await rm(fresh, { recursive: true });
		if (!existsSync(home)) throw error;
	}
	return home;
}

/**
 * The package unpacks into the temporary directory, whose name it asks for
 * when `inflate` is called. Its libraries, which it unpacks only where it
 * believes to be on AWS Lambda, come along.
 */
async function inflateInto(directory: string, bin: string): Promise<void> {
	const before = process.env.TMPDIR;
	process.env.TMPDIR = directory;
	const archives = ["chromium.br", "fonts.tar.br", "al2023.tar.br"].map(
		(archive) => inflate(join(bin, archive)),
	);
	if (before === undefined) delete process.env.TMPDIR;
	else process.env.TMPDIR = before;
	await Promise.all(archives);
}

/** Only the font that every machine has, so that text is as wide everywhere. */
function fontsConf(home: string): string {
	return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${home}/fonts</dir>
  <cachedir>${home}/fonts-cache</cachedir>
</fontconfig>
`;
}
