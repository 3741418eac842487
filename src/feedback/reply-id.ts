/**
 * The sending service's id of a message in the reply to it: "250 Ok 0100018f2a…-000000"
 * (Amazon SES), "250 Ok: queued as SwuJ8NtbSbuP9c1oTkZd6w" (SendGrid), "250 2.0.0
 * Ok: queued as 0a1b2c3d-…" (Postmark). Its webhooks name the message by it.
 *
 * @returns null: the reply has none. A queue id of a mail server is shorter than
 *   twenty characters, and no webhook names it
 */
export function replyIdOf(reply: string): string | null {
	const found =
		/^250[ -](?:2\.\d\.\d )?ok:?\s{1,4}(?:queued as |id=)?<?([\w.-]{20,200})/i.exec(
			reply.slice(0, 500),
		)?.[1];
	return found === undefined ? null : sameForm(found);
}

/** A UUID or another id of hexadecimal digits in lower case: it may be written both ways. */
export function sameForm(id: string): string {
	return /^[\da-f-]+$/i.test(id) ? id.toLowerCase() : id;
}
