import stringWidth from "string-width";
import { withoutMarks } from "../content/marks.ts";

/** Latin letters and common signs, a column each. Most texts have no other characters, and string-width takes 30 ms to get ready for the first one. */
const ONE_COLUMN_EACH = /^[ -~\u00A1-\u00AC\u00AE-\u02FF\u2010-\u2027]*$/;

/** How many columns a text takes. A wide character (Chinese, Japanese, Korean, emoji) takes two. */
export function columns(text: string): number {
	return ONE_COLUMN_EACH.test(text)
		? text.length
		: stringWidth(withoutMarks(text));
}
