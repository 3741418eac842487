import { issueIn } from "../issue/content/in-language.ts";
import { issueThrough } from "../issue/content/through-lens.ts";
import type { Finding } from "../issue/preflight-report.ts";
import { turn } from "../time/turn.ts";
import { checkFeatures } from "./checks/check-features.ts";
import { checkFooter } from "./checks/check-footer.ts";
import { checkHeaders } from "./checks/check-headers.ts";
import { checkLinks } from "./checks/check-links.ts";
import { checkPlaceholders } from "./checks/check-placeholders.ts";
import { checkSize } from "./checks/check-size.ts";
import { checkStructure } from "./checks/check-structure.ts";
import { checkSubject } from "./checks/check-subject.ts";
import {
	markupFindings,
	signatureFindings,
} from "./checks/external-findings.ts";
import { checkContent } from "./content/check-content.ts";
import { checkGivenUp } from "./content/check-given-up.ts";
import { checkVerdicts } from "./content/check-verdicts.ts";
import type { Instruments } from "./instruments.ts";
import type { Expected, RenderedCopy } from "./rendered-copy.ts";

/** Every check that needs only the message and what it must agree with. */
export function checkMessage(copy: RenderedCopy, all: Expected): Finding[] {
	const { language = null, lens } = copy.reader;
	const expected: Expected = {
		...all,
		...(language && all.inLanguage?.[language]),
		content: issueIn(all.content, language),
	};
	const whole = issueThrough(expected.content, lens);
	const seen = { ...expected, content: copy.fitted ?? whole };
	return [
		...checkSize(copy),
		...checkPlaceholders(copy, expected),
		...checkSubject(copy, expected),
		...checkHeaders(copy),
		...checkStructure(copy),
		...checkFeatures(copy, expected),
		...checkLinks(copy, expected),
		...checkGivenUp(copy, whole),
		...checkContent(copy, seen),
		...checkVerdicts(copy, seen),
		...checkFooter(copy, expected),
	];
}

/** The same checks, html-validate, and the DKIM signatures that the message would get. */
export async function checkWithInstruments(
	copy: RenderedCopy,
	expected: Expected,
	{ validateHtml, dkim }: Pick<Instruments, "validateHtml" | "dkim">,
): Promise<Finding[]> {
	const faults = dkim ? await dkim.verify(await dkim.sign(copy.raw)) : [];
	await turn();
	const findings = checkMessage(copy, expected);
	await turn();
	return [
		...findings,
		...markupFindings(await validateHtml(copy.mail.html ?? "")),
		...signatureFindings(faults),
	];
}
