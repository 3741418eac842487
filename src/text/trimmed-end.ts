/**
 * The text without the signs at its end that match. It takes linear time, where a
 * pattern such as /x+$/ tries again at each x of a run that is not at the end.
 *
 * @param sign matches one UTF-16 unit; without the flags g and y
 */
export function trimmedEnd(text: string, sign: RegExp): string {
	let end = text.length;
	while (end > 0 && sign.test(text.charAt(end - 1))) end--;
	return text.slice(0, end);
}
