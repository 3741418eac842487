import { expect, test } from "vitest";
import { testTls } from "../../support/tls.ts";
import { mailOf, withLane } from "./lane-setting.ts";

test("smtps:// to a server that begins without TLS names the setting and the fix", async () => {
	await withLane(
		{ tls: testTls },
		async (lane) => {
			expect(await lane.handover(mailOf(100))).toMatchObject({
				kind: "unsent",
				error: expect.stringMatching(
					/does not begin with TLS, as smtps:\/\/ in SMTP_URL says\. Write smtp:\/\//,
				),
			});
		},
		{ url: ({ url }) => url.replace("smtp://", "smtps://") },
	);
});

test("smtp:// to a server that begins with TLS names the setting and the fix", async () => {
	await withLane(
		{ tls: testTls, implicitTls: true },
		async (lane) => {
			expect(await lane.handover(mailOf(100))).toMatchObject({
				kind: "unsent",
				error: expect.stringMatching(/write smtps:\/\/ in SMTP_URL/),
			});
		},
		{
			url: ({ url }) => url.replace("smtps://", "smtp://"),
			timeouts: { greeting: 300 },
		},
	);
});
