import { randomUUID } from "node:crypto";
import { Failure } from "../errors.ts";
import type { Instant } from "../time/clock.ts";
import type { Mailer } from "./mailer.ts";

/** More of the header is not looked at. */
const MAX_HEADER = 64 * 1024;

/**
 * Passes a mail on as it is, with Resent fields before it (RFC 5322 3.6.6).
 *
 * @param raw the bytes of the mail, with any line ends
 * @param from the address that it is sent from: bounces go there, and a mail that
 *   it has passed on before is not passed on again
 * @returns false when it was passed on before
 * @throws Failure `not-mailed`
 */
export async function forwardMail(
	mailer: Mailer,
	raw: Uint8Array,
	{ from, to, date }: { from: string; to: string; date: Instant },
): Promise<boolean> {
	const text = Buffer.from(raw)
		.toString("latin1")
		.replace(/^>?From [^\r\n]*(?:\r\n|\r|\n)/, "")
		.replace(/\r\n?|\n/g, "\r\n");
	const header = text.slice(0, MAX_HEADER).split("\r\n\r\n", 1)[0] ?? "";
	if (header.toLowerCase().includes(`resent-from: ${from.toLowerCase()}`))
		return false;
	const resent = [
		`Resent-From: ${from}`,
		`Resent-To: ${to}`,
		`Resent-Date: ${new Date(date).toUTCString().replace("GMT", "+0000")}`,
		`Resent-Message-ID: <${randomUUID()}@${from.slice(from.lastIndexOf("@") + 1)}>`,
	].join("\r\n");
	const lane = mailer.lane();
	try {
		const result = await lane.handover({
			sender: from,
			recipient: to,
			raw: Buffer.from(`${resent}\r\n${text}`, "latin1"),
		});
		if (result.kind === "accepted") return true;
		const why = "reply" in result ? result.reply : result.error;
		throw new Failure(
			"not-mailed",
			`A mail could not be passed on through ${mailer.description}: ${why}`,
		);
	} finally {
		await lane.close();
	}
}
