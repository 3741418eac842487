/**
 * Whether the login of a URL holds a sign that ends it early: `/`, `?`, `#`, or a
 * `%` that encodes nothing. A URL reader takes what comes after for the host, a
 * path or an option, and would quote a part of the password.
 *
 * @param text `scheme://user:password@host…`, unparsed
 */
export function hasUnencodedLogin(text: string): boolean {
	// The last @ ends the login; no host, path or option of ours has one.
	const [, login] = /^[a-z][a-z\d+.-]*:\/\/(.*)@/is.exec(text) ?? [];
	return login !== undefined && /[/?#]|%(?![\da-f]{2})/i.test(login);
}

/**
 * Whether the login of a URL holds a control character, as it is or encoded
 * (%00, %0D%0A): no server has such a login, and in a line of a protocol it would
 * end the line.
 */
export function hasControlInLogin(text: string): boolean {
	const [, login = ""] = /^[a-z][a-z\d+.-]*:\/\/(.*)@/is.exec(text) ?? [];
	return /\p{Cc}|%(?:[01][\da-f]|7f|c2%[89][\da-f])/iu.test(login);
}

/** The fault of `hasControlInLogin`, without anything of the login. */
export const CONTROL_IN_LOGIN =
	"has a control character in its user or password, such as %00, %0D or %0A; copy the login again, without line breaks";

/** What to do about it, without anything of the login. @param example how the URL must look */
export function encodeLogin(example: string): string {
	return `has a login with a sign that must be encoded: in the user and the password write % as %25, / as %2F, ? as %3F, # as %23, @ as %40, : as %3A and a space as %20; then it looks like ${example}`;
}
