import { describe, expect, test } from "vitest";
import { Failure } from "../../../src/errors.ts";
import { createSmtpMailer } from "../../../src/mail/smtp/smtp-mailer.ts";
import { readSmtpUrl } from "../../../src/mail/smtp/smtp-url.ts";

test("an SMTP URL with a login requires TLS", () => {
	expect(readSmtpUrl("smtp://u%40x:p%3Aw@mail.example.com")).toEqual({
		host: "mail.example.com",
		port: 587,
		implicitTls: false,
		startTls: "required",
		login: { user: "u@x", pass: "p:w" },
		name: null,
		weight: 1,
		rates: [],
		description: "smtp://mail.example.com:587",
	});
	expect(readSmtpUrl("smtps://u:p@mail.example.com")).toMatchObject({
		port: 465,
		implicitTls: true,
		description: "smtps://mail.example.com:465",
	});
});

test.each([
	["smtp://mail.example.com", "required"],
	["smtp://mail.example.com:25", "required"],
	["smtp://203.0.113.5", "required"],
	["smtp://[2001:db8::1]:25", "required"],
	["smtp://172.32.0.1", "required"],
	["smtp://internal.example.com", "required"],
	["smtp://mail.notlocal", "required"],
	["smtp://mail.example.com?tls=offered", "offered"],
	["smtp://postfix:25", "offered"],
	["smtp://u:p@postfix:25", "required"],
	["smtp://postfix?tls=required", "required"],
	["smtp://10.1.2.3", "offered"],
	["smtp://172.31.0.1", "offered"],
	["smtp://192.168.1.9:25", "offered"],
	["smtp://[fd00::1]", "offered"],
	["smtp://[::ffff:10.0.0.1]", "offered"],
	["smtp://relay.internal", "offered"],
	["smtp://relay.mail.svc.cluster.local", "offered"],
	["smtp://localhost?tls=offered", "offered"],
	["smtp://u:p@localhost?tls=offered", "offered"],
	["smtp://mail.example.com?tls=required", "required"],
	["smtp://localhost:25", "offered"],
	["smtp://u:p@localhost:25", "offered"],
	["smtp://u:p@127.0.0.2", "offered"],
	["smtp://u:p@[::1]:2525", "offered"],
	["smtp://[::1]?tls=off", "off"],
	["smtp://u:p@localhost?tls=off", "off"],
	["smtp://u:p@localhost.example.com", "required"],
	["smtp://u:p@127.0.0.1.example.com", "required"],
])("for the SMTP URL %s, STARTTLS is %s", (url, startTls) => {
	expect(readSmtpUrl(url).startTls).toBe(startTls);
});

test("a host name with other letters becomes one that DNS knows", () => {
	expect(readSmtpUrl("smtps://u:p@mail.exämple")).toMatchObject({
		host: "mail.xn--exmple-cua",
		description: "smtps://mail.xn--exmple-cua:465",
	});
	expect(() => readSmtpUrl("smtp://%00.example")).toThrow(
		/a host name that no server can have/,
	);
});

test("an IPv6 address has no brackets as a host, and keeps them in the description", () => {
	const server = readSmtpUrl("smtp://[::1]:2525");
	expect(server.host).toBe("::1");
	expect(server.description).toBe("smtp://[::1]:2525");
});

describe("an SMTP URL is refused with a sentence that does not quote its login", () => {
	test.each([
		["", /not a URL/],
		["mail.example.com", /not a URL/],
		["http://mail.example.com", /must begin with smtp/],
		["smtp:mail.example.com", /has no host name/],
		["smtp://secretuser@mail.example.com", /without a password/],
		["smtp://:secretpass@mail.example.com", /without a user/],
		["smtp://secretuser:100%secretpass@mail.example.com", /%25/],
		["smtp://mail.example.com/path", /has a path or a fragment/],
		["smtp://mail.example.com?pool=true", /unknown option, pool/],
		["smtp://mail.example.com?name=a%20b", /name=/],
		["smtp://mail.example.com?tls=maybe", /tls=/],
		[
			"smtp://secretuser:secretpass@postfix?tls=offered",
			/tls=offered only with smtp:\/\/ and without a login/,
		],
		["smtps://mail.example.com?tls=offered", /tls=offered only with/],
		[
			"smtp://secretuser:secretpass@mail.example.com?tls=off",
			/on this machine/,
		],
		["smtps://localhost?tls=off", /on this machine/],
	])("%s", (url, sentence) => {
		expect(() => createSmtpMailer(url)).toThrow(Failure);
		expect(() => createSmtpMailer(url)).toThrow(sentence);
		expect(() => createSmtpMailer(url)).not.toThrow(/secret/);
	});
});

test("a mailer's description does not contain its login", () => {
	const mailer = createSmtpMailer("smtps://user:pass@mail.example.com?name=x");
	expect(mailer.description).toBe("smtps://mail.example.com:465");
});
