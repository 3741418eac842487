import type { Config } from "./config/config.ts";
import { createLog } from "./log.ts";
import type { Signer } from "./mail/dkim/signer.ts";
import type { Instruments } from "./preflight/instruments.ts";
import type { WebDeps } from "./web/http/deps.ts";

/**
 * What preflight sees, hears and measures with. Each is loaded when it is first
 * used: no other command pays for a browser or a second opinion on HTML.
 */
export function openInstruments(
	config: Config,
	web: Omit<WebDeps, "log" | "onConfirmed">,
	signer: Signer | null,
): Instruments {
	const { dkim } = config;
	return {
		async readMail(raw) {
			const { readMail } = await import("./mail/read-mail.ts");
			return readMail(raw);
		},
		async validateHtml(html) {
			const { validateHtml } = await import("./mail-check/html-validate.ts");
			return validateHtml(html);
		},
		async ask(urls) {
			const { askOwnPages } = await import("./web/reader/self-request.ts");
			const deps = { ...web, log: createLog("silent"), async onConfirmed() {} };
			return askOwnPages(deps, urls);
		},
		dkim:
			dkim && signer
				? {
						sign: (raw) => signer.sign(raw),
						async verify(signed) {
							const { verifyOwnSignatures } = await import(
								"./mail/dkim/verify.ts"
							);
							return verifyOwnSignatures(dkim, signed);
						},
					}
				: null,
		async spamScore(raw) {
			const { spamScore } = await import("./mail-check/spamassassin.ts");
			return spamScore(raw);
		},
		async openEyes() {
			const { openBrowser } = await import("./browser/launch.ts");
			const { lookAt } = await import("./browser/look-at.ts");
			const browser = await openBrowser(config.preflightBrowser);
			return {
				lookAt: (html, glances, logo) => lookAt(browser, html, glances, logo),
				close: () => browser.close(),
			};
		},
	};
}
