import type { Rule } from "../rule.ts";

/** What says little. It counts only when neither other words nor the status say more. */
export const GENERIC: readonly Rule[] = [
	{
		cause: "gone",
		phrases: [
			"recipient address rejected",
			"recipients? ..(address )?(rejected|refused|not accepted|unavailable|denied|disabled)",
			"(rejected|refused) (the )?(recipient|address)",
			"address ..(rejected|refused|unavailable|not accepted)",
			"mailbox unavailable",
			"mailbox ..(unavailable|not available)",
			"user ..(unavailable|not available|rejected|reject)",
			"(does )?not like (the )?recipient",
			"(unable|not able) to (deliver|relay) to (this )?(recipient|address|user)",
			"has rejected address",
			"undeliverable address",
			"bad address",
			"not delivered to ..mobile",
		],
		example: "550 Requested action not taken: mailbox unavailable",
	},
	{
		cause: "policy-us",
		phrases: [
			"block(ed|ing)?_",
			"(access|permission|service) (is )?denied",
			"denied",
			"prohibit",
			"not (allowed|permitted|authori(s|z)ed|acceptable|welcome)",
			"unauthori(s|z)ed",
			"policy",
			"policies",
			"security",
			"forbidden",
			"banned",
			"unacceptable",
		],
		example: "554 5.7.1 Access denied",
	},
	{
		cause: "transient",
		phrases: [
			"(service|server|system|resource|host) (is )?(currently )?(not available|unavailable|busy|error)",
			"overload",
			"not reachable",
			"unreachable",
			"maintenance",
		],
		example: "554 The site is closed for maintenance",
	},
];
