import { createRequire } from "node:module";

type Library = typeof import("@simplewebauthn/server");

/** What is used of the library's ASN.1 packages. */
interface Schemas {
	AsnParser: { parse(bytes: Uint8Array, target: unknown): unknown };
	AsnProp(options: object): (target: object, name: string) => void;
	AsnPropTypes: { Integer: unknown };
	AsnIntegerArrayBufferConverter: unknown;
}

/** The shortest value: a sequence of the integers 1 and 1. */
const SAMPLE = Uint8Array.of(0x30, 6, 2, 1, 1, 2, 1, 1);

const require = createRequire(import.meta.url);

/**
 * The library that checks passkeys. Where npm installs two versions of its package
 * `@peculiar/asn1-schema`, the one that reads a signature does not know what the other
 * declares, and every ES256 passkey would be refused (MasterKale/SimpleWebAuthn issue
 * 808). So what is missing there is declared again: ECDSA-Sig-Value, RFC 3279 2.2.3.
 */
export function webauthn(): Library {
	const within = createRequire(require.resolve("@simplewebauthn/server"));
	const schemas = within("@peculiar/asn1-schema") as Schemas;
	const { ECDSASigValue } = within("@peculiar/asn1-ecc") as {
		ECDSASigValue: { prototype: object };
	};
	try {
		schemas.AsnParser.parse(SAMPLE, ECDSASigValue);
	} catch {
		const integer = schemas.AsnProp({
			type: schemas.AsnPropTypes.Integer,
			converter: schemas.AsnIntegerArrayBufferConverter,
		});
		for (const name of ["r", "s"]) integer(ECDSASigValue.prototype, name);
	}
	return require("@simplewebauthn/server") as Library;
}
