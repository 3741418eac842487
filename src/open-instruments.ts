import type { Config } from "./config/config.ts";
import { createLog } from "./log.ts";
import type { Signer } from "./mail/dkim/signer.ts";
import type { Instruments } from "./preflight/instruments.ts";
import type { WebDeps } from "./web/http/deps.ts";

/**
 * The instruments of preflight. Each is loaded when it is first used, so that
 * other commands do not load a browser or an HTML validator.
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
		async statusOfPages(urls) {
			const { requestOwnPages } = await import("./web/http/self-request.ts");
			const deps = { ...web, log: createLog("silent"), async onConfirmed() {} };
			return requestOwnPages(deps, urls);
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
		async openBrowser() {
			const { openBrowser } = await import("./browser/open-browser.ts");
			const { measureMessage } = await import("./browser/measure-message.ts");
			const browser = await openBrowser(config.preflightBrowser);
			return {
				measure: (html, viewports, logo) =>
					measureMessage(browser, html, viewports, logo),
				close: () => browser.close(),
			};
		},
	};
}
