import type { Rule } from "../rule.ts";

/** Sentences that mean another thing than their words, or than the table would take from them. */
export const SPECIAL: readonly Rule[] = [
	{
		cause: "gone",
		phrases: [
			"(inactive|disabled|no longer active),? (and |or )?(user unknown|does not exist|unknown user)",
		],
		example: "550 Mailbox is inactive, user unknown",
	},
	{
		// cPanel's Exim says it of everything.
		cause: "unknown",
		phrases: [
			"may not exist, they may be blacklisted",
			"may not exist, ..or you may not have permission",
		],
		example:
			"The account or domain may not exist, they may be blacklisted, or missing the proper dns entries.",
	},
	{
		cause: "full",
		phrases: ["user has too many messages"],
		example: "550 The user has too many messages on the server",
	},
	{
		// Yahoo, when the domain has no server at all.
		cause: "gone",
		phrases: ["domain lookup failed"],
		statuses: ["5.4.4", "5.1.2"],
		example: "554 5.4.4 Domain Lookup Failed",
	},
	{
		// Microsoft 365 with directory based edge blocking: the address is not in the directory.
		cause: "gone",
		phrases: ["recipient address rejected: access denied"],
		statuses: ["5.4.1", "5.1.10", "5.1.1"],
		example: "550 5.4.1 Recipient address rejected: Access denied.",
	},
	{
		// Postfix, while it does not try again yet; what follows is the last fault.
		cause: "transient",
		phrases: [
			"delivery temporarily suspended",
			"not found, try again",
			"requested action aborted: local error",
		],
		example:
			"delivery temporarily suspended: Host or domain name not found. Name service error, try again",
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
