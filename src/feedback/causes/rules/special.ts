import type { Rule } from "../rule.ts";

/** Sentences that mean another thing than their words, or than the table would take from them. */
export const SPECIAL: readonly Rule[] = [
	{
		// Microsoft 365 with directory based edge blocking: the address is not in the directory.
		cause: "gone",
		phrases: ["recipient address rejected: access denied"],
		statuses: ["5.4.1", "5.1.10", "5.1.1"],
		example: "550 5.4.1 Recipient address rejected: Access denied.",
	},
	{
		// A Postfix that knows the address by a restriction of its own.
		cause: "policy-them",
		phrases: [
			"recipient address rejected: (access denied|restricted|protected|denied)",
			"recipient address rejected: (policy|not allowed|rejected by)",
		],
		example:
			"554 5.7.1 <reader@example.org>: Recipient address rejected: Access denied",
	},
	{
		cause: "gone",
		phrases: [
			"recipient address rejected: (undeliverable|user|unknown|no such|not found|domain not found|invalid)",
			"recipient address rejected: ..(unknown|not exist|no such)",
		],
		example:
			"550 5.1.1 <reader@example.org>: Recipient address rejected: User unknown in local recipient table",
	},
];
