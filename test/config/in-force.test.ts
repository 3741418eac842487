import { expect, test } from "vitest";
import { MASKED, settingsInForce } from "../../src/config/in-force.ts";
import { SETTINGS } from "../../src/config/settings.ts";

const PASSWORD = "hunter2-Zq";

const one = (
	name: string,
	env: Record<string, string>,
	file: Record<string, string> = {},
) =>
	settingsInForce({ ...file, ...env }, file)
		.flatMap(({ settings }) => settings)
		.find((setting) => setting.name === name);

test("a setting says whether it came from the environment, from .env or from its default", () => {
	expect(one("PORT", {})).toMatchObject({ value: "8080", from: "default" });
	expect(one("PORT", {}, { PORT: "9000" })).toMatchObject({
		value: "9000",
		from: ".env",
		overrides: false,
	});
	expect(one("PORT", { PORT: "9001" }, { PORT: "9000" })).toMatchObject({
		value: "9001",
		from: "environment",
		overrides: true,
	});
});

test("a secret and a login of a URL are never shown, whatever setting they are in", () => {
	for (const { name, secret } of Object.values(SETTINGS)) {
		const url = one(name, {
			[name]: `smtps://ada:${PASSWORD}@mail.example.com:465/?password=${PASSWORD} second://x:${PASSWORD}@y`,
		});
		expect(url?.value, name).not.toContain(PASSWORD);
		// A name that says secret is one. A file or a selector of a key is none.
		if (/SECRET|PASSWORD|TOKEN|LOGIN|KEY(_OLD)?$/.test(name))
			expect(secret, name).toBe(true);
		if (secret) expect(one(name, { [name]: PASSWORD })?.value).toBe(MASKED);
	}
});
