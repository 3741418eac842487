import { resolve } from "node:path";
import { together } from "./values.ts";

/** With what messages are signed. The keys are read when the mailer is opened. */
export interface DkimSettings {
	readonly domain: string;
	readonly selector: string;
	/** PEM of an RSA private key. */
	readonly keyFile: string;
	/** A second signature. */
	readonly ed25519: {
		readonly selector: string;
		readonly keyFile: string;
	} | null;
}

/** The settings as they are read, each by itself. */
interface DkimEnvironment {
	DKIM_DOMAIN?: string | undefined;
	DKIM_SELECTOR?: string | undefined;
	DKIM_KEY_FILE?: string | undefined;
	DKIM_ED25519_SELECTOR?: string | undefined;
	DKIM_ED25519_KEY_FILE?: string | undefined;
}

/** What is wrong with the settings of signatures; empty when nothing is. */
export function dkimFaults(set: Record<string, string | undefined>): string[] {
	const first = ["DKIM_DOMAIN", "DKIM_SELECTOR", "DKIM_KEY_FILE"];
	const second = ["DKIM_ED25519_SELECTOR", "DKIM_ED25519_KEY_FILE"];
	// Few receivers know Ed25519 yet, so it is a second signature and never the only one.
	const wanted = second.some((name) => name in set) ? second : [];
	const faults = together(set, [...first, ...wanted]);
	const [one, other] = [set.DKIM_SELECTOR, set.DKIM_ED25519_SELECTOR];
	if (one !== undefined && one.toLowerCase() === other?.toLowerCase())
		faults.push("DKIM_ED25519_SELECTOR: must differ from DKIM_SELECTOR");
	return faults;
}

/** Null: messages go out unsigned. */
export function dkimSettings(e: DkimEnvironment): DkimSettings | null {
	if (!e.DKIM_DOMAIN || !e.DKIM_SELECTOR || !e.DKIM_KEY_FILE) return null;
	return {
		domain: e.DKIM_DOMAIN,
		selector: e.DKIM_SELECTOR,
		keyFile: resolve(e.DKIM_KEY_FILE),
		ed25519:
			e.DKIM_ED25519_SELECTOR && e.DKIM_ED25519_KEY_FILE
				? {
						selector: e.DKIM_ED25519_SELECTOR,
						keyFile: resolve(e.DKIM_ED25519_KEY_FILE),
					}
				: null,
	};
}
