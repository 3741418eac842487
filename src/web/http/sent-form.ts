import type { Context } from "hono";
import { Failure } from "../../errors.ts";
import { type Address, parseAddress } from "../../subscriber/address.ts";
import type { Door } from "../sign-up/sign-up-intake.ts";

/** A form that asks for something by address; without an address it is to be sent again, for this fault. */
export type Asked = { form: SentForm } & (
	| { address: Address; fault: null }
	| { address: null; fault: string }
);

export async function readAsked(c: Context, door: Door): Promise<Asked> {
	const form = await readForm(c);
	const address = readAddress(form.email);
	if (typeof address === "string")
		return { form, address: null, fault: address };
	const fault = await door.formFault(form);
	return fault === null
		? { form, address, fault }
		: { form, address: null, fault };
}

interface SentForm {
	email: string;
	website: string;
	opened: string;
	altcha: string;
	from: string;
	tools: string;
}

/** The fields of a form of ours; what is missing, or a file, is empty. */
async function readForm(c: Context): Promise<SentForm> {
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
	};
}

/** An address, or why it is none. */
export function readAddress(text: string): Address | string {
	try {
		return parseAddress(text);
	} catch (error) {
		if (error instanceof Failure) return error.message;
		throw error;
	}
}
