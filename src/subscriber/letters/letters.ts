import type { Config } from "../../config/config.ts";
import type { ReaderLetter } from "../../render/letters/letter-data.ts";
import { siteLinks } from "../../site-links.ts";

type Settings = Pick<Config, "publication" | "publicUrl" | "postalAddress">;

/** What every letter to one subscriber says besides its own matter. */
export function letterTo(
	{ publication, publicUrl, postalAddress }: Settings,
	{ name, email }: { name: string | null; email: string },
): ReaderLetter {
	const homeUrl = siteLinks(publicUrl).home;
	return { publication, homeUrl, postalAddress, name, address: email };
}
