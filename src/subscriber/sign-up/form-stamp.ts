import { createHmac, timingSafeEqual } from "node:crypto";
import type { Clock } from "../../clock.ts";

/** Tells when a form was opened, without keeping anything. */
export interface FormStamps {
	make(): string;
	/** Milliseconds since the form was opened; null for what this installation did not stamp. */
	age(stamp: string): number | null;
}

export function createFormStamps(formKey: string, clock: Clock): FormStamps {
	const now = () => Date.parse(clock.now());
	const mac = (time: string) =>
		createHmac("sha256", formKey).update(`opened ${time}`).digest();
	return {
		make() {
			const time = now().toString(36);
			return `${time}.${mac(time).toString("base64url").slice(0, 22)}`;
		},
		age(stamp) {
			const [time = "", tag = ""] = stamp.split(".");
			const given = Buffer.from(tag, "base64url");
			const signed =
				given.length === 16 &&
				timingSafeEqual(given, mac(time).subarray(0, 16));
			return signed ? now() - Number.parseInt(time, 36) : null;
		},
	};
}
