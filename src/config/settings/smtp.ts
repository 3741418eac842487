import { z } from "zod";
import {
	parseDomainGroups,
	parseDomainRates,
} from "../../delivery/rates/parse-domain-rates.ts";
import { parseWarmUp } from "../../delivery/rates/warm-up.ts";
import { readStages, type Stage } from "../../delivery/stages/read-stages.ts";
import { describeError } from "../../errors.ts";
import { readSmtpUrls } from "../../mail/smtp/smtp-url.ts";
import { parseRates } from "../../rate.ts";
import { timeSpanMs } from "../../time/time-span.ts";
import { setting } from "../setting.ts";
import {
	oneOf,
	parsedBy,
	timeSpanBetween,
	wholeNumberBetween,
} from "../values.ts";

const smtpUrls = z.string().superRefine((text, context) => {
	try {
		readSmtpUrls(text);
	} catch (error) {
		// Elsewhere the sentence is shown by itself; here the name of the setting comes before it.
		context.addIssue(describeError(error).replace(/^The SMTP URL /, ""));
	}
});

const retryWait = timeSpanBetween("1s", "1d").transform(timeSpanMs);

export const smtpSettings = {
	smtpUrl: setting({
		name: "SMTP_URL",
		schema: smtpUrls,
		doc: `The SMTP server: \`smtp://host:587\` (STARTTLS) or
			\`smtps://user:password@host\` (TLS from the start). For several servers put
			spaces between them: \`?weight=3\` gives a server three times the connections
			of one without it, and \`?rate=50/s,500000/d\` limits what it is given. Mail
			goes out over TLS or not at all. Only to a server without a login in your own
			network (on this machine, with a private address, with a name of one word, or
			below \`.internal\`, \`.local\` or \`.home.arpa\`) it goes without TLS if the
			server offers none. \`?tls=required\` refuses that; \`?tls=offered\` allows it
			for a server whose name does not tell. While
			a server fails, the others take over its connections. Unset: the built-in
			mailbox, and no mail leaves this machine.`,
	}),
	smtpConnections: setting({
		name: "SMTP_CONNECTIONS",
		schema: wholeNumberBetween(1, 100),
		default: "8",
		doc: `How many SMTP connections send at the same time, all servers together, 1
			to 100. When the sender is killed, at most one message for each connection
			may be sent a second time.`,
	}),
	sendRate: setting({
		name: "SEND_RATE",
		schema: parsedBy(
			parseRates,
			"must be written like 50/s,2000/m,50000/h,500000/d",
		),
		unset: [],
		doc: `Limits how many messages all servers together send in a second, minute,
			hour and day: \`50/s,2000/m,50000/h,500000/d\`. Unset: as many as the servers
			accept.`,
	}),
	domainRates: setting({
		name: "DOMAIN_RATE",
		schema: parsedBy(
			parseDomainRates,
			"must be written like gmail.com=20/s,1000/h; *=30/s",
		),
		unset: new Map(),
		doc: `Limits how many messages one recipient domain gets:
			\`gmail.com=20/s,1000/h; *=30/s\`, where \`*\` limits every other domain
			separately. Domains of one mailbox provider, such as gmail.com and
			googlemail.com, share a limit.`,
	}),
	domainGroups: setting({
		name: "DOMAIN_GROUPS",
		schema: parsedBy(
			parseDomainGroups,
			"must be written like corp=corp.example,corp.co.uk",
		),
		unset: new Map(),
		doc: `More domains that share one limit, under a name that DOMAIN_RATE can use:
			\`corp=corp.example,corp.co.uk; other=a.example\`.`,
	}),
	warmUp: setting({
		name: "WARM_UP",
		schema: parsedBy(parseWarmUp, "must be written like 500 x2"),
		doc: `Limits a new sender: \`500 x2\` allows 500 messages on the first day of
			sending and twice as many on each day after it. A changed value starts with
			its first day again.`,
	}),
	stages: setting({
		name: "STAGES",
		schema: z.string().transform((text, context): readonly Stage[] => {
			try {
				return readStages(text);
			} catch (error) {
				context.addIssue(describeError(error));
				return z.NEVER;
			}
		}),
		doc: `Sends an issue in stages: with \`50, 500 after 30m, rest after 2h\` it goes
			to 50 recipients, half an hour after them to 500 more, and two hours after
			those to the rest. Who confirmed most recently comes first. Before each stage
			the digest looks at what was refused, bounced or was reported as spam, and
			pauses the issue if it is too much. Unset: everybody at once.`,
	}),
	unsure: setting({
		name: "UNSURE",
		schema: oneOf("resend", "hold"),
		default: "resend",
		doc: `What to do when a connection breaks after the end of a message, so that
			nobody knows whether the server accepted it. \`resend\`: send the same bytes
			again. \`hold\`: leave it to an editor.`,
	}),
	retryFirst: setting({
		name: "RETRY_FIRST",
		schema: retryWait,
		default: "5m",
		doc: `How long a message waits when the server asks to send it later: \`30s\`,
			\`5m\` or \`4h\`, from 1s to 1d. Each further wait is three times as long as
			the one before, up to RETRY_MAX.`,
	}),
	retryMax: setting({
		name: "RETRY_MAX",
		schema: retryWait,
		default: "4h",
		doc: `The longest wait between two attempts to send a message, from 1s to 1d.
			When it is shorter than RETRY_FIRST, RETRY_FIRST counts.`,
	}),
};
