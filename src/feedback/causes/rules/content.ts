import type { Rule } from "../rule.ts";

export const CONTENT: readonly Rule[] = [
	{
		cause: "content",
		phrases: [
			"(message|mail|e-?mail|data|attachment|file)s? ..(exceeds? |exceeded |exceeding |over |larger than |greater than |above |beyond )(the |a |your |our |google's |this |recipient )?(server )?(fixed|maximum|max|size|limit|allowed|permitted|message|size)",
			"(message|mail|e-?mail|maximum|max) (file )?(size|length)",
			"size (limit|exceed|violation|restriction)",
			"too (large|big)",
			"(message|mail|e-?mail) exceed",
			"(zu gross|zu groß|trop volumineux|demasiado grande|muito grande|troppo grande)",
			"слишком больш",
			"サイズ…(超|上限|大き)",
			"过大",
			"太大",
		],
		example: "552 5.3.4 Message size exceeds fixed maximum message size",
	},
	{
		cause: "content",
		phrases: [
			"spam_",
			"spam(my|ming|assassin)?_",
			"(virus|malware|phish|infected|trojan|worm)",
			"unsolicited",
			"(bulk|junk) (mail|e-?mail|message)",
			"junk",
			"suspicious",
			"(surbl|uribl|dbl)_",
			"(url|link|uri)s? ..(block|blacklist|listed|prohibit|not allowed|suspicious)",
			"垃圾",
			"スパム",
			"迷惑メール",
			"спам",
		],
		example: "550 5.7.1 Message rejected as spam",
	},
	{
		cause: "content",
		phrases: [
			"(illegal|prohibited|blocked|forbidden|banned|dangerous|unacceptable) (attachment|content|file)",
			"attach(ment|ed) ..(not (allowed|accepted|permitted)|block|illegal|prohibit|forbidden|reject|type)",
			"content[- ](filter|reject|policy|block|type|restriction|violation|not)",
			"(message|mail|e-?mail)('s)? (content|body|text) ..(reject|filter|block|not|denied|refus|prohibit|violat)",
			"(reject|block|refus|denied).. (content|attachment)",
			"(message|mail|e-?mail) (was |has been )?(rejected|blocked|refused|filtered) (by|due to|because)",
			"detected as",
			"content (denied|refused|not)",
			"conversion (required|not)",
			"(8bit|8-bit|binary) ..not",
		],
		example:
			"552 5.7.0 Our system detected an illegal attachment on your message.",
	},
];
