import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { feedbackOf } from "../../../src/db/delivery/feedback.ts";
import { subscriberById } from "../../../src/db/subscriber/subscribers.ts";
import { sendIssue } from "../../../src/delivery/send.ts";
import { createAmazonSns } from "../../../src/web/webhooks/amazon-sns.ts";
import { webhookRoutes } from "../../../src/web/webhooks/webhooks.ts";
import { describeDatabases, freshSqlite } from "../../support/databases.ts";
import { refuse } from "../../support/refusing-database.ts";
import { seedSubscribers } from "../../support/seed.ts";
import { sealedIssue, senderSetUp } from "../../support/sending.ts";
import { snsCertificate } from "../../support/sns-certificate.ts";
import { dump, openSite } from "../site.ts";
import {
	BOUNCES,
	CERTIFICATE_URL,
	ENV,
	type Request,
	snsRequest,
} from "./requests.ts";

const OPTIONS = { signal: new AbortController().signal };
const GONE = "550 5.1.1 User unknown";
const PROVIDERS = Object.keys(BOUNCES);
/** What each provider answers to a message; Mailgun keeps our Message-ID instead. */
const REPLIES: Record<string, string> = {
	ses: "250 Ok 0102018f2a3b4c5d-12345678-9abc-def0-1234-56789abcdef0-000000",
	sendgrid: "250 Ok: queued as SwuJ8NtbSbuP9c1oTkZd6w",
	mailgun: "250 Great success",
	postmark: "250 2.0.0 Ok: queued as 883953f4-6105-42a2-a16a-77a8eac79483",
	standard: "250 2.0.0 Ok: queued as a-relay-of-somebody-00001",
};

/** What was fetched from AWS. */
const fetched: string[] = [];
afterEach(() => {
	fetched.length = 0;
});
const sns = createAmazonSns(async (url) => {
	fetched.push(String(url));
	return new Response(snsCertificate.cert);
});

function post(
	routes: ReturnType<typeof webhookRoutes>,
	provider: string,
	request: Request,
) {
	return routes.request(`/webhooks/feedback/${provider}`, {
		method: "POST",
		...request,
	});
}

describeDatabases("an event of a provider", (database) => {
	const current = senderSetUp(database, { SMTP_CONNECTIONS: "1", ...ENV });
	const routes = () => {
		const { config, clock, tokens } = current.context;
		const { deps } = openSite(database, ENV);
		return webhookRoutes({ ...deps, config, clock, tokens }, sns);
	};

	it.each(PROVIDERS)(
		"of %s suppresses the reader whom the id of the message names, whoever the address names, and counts once",
		async (provider) => {
			current.sink.fault = ({ phase, recipient }) =>
				phase === "dot"
					? {
							reply: recipient.startsWith("reader1@")
								? (REPLIES[provider] ?? "")
								: "250 2.0.0 Ok: queued as 4ABC12345",
						}
					: undefined;
			const id = await sealedIssue(current.context, 2);
			await sendIssue(current.sender(), id, OPTIONS);
			const [one] = current.sink.messages.filter(({ recipient }) =>
				recipient.startsWith("reader1@"),
			);
			const messageId =
				/^Message-ID: <(.+)>/im.exec(one?.raw.toString() ?? "")?.[1] ?? "";
			const request = BOUNCES[provider]?.({
				now: current.context.clock.now(),
				// Mailgun names the message by our own Message-ID, which is of this address.
				recipient:
					provider === "mailgun" ? "reader1@example.com" : "other@example.com",
				reply: GONE,
				id:
					provider === "mailgun"
						? messageId
						: (REPLIES[provider]?.split(" ").at(-1) ?? ""),
			}) as Request;
			for (const _ of [1, 2])
				expect((await post(routes(), provider, request)).status).toBe(200);
			expect((await subscriberById(database.db, 1))?.suppressed).toBe("bounce");
			expect((await subscriberById(database.db, 2))?.suppressed).toBe(null);
			expect(await feedbackOf(database.db, 1)).toMatchObject([
				{
					source: "webhook",
					kind: "bounce",
					cause: "gone",
					proven: 1,
					issue_id: id,
				},
			]);
		},
	);
});

describe("a request", () => {
	const open = async () => {
		const database = await freshSqlite();
		await seedSubscribers(database.db, 1);
		const site = openSite(database, ENV);
		return { ...site, routes: webhookRoutes(site.deps, sns) };
	};
	const bounce = (provider: string, now: string, more: object = {}) =>
		BOUNCES[provider]?.({
			now,
			recipient: "reader1@example.com",
			reply: GONE,
			id: "an-id-that-nobody-knows-0001",
			...more,
		}) as Request;

	it("that is not signed, or of which anything was changed since, is refused and changes nothing", async () => {
		const { db, clock, routes } = await open();
		const before = await dump(db);
		for (const provider of PROVIDERS) {
			const right = bounce(provider, clock.now());
			const bare = {
				headers: {},
				body: provider === "postmark" ? right.body : "{}",
			};
			expect((await post(routes, provider, bare)).status).toBe(401);
			await fc.assert(
				fc.asyncProperty(
					fc.nat(),
					fc.constantFrom("body", "headers"),
					async (at, where) => {
						// Postmark and Mailgun do not sign the body; the next tests are about that.
						const names = Object.keys(right.headers).filter(
							(name) => name !== "content-type" && name !== "webhook-id",
						);
						const name = names[at % Math.max(1, names.length)];
						const inHeader =
							provider === "postmark" || (where === "headers" && name);
						const change = (text: string) =>
							`${text.slice(0, at % text.length)}${text[at % text.length] === "7" ? "8" : "7"}${text.slice((at % text.length) + 1)}`;
						const wrong = inHeader
							? {
									...right,
									headers: {
										...right.headers,
										// The end of base64 may have bits that say nothing.
										[name ?? ""]: (right.headers[name ?? ""] ?? "")
											.split(" ")
											.map((word) =>
												word.length > 8
													? change(word.slice(0, -4))
													: `${word}7`,
											)
											.join(" "),
									},
								}
							: provider === "mailgun"
								? {
										...right,
										body: right.body.replace(
											/"signature":"./,
											'"signature":"x',
										),
									}
								: { ...right, body: changedBody(provider, right.body, change) };
						const { status } = await post(routes, provider, wrong);
						expect([400, 401, 403]).toContain(status);
					},
				),
				{ numRuns: 30 },
			);
		}
		expect(await dump(db)).toBe(before);
		expect((await post(routes, "ses", bounce("ses", clock.now()))).status).toBe(
			200,
		);
		expect(await dump(db)).not.toBe(before);
		await db.destroy();
	});

	/** Amazon SNS signs some fields, and not the JSON around them. */
	function changedBody(
		provider: string,
		body: string,
		change: (text: string) => string,
	): string {
		if (provider !== "ses") return change(body);
		const fields = JSON.parse(body);
		return JSON.stringify({ ...fields, Message: change(fields.Message) });
	}

	it("whose signature is too old is refused", async () => {
		const { db, clock, routes } = await open();
		const old = clock.now();
		clock.advance(3 * 24 * 60 * 60_000);
		for (const provider of PROVIDERS.filter((one) => one !== "postmark"))
			expect((await post(routes, provider, bounce(provider, old))).status).toBe(
				403,
			);
		expect(await db.selectFrom("feedback").selectAll().execute()).toEqual([]);
		await db.destroy();
	});

	it("of Mailgun that has the token of an earlier one and another body is refused", async () => {
		const { db, clock, routes } = await open();
		const first = bounce("mailgun", clock.now());
		expect((await post(routes, "mailgun", first)).status).toBe(200);
		const forged = {
			...first,
			body: first.body.replace("reader1@", "reader2@"),
		};
		expect((await post(routes, "mailgun", forged)).status).toBe(403);
		expect((await post(routes, "mailgun", first)).status).toBe(200);
		expect(
			await db.selectFrom("feedback").select("hash").execute(),
		).toHaveLength(1);
		await db.destroy();
	});

	it("of Amazon SNS is read by certificates of AWS alone, confirms only there, and only for a topic of the settings", async () => {
		const { db, clock, routes } = await open();
		const status = async (
			fields: Record<string, string>,
			version?: "1" | "2",
		) =>
			(await post(routes, "ses", snsRequest(clock.now(), fields, version)))
				.status;
		const confirmation = {
			Type: "SubscriptionConfirmation",
			Message: "You have chosen to subscribe",
			Token: "2336412f37",
		};
		const at = (host: string) =>
			`${host}/?Action=ConfirmSubscription&TopicArn=${ENV.FEEDBACK_SNS_TOPICS}&Token=2336412f37`;
		for (const url of [
			"https://sns.eu-west-1.amazonaws.com.example.net/SimpleNotificationService-1.pem",
			"http://sns.eu-west-1.amazonaws.com/SimpleNotificationService-1.pem",
			"https://sns.eu-west-1.amazonaws.com:8443/SimpleNotificationService-1.pem",
			"https://sns.eu-west-1.amazonaws.com@example.net/SimpleNotificationService-1.pem",
			"https://example.net/SimpleNotificationService-1.pem",
			"https://s3.eu-west-1.amazonaws.com/bucket/SimpleNotificationService-1.pem",
			"https://sns.eu-west-1.amazonaws.com/bucket/mine.pem",
		])
			expect(await status({ Message: "{}", SigningCertURL: url })).toBe(403);
		expect(
			await status({ Message: "{}", TopicArn: `${ENV.FEEDBACK_SNS_TOPICS}-2` }),
		).toBe(403);
		expect(fetched).toEqual([]);
		for (const host of [
			"https://example.net",
			"http://sns.eu-west-1.amazonaws.com",
			"https://sns.eu-west-1.amazonaws.com.example.net",
		])
			expect(await status({ ...confirmation, SubscribeURL: at(host) })).toBe(
				403,
			);
		expect(fetched).toEqual(fetched.filter((url) => url === CERTIFICATE_URL));
		const right = at("https://sns.eu-west-1.amazonaws.com");
		for (const version of ["1", "2"] as const)
			expect(
				await status({ ...confirmation, SubscribeURL: right }, version),
			).toBe(200);
		expect(fetched.slice(-2)).toEqual([right, right]);
		expect(await status({ Message: "Successfully validated SNS topic." })).toBe(
			200,
		);
		await db.destroy();
	});

	it("with events that can't be read takes the others, and never fails on what is signed", async () => {
		const { db, clock, routes } = await open();
		const good = JSON.parse(bounce("sendgrid", clock.now()).body)[0];
		const mixed = [
			null,
			{ event: "bounce" },
			good,
			7,
			{ event: "open" },
			{ ...good, sg_event_id: "e2", email: "a\u0000b" },
		];
		const response = await post(
			routes,
			"sendgrid",
			bounce("sendgrid", clock.now(), { payload: mixed }),
		);
		expect(await response.json()).toMatchObject({
			taken: 2,
			faults: [expect.any(String), expect.any(String), expect.any(String)],
		});
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(...PROVIDERS),
				fc.oneof(
					fc.jsonValue(),
					fc.record({
						event: fc.constantFrom(
							"bounce",
							"failed",
							"constructor",
							"__proto__",
						),
						eventType: fc.constantFrom(
							"Bounce",
							"Complaint",
							"Reject",
							"toString",
						),
						RecordType: fc.constantFrom("Bounce", "SubscriptionChange"),
						type: fc.constantFrom("bounce", "complaint", "valueOf"),
						Type: fc.constantFrom("HardBounce", "hasOwnProperty"),
						mail: fc.jsonValue(),
						bounce: fc.jsonValue(),
						data: fc.jsonValue(),
					}),
				),
				fc.string({ minLength: 1 }),
				async (provider, payload, event) => {
					const request = bounce(provider, clock.now(), {
						payload,
						event: event.replace(/\P{ASCII}|\p{Cc}|[ .]/gu, "x"),
					});
					const { status } = await post(routes, provider, request);
					expect([200, 400]).toContain(status);
				},
			),
			{ numRuns: 150 },
		);
		await db.destroy();
	});

	it("is not acknowledged when its row could not be written, and is taken when it comes again", async () => {
		const { db, clock, routes } = await open();
		const request = bounce("postmark", clock.now());
		const endRefusal = await refuse({ db }, "insert on feedback", "true");
		expect((await post(routes, "postmark", request)).status).toBe(503);
		await endRefusal();
		expect((await post(routes, "postmark", request)).status).toBe(200);
		expect(
			await db.selectFrom("feedback").select("hash").execute(),
		).toHaveLength(1);
		await db.destroy();
	});

	it("to a provider without a setting, or that is too large, is refused by the public pages too", async () => {
		const { db, app, clock } = await open();
		const none = openSite({ db });
		const path = "/webhooks/feedback/standard";
		const request = bounce("standard", clock.now());
		const init = { method: "POST", ...request };
		expect((await none.app.request(path, init)).status).toBe(404);
		expect((await app.request(path, init)).status).toBe(200);
		const large = { ...init, body: "x".repeat(1_100_000) };
		expect((await app.request(path, large)).status).toBe(413);
		await db.destroy();
	});
});
