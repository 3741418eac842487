import { expect, it } from "vitest";
import { readConfig } from "../../src/config/config.ts";
import { postalAddressWarning } from "../../src/config/postal-address-warning.ts";

const SMTP_URL = "smtp://mail.example.com";
const POSTAL_ADDRESS = "1 Example Street (c/o SET), Sampleton";

it("POSTAL_ADDRESS is what is written, and empty while it is unset or what example.env once had", () => {
	expect(readConfig({}).postalAddress).toBe("");
	expect(
		readConfig({ POSTAL_ADDRESS: "(set POSTAL_ADDRESS to your address)" })
			.postalAddress,
	).toBe("");
	expect(readConfig({ POSTAL_ADDRESS }).postalAddress).toBe(POSTAL_ADDRESS);
});

it("serve warns of a missing POSTAL_ADDRESS once mail leaves this machine", () => {
	const warned = (env: Record<string, string>) =>
		postalAddressWarning(readConfig(env));
	expect(warned({ SMTP_URL })).toContain("POSTAL_ADDRESS is not set");
	expect(warned({ SMTP_URL, POSTAL_ADDRESS })).toBeNull();
	expect(warned({})).toBeNull();
});
