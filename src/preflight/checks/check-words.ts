import type { Finding } from "../../issue/preflight-report.ts";
import { plainText } from "../../issue/words/editor-text.ts";
import { finding, quoteList } from "../finding.ts";
import type { Expected } from "../rendered-copy.ts";
import { IN_WORDS } from "./leftovers.ts";

/** The editor's own words, without the texts of the catalog that they repeat. */
export function checkWords({ content }: Expected): Finding[] {
	const { leads, briefs, more, publication } = content;
	const catalog = JSON.stringify([leads, briefs, more], withoutNotes);
	const notes = [...leads, ...briefs].flatMap(({ note }) => note ?? []);
	const words = Object.entries({
		subject: content.subject,
		preheader: content.preheader,
		intro: content.intro,
		notes: notes.map(plainText).join(" "),
		publication,
		"postal address": content.postalAddress,
	});
	return words.flatMap(([place, text]) => {
		const left = (text.match(IN_WORDS) ?? []).filter(
			(one) => !catalog.includes(JSON.stringify(one).slice(1, -1)),
		);
		return left.length === 0
			? []
			: [
					finding(
						"warn",
						"placeholder-left",
						place,
						`It has ${quoteList(left)}, which looks like something to fill in.`,
						"If readers must not see it, change it: digest issue edit, or the settings PUBLICATION and POSTAL_ADDRESS.",
					),
				];
	});
}

const withoutNotes = (key: string, value: unknown) =>
	key === "note" ? null : value;
