import { type Context, Hono } from "hono";
import {
	type Address,
	AddressFailure,
	type AddressFault,
	parseAddress,
} from "../../subscriber/address.ts";
import type { WebDeps } from "../http/deps.ts";
import { page, type WebPage } from "../http/page.ts";
import type { PageWords } from "../language/page-words.ts";
import { visitorWords } from "../language/words-for.ts";
import type { FormState } from "./sign-up-form.ts";
import type {
	FormProof,
	SignUpIntake,
	SignUpRequest,
} from "./sign-up-intake.ts";

/** A page whose form asks for an email address. */
export interface AddressForm {
	path: string;
	/** The page with the form. */
	form(words: PageWords, state: FormState): WebPage;
	/** The page after the form was sent. It must not depend on the address. */
	sent(words: PageWords): WebPage;
	request(
		fields: AddressFields,
	): Pick<SignUpRequest, "kind" | "formUrl" | "tools" | "language">;
}

export interface AddressFields extends FormProof {
	email: string;
	/** The honeypot. */
	website: string;
	/** The page that the form was on. */
	from: string;
	/** Slugs of tools, separated by commas. */
	tools: string;
	/** Empty: none was chosen. */
	language: string;
}

/** Shows the form, and hands the address that is sent to the sign-up intake. */
export function addressFormRoutes(
	{ config }: WebDeps,
	intake: SignUpIntake,
	{ path, form, sent, request }: AddressForm,
): Hono {
	const show = (c: Context, shown: WebPage, status: 200 | 422 = 200) => {
		c.header("cache-control", "no-store");
		return c.html(page(config, shown), status);
	};
	return new Hono()
		.get(path, (c) => show(c, form(visitorWords(config, c), {})))
		.post(path, async (c) => {
			const words = visitorWords(config, c);
			const { badAddress, formFault } = words.signUp;
			const fields = await readFields(c);
			const { email, language } = fields;
			const again = (state: FormState) => show(c, form(words, state), 422);
			const address = readAddress(email);
			if (typeof address === "string")
				return again({ email, language, fault: badAddress[address] });
			const fault = await intake.formFault(fields);
			if (fault !== null)
				return again({ email, language, fault: formFault[fault] });
			await intake.submit(c, {
				...request(fields),
				source: "form",
				formLanguage: words.language.tag,
				address,
				honeypotFilled: fields.website !== "",
			});
			return show(c, sent(words));
		});
}

/** A missing field, and a file in place of a text, count as empty. */
async function readFields(c: Context): Promise<AddressFields> {
	const body = await c.req.parseBody();
	const field = (name: string) => {
		const value = body[name];
		return typeof value === "string" ? value : "";
	};
	return {
		email: field("email").trim(),
		website: field("website"),
		opened: field("opened"),
		altcha: field("altcha"),
		from: field("from"),
		tools: field("tools"),
		language: field("language"),
	};
}

/** @returns the address, or the name of what is wrong with it */
export function readAddress(text: string): Address | AddressFault {
	try {
		return parseAddress(text);
	} catch (error) {
		if (error instanceof AddressFailure) return error.fault;
		throw error;
	}
}
