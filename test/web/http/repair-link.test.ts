import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SLUG, slugOf } from "../../../src/catalog/slug.ts";
import { MAX_CANDIDATES } from "../../../src/subscriber/find-token.ts";
import { createTokens, type Purpose } from "../../../src/subscriber/token.ts";
import { linkWord, repairPath } from "../../../src/web/http/repair-link.ts";

const tokens = createTokens("a secret for the tests, long enough");
const roots = new Set([
	...["c", "tools", "issues", "unsubscribe", "confirm", "vote", "bookmarks"],
	...["preferences", "subscribe", "api", "assets", "healthz", "readyz"],
]);
const actions = new Set(["never", "data", "data.json", "pause", "back"]);
const at = (prefix: string) => ({ prefix, roots, actions, tokens });
const pathOf = (url: string, prefix = "") => repairPath(url, at(prefix));

const purposes: Purpose[] = ["unsubscribe", "vote", "bookmarks", "preferences"];
const signedLink = fc
	.record({
		purpose: fc.constantFrom(...purposes),
		id: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
		epoch: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 65_535 })),
	})
	.map(({ purpose, id, epoch }) => ({
		root: purpose as string,
		token: tokens.sign(purpose, id, epoch),
	}));
const confirmationLink = fc
	.uint8Array({ minLength: 16, maxLength: 16 })
	.map((bytes) => ({
		root: "confirm",
		token: Buffer.from(bytes).toString("base64url"),
	}));
const link = fc.oneof(signedLink, confirmationLink);
const action = fc.constantFrom("", "", "/never", "/data.json", "/pause");

/** What is put behind a link, in the spellings in which it arrives. */
const behind = fc
	.array(
		fc.constantFrom(
			...["/", ".", ",", ";", ":", "!", ")", "]", "}", ">", '"', "'", "”", "’"],
			...["»", "…", "*", "|", "\\", "=", "\r\n", "\n", " ", "\t", "\u200B"],
			...["&gt;", "=20", "=\r\n"],
		),
		{ minLength: 1, maxLength: 3 },
	)
	// A letter that follows white space may be the rest of a token that was split.
	.filter((parts) => !/\w/.test(parts.slice(1).join("")))
	.chain((parts) =>
		fc.constantFrom(parts.join(""), encodeURIComponent(parts.join(""))),
	);

const splitBy = fc.constantFrom(
	...[" ", "%20", "%0D%0A", "%0A", "=%0D%0A", "=%0A", "%3D%0D%0A", "=", "+"],
	...["%E2%80%8B", "%C2%AD", "\r\n", "\u200B"],
);

describe("repairing a link", () => {
	it("leaves every link that we wrote as it is", () => {
		fc.assert(
			fc.property(link, action, ({ root, token }, rest) => {
				expect(pathOf(`/${root}/${token}${rest}`)).toBe(
					`/${root}/${token}${rest}`,
				);
			}),
			{ numRuns: 500 },
		);
		for (const path of [
			...["/", "/c/a-vs-b", "/tools/a", "/issues/12", "/issues", "/nix"],
			...["/assets/proof.0a1b2c.js", "/api/v1/tools", "/preferences"],
		])
			expect(pathOf(path)).toBe(path);
	});

	it("finds the token whatever was put behind it", () => {
		fc.assert(
			fc.property(link, action, behind, ({ root, token }, rest, junk) => {
				expect(pathOf(`/${root}/${token}${rest}${junk}`)).toBe(
					`/${root}/${token}${rest}`,
				);
			}),
			{ numRuns: 2_000 },
		);
	});

	it("puts together a token that was split at any place", () => {
		fc.assert(
			fc.property(
				link,
				splitBy.filter((by) => by !== "+"),
				fc.nat(),
				({ root, token }, by, where) => {
					const place = 1 + (where % (token.length - 1));
					const split = `${token.slice(0, place)}${by}${token.slice(place)}`;
					expect(pathOf(`/${root}/${split}`)).toBe(`/${root}/${token}`);
				},
			),
			{ numRuns: 2_000 },
		);
	});

	it("finds the token between the marks of emphasis, and before the words that follow", () => {
		fc.assert(
			fc.property(
				signedLink,
				fc.constantFrom("_", "__", "-", "*", "%20is%20my%20link", "%20-"),
				({ root, token }, after) => {
					expect(pathOf(`/${root}/${token}${after}`)).toBe(`/${root}/${token}`);
				},
			),
		);
	});

	it("takes doubled slashes, capitals in the scheme, host and page, and tracking parameters", () => {
		fc.assert(
			fc.property(link, ({ root, token }) => {
				const expected = `/${root}/${token}`;
				for (const url of [
					`HTTPS://DIGEST.Example.COM/${root}/${token}`,
					`https://digest.example.com//${root}//${token}//`,
					`/${root.toUpperCase()}/${token}?utm_source=mail&fbclid=x.y`,
					`/${root}/${token}/?mc_cid=1`,
				])
					expect(pathOf(url)).toBe(expected);
			}),
		);
	});

	it("finds the token whatever was put before it, or glued to it", () => {
		const before = fc.constantFrom(
			...["", "<", "%3C", '"', "%22", "'", "*", "**", "_", "__", "(", "["],
			...["3D", "=3D", "%3D", "%253D", "=%0D%0A", "%2F", "/", "%20", "&lt;"],
			...["%E2%80%9C", "%C2%AB", "%EF%BB%BF", "url%3A", "%253C"],
		);
		const after = fc.constantFrom(
			...["", "and", "Thanks", ".Thanks", "%2EThanks", ",ok", ">", "%3E", "*"],
			...["/index.html", "/index", "%2Findex.html", "/%20", "%0A%0AThanks%20a"],
			...["%0D%0AOn%20Tue%20she%20wrote", "&gt;and", "%22%3Ehere%3C/a%3E"],
			...["%2520", "%250A", ".html", "/.", "...", "%E2%80%A6", "__"],
		);
		fc.assert(
			fc.property(link, before, after, ({ root, token }, left, right) => {
				expect(pathOf(`/${root}/${left}${token}${right}`)).toBe(
					`/${root}/${token}`,
				);
			}),
			{ numRuns: 5_000 },
		);
	});

	it("finds the page whatever broke within its name", () => {
		const cut = fc.constantFrom(
			"=%0D%0A",
			"=\r\n",
			"%0A",
			"=",
			"%20",
			"%C2%AD",
		);
		fc.assert(
			fc.property(link, action, cut, fc.nat(), (one, rest, by, where) => {
				const { root, token } = one;
				const place = 1 + (where % (root.length - 1));
				const split = `${root.slice(0, place)}${by}${root.slice(place)}`;
				for (const slash of ["/", "%2F", "/%2F"])
					expect(pathOf(`/${split}${slash}${token}${rest}`)).toBe(
						`/${root}/${token}${rest}`,
					);
			}),
			{ numRuns: 500 },
		);
	});

	it("verifies no more than some dozens of candidates, whatever the link is", () => {
		let verified = 0;
		const counting = {
			keyNames: tokens.keyNames,
			verify: (purpose: Purpose, token: string) => {
				verified++;
				return tokens.verify(purpose, token);
			},
		};
		const name = tokens.keyNames;
		const piece = fc.constantFrom(name, `${name}a`, "=20", ".", "x/", "%2F");
		fc.assert(
			fc.property(
				fc.array(piece, { minLength: 1, maxLength: 2_000 }),
				(all) => {
					verified = 0;
					const path = repairPath(`/vote/${all.join("")}`, {
						...at(""),
						tokens: counting,
					});
					expect(verified).toBeLessThanOrEqual(1 + MAX_CANDIDATES);
					expect(tokens.verify("vote", path.split("/")[2] ?? "")).toBeNull();
				},
			),
			{ numRuns: 200 },
		);
	});

	it("makes no token out of a wrong one", () => {
		fc.assert(
			fc.property(
				signedLink,
				fc.stringMatching(/^[\w-]{1,40}$/),
				({ root }, wrong) => {
					const path = pathOf(`/${root}/${wrong}.`);
					const token = path.split("/")[2] ?? "";
					expect(tokens.verify(root as Purpose, token)).toBeNull();
				},
			),
		);
	});

	it("never throws, and keeps U+0000 for the check that refuses it", () => {
		fc.assert(
			fc.property(fc.string({ unit: "binary" }), (text) => {
				for (const root of ["", "c/", "vote/", "confirm/", "nix/"])
					expect(pathOf(`/${root}${text}`)).toMatch(/^\//);
			}),
			{ numRuns: 1_000 },
		);
		expect(pathOf("/c/a%00")).toContain("%00");
		expect(pathOf("/vote/%00")).toContain("%00");
	});
});

describe("the query of a link", () => {
	const read = (url: string) => [linkWord(url, "tool"), linkWord(url, "vote")];
	const token = tokens.sign("vote", 7);

	it.each([
		`/vote/${token}?tool=a-b&vote=ship`,
		`/vote/${token}?tool=a-b&amp;vote=ship`,
		`/vote/${token}?tool=3Da-b&vote=3Dship`,
		`/vote/${token}?tool=a=%0D%0A-b&vote=ship`,
		`/vote/${token}?tool=a%20-b&vote=ship%0D%0A`,
		`/vote/${token}?tool=a-b&vote=ship.`,
		`/vote/${token}?tool=a-b&vote=ship)&utm_source=x`,
		`/vote/${token}?utm_source=x&tool=a-b&vote=ship?fbclid=y`,
		`/vote/${token}%3Ftool=a-b&vote=ship`,
		`/vote/${token}?tool=a-b=20&vote=ship=20`,
		`/vote/${token}?tool=a-b=3D&vote=ship=0D=0A`,
		`/vote/${token}?tool=a-b%3D20&vote=ship=2E=20=3E`,
		`/vote/${token}?tool==3Da-b=20&vote==3Dship=22`,
	])("is read from %s", (url) => {
		expect(read(url)).toEqual(["a-b", "ship"]);
	});
});

describe("what quoted-printable leaves in a word or path", () => {
	const word = fc
		.oneof(
			fc.stringMatching(/^[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,3}$/),
			fc.constantFrom("café-20", "名前", "قلم-20", "ü"),
		)
		.map((text) => text.normalize("NFC"));
	/** All that RFC 2045 6.7 writes for the bytes of a text. */
	const quoted = (text: string) =>
		[...Buffer.from(text)]
			.map((byte) =>
				/[a-z\d-]/.test(String.fromCharCode(byte))
					? String.fromCharCode(byte)
					: `=${byte.toString(16).toUpperCase().padStart(2, "0")}`,
			)
			.join("");
	const tail = fc
		.array(fc.constantFrom(..." =\r\n\t.,;:!?)]}>\"'*|\\/"), { maxLength: 3 })
		.map((all) => all.join(""));

	it("is read as what was written, in every spelling", () => {
		fc.assert(
			fc.property(word, tail, (text, after) => {
				for (const left of [
					quoted(text + after),
					quoted(text + after).toLowerCase(),
					encodeURIComponent(quoted(text + after)),
				]) {
					const url = `https://digest.example.com/vote/x?tool=${left}&vote=ship`;
					expect(linkWord(url, "tool")).toBe(text);
					for (const root of ["c", "tools"])
						expect(decodeURI(pathOf(`/${root}/${left}`))).toBe(
							`/${root}/${text}`,
						);
				}
			}),
			{ numRuns: 1_000 },
		);
	});

	it("is no part of a word that was broken in two", () => {
		for (const rest of ["20-b", "ab-c", "c3", "3d", "e2a"])
			expect(linkWord(`/vote/x?tool=a-=%0D%0A${rest}`, "tool")).toBe(
				`a-${rest}`,
			);
		expect(linkWord("/vote/x?tool=a-=20b", "tool")).toBe("a-20b");
		expect(pathOf("/c/a=00")).toBe("/c/a=00");
	});
});

describe("the path of PUBLIC_URL", () => {
	const paths = [
		...["/", "/c/a-vs-b", "/issues", "/api/v1/tools", "/assets/a.js"],
		`/vote/${tokens.sign("vote", 7)}`,
	];

	it.each(["/digest", "/a/b", "/news-letter", "/%C3%BC", "/c", "/tools"])(
		"%s may be in front of a request, or be removed by the proxy",
		(prefix) => {
			for (const path of paths) {
				expect(pathOf(`${prefix}${path}`, prefix)).toBe(path);
				expect(pathOf(path, prefix)).toBe(path);
			}
			expect(pathOf(prefix, prefix)).toBe("/");
			expect(pathOf(`//${prefix}//`, prefix)).toBe("/");
		},
	);

	it("is no prefix of a longer name", () => {
		expect(pathOf("/digests/c/a", "/digest")).toBe("/digests/c/a");
	});
});

describe("a slug of any script", () => {
	const slug = fc
		.oneof(
			fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }),
			fc.constantFrom(
				"한국어 도구",
				"हिन्दी",
				"ไทยทูลี่",
				"כלי הפלאים 7",
				"أداة الذكاء",
				"Café & Croquis",
			),
		)
		.map(slugOf)
		.filter((text) => SLUG.test(text));

	it("is read from a link as it was written", () => {
		fc.assert(
			fc.property(slug, (text) => {
				const word = encodeURIComponent(text);
				const url = `https://digest.example.com/vote/x?tool=${word}&vote=ship`;
				expect(linkWord(url, "tool")).toBe(text);
				expect(linkWord(`${url}&gt;`, "vote")).toBe("ship");
				for (const root of ["c", "tools"])
					expect(decodeURI(pathOf(`/${root}/${word}`))).toBe(
						`/${root}/${text}`,
					);
			}),
		);
	});
});
