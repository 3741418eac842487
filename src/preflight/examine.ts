import { checkFacts } from "./facts.ts";
import { checkFeatures } from "./features.ts";
import type { Finding } from "./finding.ts";
import { checkFooter } from "./footer.ts";
import { checkHeaders } from "./headers.ts";
import type { Instruments } from "./instruments.ts";
import { checkLeftovers } from "./leftovers.ts";
import { checkLinks } from "./links.ts";
import { judgeMarkup, judgeSignatures } from "./outside.ts";
import { checkSize } from "./size.ts";
import type { Facts, Specimen } from "./specimen.ts";
import { checkStructure } from "./structure.ts";
import { checkSubject } from "./subject.ts";
import { checkVerdicts } from "./verdicts.ts";

/** Every check that needs nothing but the message and what it must agree with. */
export function checkMessage(specimen: Specimen, facts: Facts): Finding[] {
	return [
		...checkSize(specimen),
		...checkLeftovers(specimen, facts),
		...checkSubject(specimen, facts),
		...checkHeaders(specimen),
		...checkStructure(specimen),
		...checkFeatures(specimen, facts),
		...checkLinks(specimen, facts),
		...checkFacts(specimen, facts),
		...checkVerdicts(specimen, facts),
		...checkFooter(specimen, facts),
	];
}

/** The same, and what html-validate and a verifier of signatures say of it. */
export async function examine(
	specimen: Specimen,
	facts: Facts,
	{ validateHtml, dkim }: Pick<Instruments, "validateHtml" | "dkim">,
): Promise<Finding[]> {
	const signatures = dkim
		? await dkim.verify(await dkim.sign(specimen.raw))
		: [];
	return [
		...checkMessage(specimen, facts),
		...judgeMarkup(await validateHtml(specimen.mail.html ?? "")),
		...judgeSignatures(signatures),
	];
}
