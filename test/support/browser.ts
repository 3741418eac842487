import type { Browser } from "playwright-core";
import { bundledChromium } from "../../src/browser/bundled-chromium.ts";
import { launch } from "../../src/browser/open-browser.ts";

/** How long a page may take, ms: ten times what it needs, for machines that are busy. */
export const WAIT_MS = 60_000;

/**
 * A headless Chromium that needs no system package, no network and no user
 * account, and is the same on every machine. Host names other than the
 * loopback's don't resolve in it. The caller closes it.
 */
export async function launchBrowser(): Promise<Browser> {
	const bundled = await bundledChromium();
	if (!bundled) throw new Error("run: npm ci");
	return launch(bundled);
}
