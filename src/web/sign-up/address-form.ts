import { type Context, Hono } from "hono";
import { html } from "hono/html";
import {
	type Address,
	AddressFailure,
	type AddressFault,
	parseAddress,
} from "../../subscriber/address.ts";
import type { WebDeps } from "../http/deps.ts";
import { type Html, page, type WebPage } from "../http/page.ts";
import { type Speech, visitorWords } from "../language/words-for.ts";
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
	ask(words: Speech, state: FormState): FormPage;
	/** The page after the form was sent. It must not depend on the address. */
	sent(words: Speech): { title: string; what: string; next: Html | string };
	request(
		fields: AddressFields,
	): Pick<SignUpRequest, "kind" | "formUrl" | "tools" | "language">;
}

/** A page with a form: its head, and what is above and below the form. */
export interface FormPage extends Omit<WebPage, "words" | "main"> {
	heading: Html | string;
	what: string;
	form: Html;
	note: Html | "";
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
	{ path, ask, sent, request }: AddressForm,
): Hono {
	const show = (c: Context, shown: WebPage, status: 200 | 422 = 200) => {
		c.header("cache-control", "no-store");
		return c.html(page(config, shown), status);
	};
	const asking = (words: Speech, state: FormState): WebPage => {
		const { heading, what, form, note, ...head } = ask(words, state);
		return {
			...head,
			words,
			main: html`<section class="narrow">
<h1>${heading}</h1>
<p>${what}</p>
${form}${note === "" ? "" : html`\n<p class="note">${note}</p>`}
</section>`,
		};
	};
	const answer = (words: Speech): WebPage => {
		const { title, what, next } = sent(words);
		return {
			words,
			title,
			main: html`<section class="narrow">
<h1>${title}</h1>
<p>${what}</p>
<p class="note">${next}</p>
</section>`,
		};
	};
	return new Hono()
		.get(path, (c) => show(c, asking(visitorWords(config, c), {})))
		.post(path, async (c) => {
			const words = visitorWords(config, c);
			const { badAddress, formFault } = words.signUp;
			const fields = await readFields(c);
			const { email, language } = fields;
			const again = (state: FormState) => show(c, asking(words, state), 422);
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
			return show(c, answer(words));
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
