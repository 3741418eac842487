/** Whether a text is an IANA time zone that this Node knows, such as `Europe/Berlin`. */
export function isTimeZone(text: string): boolean {
	try {
		new Intl.DateTimeFormat("en", { timeZone: text });
		return true;
	} catch {
		return false;
	}
}
