/** A megabyte each of what makes a careless reader slow. */
export const WORST_CASES: Readonly<Record<string, string>> = {
	"opening brackets": body("<"),
	"at signs": body("@"),
	"letters and at signs": body("a@"),
	spaces: body(" "),
	"carriage returns": body("\r"),
	"empty lines": body("\n"),
	"one word": body("a"),
	"recipient lines": body("<reader@example.org>: 550 user unknown\n"),
	"lines of 550": body("550-"),
	"open tags": html("<br"),
	"open style sheets": html("<style"),
	"header lines": `${head("text/plain").trimEnd()}\n${repeat("X-A: b\n")}`,
	"one folded header": `${head("text/plain").trimEnd()}\n${repeat("\tfolded text\n")}`,
	"a header without an end": repeat("Subject: =?utf-8?q?=20"),
	boundaries: `${head('multipart/mixed; boundary="b"')}${repeat("--b\n")}`,
	"nested parts": `${head('multipart/mixed; boundary="b"')}${repeat('--b\nContent-Type: multipart/mixed; boundary="b"\n\n')}`,
	"status blocks": `${head("message/delivery-status")}${repeat("Final-Recipient: rfc822; a@example.org\nAction: failed\nStatus: 5.1.1\n\n")}`,
	"one diagnostic code": `${head("message/delivery-status")}Final-Recipient: rfc822; a@example.org\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; ${repeat("user ")}`,
	"soft line breaks": `${head("text/plain", "Content-Transfer-Encoding: quoted-printable\n")}${repeat("= ")}`,
};

function repeat(text: string): string {
	return text.repeat(Math.ceil(1_000_000 / text.length));
}

function body(text: string): string {
	return `${head("text/plain")}${repeat(text)}`;
}

function html(text: string): string {
	return `${head("text/html")}${repeat(text)}`;
}

function head(type: string, more = ""): string {
	return `From: MAILER-DAEMON@mx.example.net\nTo: b@digest.example\nSubject: Undelivered Mail Returned to Sender\nContent-Type: ${type}\n${more}\n`;
}
