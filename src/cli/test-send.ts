import { Failure } from "../errors.ts";
import { parseAddress } from "../subscriber/address.ts";
import type { Register } from "./terminal/io.ts";
import { withApp } from "./terminal/with-app.ts";

export const testSend: Register = (program, io) => {
	program
		.command("test-send")
		.description("send one short message, to try SMTP_URL and the signature")
		.argument("<address>", "an address whose mail you can read")
		.addHelpText(
			"after",
			`
It is no issue, and nothing is recorded but its place in the rate limits. Look at
its headers where it arrives: SPF, DKIM and DMARC should pass.

Example:
  digest test-send you@example.com`,
		)
		.action(async (address: string) =>
			withApp(io, async (app) => {
				const { email } = parseAddress(address);
				const sender = await app.sender();
				const { publication, mailFrom } = app.config;
				const text = `This message tries the mail set-up of ${publication}. It went through ${sender.mailer.description}, from ${mailFrom.address}, ${sender.signer ? "signed with DKIM" : "not signed here"}.`;
				try {
					await app.letters.sendLetter({
						to: email,
						subject: `${publication}: a test`,
						text: `${text}\n`,
						html: `<p>${text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</p>`,
						date: app.clock.now(),
					});
				} catch (error) {
					if (!(error instanceof Failure)) throw error;
					throw new Failure(
						error.code,
						`The test was not sent through ${sender.mailer.description}. ${error.message}`,
					);
				}
				io.out(
					`${sender.mailer.description} accepted a message to ${email}${sender.signer ? ", signed with DKIM" : ""}. Whether it arrives, only its mailbox can tell.\n`,
				);
			}),
		);
};
