import { type Context, Hono } from "hono";
import { Failure } from "../../errors.ts";
import { type Address, parseAddress } from "../../subscriber/address.ts";
import type { WebDeps } from "../http/deps.ts";
import { page, type WebPage } from "../http/page.ts";
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
	form(state: FormState): WebPage;
	/** The page after the form was sent. It must not depend on the address. */
	sent(): WebPage;
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
		.get(path, (c) => show(c, form({ language: c.req.query("lang") ?? "" })))
		.post(path, async (c) => {
			const fields = await readFields(c);
			const { email, language } = fields;
			const address = readAddress(email);
			if (typeof address === "string")
				return show(c, form({ email, language, fault: address }), 422);
			const fault = await intake.formFault(fields);
			if (fault !== null) return show(c, form({ email, language, fault }), 422);
			await intake.submit(c, {
				...request(fields),
				source: "form",
				address,
				honeypotFilled: fields.website !== "",
			});
			return show(c, sent());
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

/** @returns the address, or a sentence that says why the text is none */
export function readAddress(text: string): Address | string {
	try {
		return parseAddress(text);
	} catch (error) {
		if (error instanceof Failure) return error.message;
		throw error;
	}
}
