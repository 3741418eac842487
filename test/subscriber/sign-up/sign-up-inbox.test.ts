import { beforeEach, expect, it } from "vitest";
import type { NewSignUp } from "../../../src/db/sign-up-tables.ts";
import { createSignUpInbox } from "../../../src/subscriber/sign-up/sign-up-inbox.ts";
import { describeDatabases } from "../../support/databases.ts";

const signUp = (email: string, more: Partial<NewSignUp> = {}): NewSignUp => ({
	kind: "subscribe",
	source: "api",
	email,
	email_key: email,
	network: null,
	ip: null,
	user_agent: null,
	form_url: null,
	text_version: "v1",
	tools: null,
	asked_at: "2026-11-20T12:00:00.000Z",
	...more,
});

describeDatabases("the inbox of sign-ups", (database) => {
	let stored: number;
	let inbox: ReturnType<typeof createSignUpInbox>;
	beforeEach(() => {
		stored = 0;
		inbox = createSignUpInbox(
			database.db,
			[{ version: "v1", text: "I want it" }],
			() => stored++,
		);
	});
	const emails = async () => {
		const rows = await database.db
			.selectFrom("sign_ups")
			.select("email")
			.orderBy("id")
			.execute();
		return rows.map(({ email }) => email);
	};

	it("keeps every other sign-up of a batch when the database refuses one", async () => {
		// Both databases refuse a row without an address.
		const bad = signUp("bad@example.com", {
			email: null as unknown as string,
		});
		const results = await Promise.allSettled(
			[
				...Array.from({ length: 40 }, (_, n) => signUp(`a${n}@example.com`)),
				bad,
				...Array.from({ length: 40 }, (_, n) => signUp(`b${n}@example.com`)),
			].map((one) => inbox.store(one)),
		);
		expect(results.filter(({ status }) => status === "rejected")).toHaveLength(
			1,
		);
		expect(results[40]?.status).toBe("rejected");
		expect(await emails()).toHaveLength(80);
		expect(new Set(await emails()).size).toBe(80);
		expect(stored).toBeGreaterThan(0);
	});

	it("goes on after a batch of which every row was refused", async () => {
		const bad = () => signUp("x", { email_key: null as unknown as string });
		const refused = await Promise.allSettled([
			inbox.store(bad()),
			inbox.store(bad()),
		]);
		expect(refused.map(({ status }) => status)).toEqual([
			"rejected",
			"rejected",
		]);
		await inbox.store(signUp("later@example.com"));
		expect(await emails()).toEqual(["later@example.com"]);
	});
});
