import { checkFacts } from "./checks/check-facts.ts";
import { checkFeatures } from "./checks/check-features.ts";
import { checkFooter } from "./checks/check-footer.ts";
import { checkHeaders } from "./checks/check-headers.ts";
import { checkLinks } from "./checks/check-links.ts";
import { checkSize } from "./checks/check-size.ts";
import { checkStructure } from "./checks/check-structure.ts";
import { checkSubject } from "./checks/check-subject.ts";
import { checkVerdicts } from "./checks/check-verdicts.ts";
import { judgeMarkup, judgeSignatures } from "./checks/external-checks.ts";
import { checkLeftovers } from "./checks/unfilled-placeholders.ts";
import type { Finding } from "./finding.ts";
import type { Instruments } from "./instruments.ts";
import type { Facts, Specimen } from "./rendered-copy.ts";

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
