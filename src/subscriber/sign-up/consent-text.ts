import { createHash } from "node:crypto";
import type { Config } from "../../config/config.ts";

/** The words beside the button, which are kept as what was agreed to. */
export interface ConsentText {
	/** Made from the words: another wording is another version. */
	version: string;
	text: string;
}

export function consentText({
	publication,
}: Pick<Config, "publication">): ConsentText {
	const text = `I want to get ${publication} by email, one issue a week. I can leave at any time with one click. What I save and vote is kept with my address, and nothing is passed on.`;
	return { version: consentVersion(text), text };
}

/** The name of a wording, by which consents refer to it. */
export function consentVersion(text: string): string {
	return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
