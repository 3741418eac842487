import { execFile } from "node:child_process";
import { userInfo } from "node:os";
import { promisify } from "node:util";
import type { Browser } from "playwright-core";
import { describeError, Failure } from "../errors.ts";
import { bundledChromium, type Chromium } from "./bundled-chromium.ts";

/** Names of Chromium's program in a system. */
const NAMES = [
	"chromium",
	"chromium-browser",
	"google-chrome-stable",
	"google-chrome",
	"microsoft-edge",
];

/** Chromium's sandbox needs a user who is not root, and a system that allows it. */
const WITHOUT_SANDBOX = ["--no-sandbox", "--no-zygote"];

const ARGUMENTS = [
	"--disable-gpu",
	"--disable-dev-shm-usage",
	"--font-render-hinting=none",
	"--no-proxy-server",
	// No request of a message leaves this machine.
	"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1, EXCLUDE [::1]",
];

/**
 * Starts a headless Chromium: the one that PREFLIGHT_BROWSER names, else one of
 * the system, else the one from npm. The caller closes it.
 *
 * @param setting the path in PREFLIGHT_BROWSER; null: not set
 * @throws Failure `no-browser` with what was tried
 */
export async function openBrowser(setting: string | null): Promise<Browser> {
	if (setting !== null)
		return launch({ executable: setting, env: null }).catch((error) => {
			throw new Failure(
				"no-browser",
				`PREFLIGHT_BROWSER: ${setting} did not start (${firstLine(error)}).`,
			);
		});
	const installed = await Promise.all(NAMES.map(onPath));
	const tried: string[] = [];
	for (const executable of installed) {
		if (executable === null) continue;
		try {
			return await launch({ executable, env: null });
		} catch (error) {
			tried.push(`${executable} did not start (${firstLine(error)})`);
		}
	}
	const bundled = await bundledChromium();
	if (bundled) return launch(bundled);
	throw new Failure(
		"no-browser",
		`${tried.length > 0 ? `${tried.join("; ")}. ` : ""}No browser was found. Install Chromium, set PREFLIGHT_BROWSER to the path of one, or run: npm install @sparticuz/chromium`,
	);
}

export async function launch({ executable, env }: Chromium): Promise<Browser> {
	const { chromium } = await import("playwright-core").catch(() => {
		throw new Failure(
			"no-browser",
			"The package playwright-core, which controls the browser, is not installed. Run: npm install playwright-core",
		);
	});
	const start = (chromiumSandbox: boolean) =>
		chromium.launch({
			executablePath: executable,
			chromiumSandbox,
			args: chromiumSandbox ? ARGUMENTS : [...WITHOUT_SANDBOX, ...ARGUMENTS],
			...(env ? { env } : {}),
		});
	if (isSandboxRefused || userInfo().uid === 0) return start(false);
	try {
		return await start(true);
	} catch {
		// Many containers allow no sandbox. What else is wrong shows now, too.
		const browser = await start(false);
		isSandboxRefused = true;
		return browser;
	}
}

let isSandboxRefused = false;

async function onPath(name: string): Promise<string | null> {
	try {
		const { stdout } = await promisify(execFile)("/bin/sh", [
			"-c",
			'command -v "$0"',
			name,
		]);
		return stdout.trim() || null;
	} catch {
		return null;
	}
}

function firstLine(error: unknown): string {
	return describeError(error).split("\n")[0] ?? "";
}
