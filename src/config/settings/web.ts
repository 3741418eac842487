import { z } from "zod";
import { parseNetworks } from "../../subscriber/network.ts";
import { setting } from "../setting.ts";
import {
	flag,
	publicUrl,
	studioUrl,
	wholeNumberBetween,
	words,
} from "../values.ts";

const secret = z
	.string()
	.min(
		32,
		"must be 32 characters or more; make one with: openssl rand -hex 32",
	);

export const webSettings = {
	host: setting({
		name: "HOST",
		schema: z.string(),
		default: "127.0.0.1",
		doc: "The network address on which the pages for readers listen. `0.0.0.0`: on all of them.",
	}),
	port: setting({
		name: "PORT",
		schema: wholeNumberBetween(0, 65_535),
		default: "8080",
		doc: "The port of the pages for readers.",
	}),
	publicUrl: setting({
		name: "PUBLIC_URL",
		schema: publicUrl,
		doc: `The URL at which readers reach the pages, such as
			\`https://digest.example.com\`. All links in mails begin with it. It may
			have a path, \`https://example.com/digest\`, whether your proxy passes it on
			or removes it. Unset: \`http://localhost:PORT\`.`,
	}),
	studioPort: setting({
		name: "STUDIO_PORT",
		schema: wholeNumberBetween(0, 65_535),
		default: "8081",
		doc: "The port of the studio and the built-in mailbox.",
	}),
	studioUrl: setting({
		name: "STUDIO_URL",
		schema: studioUrl,
		doc: `The address at which editors open the studio, such as
			\`https://studio.example.com\`: \`https\`, or \`http\` on this machine, and
			without a path. Set: nobody gets in without signing in; add the first editor
			with \`digest editors add ADDRESS\`. Unset: the studio has no login, and can
			only be opened on this machine, at \`http://localhost:STUDIO_PORT\`.`,
	}),
	studioHost: setting({
		name: "STUDIO_HOST",
		schema: z.string(),
		default: "127.0.0.1",
		doc: `The network address on which the studio listens. \`0.0.0.0\`: on all of
			them. Another one than the loopback's needs STUDIO_URL.`,
	}),
	trustedProxies: setting({
		name: "TRUSTED_PROXIES",
		schema: words.refine((list) => parseNetworks(list) !== null, {
			error:
				"must be addresses or ranges such as: loopback 10.0.0.0/8 2001:db8::1",
		}),
		unset: [],
		doc: `Reverse proxies in front of the pages, whose X-Forwarded-For header is
			believed: addresses or ranges with spaces between them, such as
			\`10.0.0.0/8\`, or \`loopback\` for a proxy on this machine. Unset: the header
			is ignored.`,
	}),
	proofOfWork: setting({
		name: "PROOF_OF_WORK",
		schema: flag,
		default: "false",
		doc: `\`true\`: the browser of each person who signs up must compute for about a
			second. Use it while the form is flooded.`,
	}),
	signUpsPerNetwork: setting({
		name: "SIGN_UPS_PER_NETWORK",
		schema: wholeNumberBetween(1, 1_000_000),
		default: "20",
		doc: "How many sign-ups one network (an IPv4 address or an IPv6 /64) may send in an hour.",
	}),
	secretKey: setting({
		name: "SECRET_KEY",
		secret: true,
		schema: secret,
		doc: `Signs the links in mails; 32 characters or more. Make one with: \`openssl
			rand -hex 32\`. Unset: one is generated and kept in the database.`,
	}),
	secretKeysOld: setting({
		name: "SECRET_KEY_OLD",
		secret: true,
		schema: words.pipe(z.array(secret)),
		unset: [],
		doc: `Earlier secrets with spaces between them, so that links in old mails still
			work. When you change SECRET_KEY, move the old one here.`,
	}),
};
