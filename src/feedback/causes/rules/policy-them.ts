import type { Rule } from "../rule.ts";

/** Their rule about this recipient. Before what is about us: these sentences name the sender too. */
export const POLICY_THEM: readonly Rule[] = [
	{
		cause: "policy-them",
		phrases: [
			"resolver.rst.(sendernotauthenticated|notauthorized|sendernotinallowed|recip|auth)",
			"sendernotauthenticatedfor",
			"sender not (authenticated|authorized|allowed) for (group|mailbox)",
			"delivery restriction check failed",
			"sender not in allowed",
			"recipient not authorized",
			"not authorized to (send|relay messages|deliver).. (to )?(this|the) (recipient|group|distribution|mailbox|list)",
			"permission to (send|post).. (recipient|group|distribution|messages|list)",
			"not allowed to send (mail |messages )?to (this|the|that|@)",
		],
		example:
			"550 5.7.1 RESOLVER.RST.NotAuthorized; not authorized to send to this recipient",
	},
	{
		cause: "policy-them",
		phrases: [
			"(members|subscribers)[ -]only",
			"(only )(members|subscribers|list members)",
			"not (a )?(list )?(member|subscribed|subscriber)",
			"non-?(member|subscriber)",
			"not (allowed|permitted) to post",
			"group you tried to contact",
			"moderated",
			"post to this (list|group)",
		],
		example: "You are not a member of this list, and only members may post.",
	},
	{
		cause: "policy-them",
		phrases: [
			"(they|user|recipient|@|he|she|who|customer) (is |are |does )?(currently )?not accept(ing|s)? (any )?(mail|messages|e-?mail)s? from",
			"(refused|rejected|blocked) by (the )?(recipient|user|addressee|account owner|customer)",
			"(user|recipient|addressee) (has )?(blocked|refused|rejected|rejects|refuses)",
			"(user|recipient|addressee) (does|do) not (want|wish|accept)",
			"only accepts? (mail|messages)",
			"accepts? (mail|messages|e-?mail) only from",
			"(recipient|user)'?s? (preferences|privacy|settings)",
			"delivery restricted",
			"restricted by policy",
			"recipient ..(whitelist|allow ?list|safe ?list)",
			"recipient is (protected|restricted)",
			"(int|rcp)-p[23]",
			"private (mailbox|address)",
			"拒否設定",
			"受信拒否",
			"被收件人拒",
			"收件人拒",
		],
		example:
			"550 The recipient has blocked you, and does not want mail from this address.",
	},
	{
		cause: "policy-them",
		phrases: [
			"receiving mail (at a rate|too quickly)",
			"recipient ..(too many|rate limit|receiving limit)",
			"(user|mailbox) ..receiv.. (too many|too quickly|at a rate)",
		],
		example:
			"550 5.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages from being delivered.",
	},
];
