import { join } from "node:path";
import { readConfig } from "../../config/config.ts";
import { Failure } from "../../errors.ts";
import { type DkimKey, dnsRecord, readDkimKeys } from "../../mail/dkim/keys.ts";
import { makeDkimKey, zoneLine } from "../../mail/dkim/make-key.ts";
import type { Io, Register } from "../terminal/io.ts";
import { writeJson } from "../terminal/output.ts";

interface MakeOptions {
	selector: string;
	ed25519?: boolean;
	out?: string;
	json?: boolean;
}

export const dkim: Register = (program, io) => {
	const group = program
		.command("dkim")
		.description("make a key that signs the mail, and print its DNS record");
	group
		.command("make", { isDefault: true })
		.description("make a key, and print the DNS record and the settings for it")
		.argument("[domain]", "the domain that signs (default: that of MAIL_FROM)")
		.option("--selector <name>", "the key's name in DNS", "digest1")
		.option("--ed25519", "make a second, short key of another kind")
		.option("--out <file>", "where to write it (default: in DATA_DIR)")
		.option("--json", "print the record as JSON")
		.addHelpText(
			"after",
			`
A file that exists is never overwritten.

Example:
  digest dkim make example.com
  digest dkim make example.com --ed25519 --selector digest2`,
		)
		.action((domain: string | undefined, options: MakeOptions) =>
			make(io, domain, options),
		);
	group
		.command("show")
		.description("print the DNS records of the keys that the settings name")
		.option("--json", "print them as JSON")
		.addHelpText("after", "\nExample:\n  digest dkim show")
		.action((options: { json?: boolean }) => {
			const { dkim: settings } = readConfig(io.env);
			if (settings === null)
				throw new Failure(
					"no-dkim",
					"DKIM_DOMAIN, DKIM_SELECTOR and DKIM_KEY_FILE are not set, so messages are not signed here. Make a key with: digest dkim make",
				);
			writeRecords(io, readDkimKeys(settings), options.json === true);
		});
};

function make(
	io: Io,
	domain: string | undefined,
	{ selector, ed25519 = false, out, json = false }: MakeOptions,
): void {
	const { dataDir, mailFrom } = readConfig(io.env);
	const name = domain ?? mailFrom.address.split("@").at(-1) ?? "";
	if (!/^([a-z0-9-]+\.)+[a-z0-9-]{2,}$/i.test(name))
		throw new Failure(
			"bad-domain",
			`“${name}” is not a domain in DNS. Give the domain of your sender: digest dkim make example.com`,
		);
	if (!/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i.test(selector))
		throw new Failure(
			"bad-selector",
			`“${selector}” can't be a selector. Use letters, digits and hyphens, such as digest1.`,
		);
	const file = out ?? join(dataDir, `dkim-${selector}.pem`);
	const key = makeDkimKey(
		{
			domain: name.toLowerCase(),
			selector,
			algorithm: ed25519 ? "ed25519-sha256" : "rsa-sha256",
		},
		file,
	);
	writeRecords(io, [key], json);
	if (json) return;
	const settings = ed25519
		? [`DKIM_ED25519_SELECTOR=${selector}`, `DKIM_ED25519_KEY_FILE=${file}`]
		: [
				`DKIM_DOMAIN=${key.domain}`,
				`DKIM_SELECTOR=${selector}`,
				`DKIM_KEY_FILE=${file}`,
			];
	io.out(
		`\nThe private key is in ${file}. Publish the record, wait until it is in DNS, then set:\n  ${settings.join("\n  ")}\n`,
	);
	if (ed25519)
		io.out("It signs beside the RSA key, whose three settings it needs too.\n");
}

function writeRecords(io: Io, keys: readonly DkimKey[], json: boolean): void {
	const records = keys.map((key) => ({
		type: "TXT",
		...dnsRecord(key),
		zone: zoneLine(key),
	}));
	if (json) {
		writeJson(io, records);
		return;
	}
	io.out(
		records
			.map(
				({ name, type, value, zone }) =>
					`name   ${name}\ntype   ${type}\nvalue  ${value}\n\nThe same as a line of a zone file:\n${zone}\n`,
			)
			.join("\n"),
	);
}
