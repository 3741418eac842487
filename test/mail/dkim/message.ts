/** The header of a message of an issue, with folds, tabs and runs of spaces. */
export const HEAD = [
	"To: ada@example.org",
	"Message-ID: <one@example.com>",
	"List-Unsubscribe: <https://digest.example.com/unsubscribe/u1.7>",
	"List-Unsubscribe-Post: List-Unsubscribe=One-Click",
	"From: =?UTF-8?Q?Verdicts=2C_Z=C3=BCrich?=",
	" <digest@example.com>",
	"Subject: This week: a subject so long that it is folded",
	"\tonce with a tab  and \t with   runs of spaces ",
	"Date: Fri, 20 Nov 2026 12:00:00 +0000",
	"Reply-To: editor@example.com",
	"List-Id: <weekly.digest.example.com>",
	"List-Archive: <https://digest.example.com/issues>",
	"Feedback-ID: issue-1:weekly.digest.example.com:weekly:weeklydigestexa",
	"Auto-Submitted: auto-generated",
	"Precedence: bulk",
	"MIME-Version: 1.0",
	"Content-Type: text/plain; charset=utf-8",
];

/** @param body bytes as latin1 */
export function messageOf(head: readonly string[], body: string): Buffer {
	return Buffer.from(`${head.join("\r\n")}\r\n\r\n${body}`, "latin1");
}

export const MESSAGE = messageOf(
	HEAD,
	"Ship it.\r\n.\r\n..\r\n\r\nSkip it.\r\n",
);
