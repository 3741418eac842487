/**
 * Turns of phrase that say something else than their words, and what each is
 * worth. They are looked for in a clause as `plainWords` gives it, in this order.
 */
export const PHRASES: readonly [RegExp, number][] = [
	[
		/\b(?:needs?|needed|more|some|at|out of|weeks? of|days? of|hours? of) work\b/g,
		-0.3,
	],
	[/\b(?:i|we|you)(?:'d| would| might) (?:like|love)\b/g, -0.5],
	[
		/\b(?:make|let|made) it (?:fail|break|crash|choke)\b|\b(?:tried|try|trying) (?:\w+ )?to (?:break|kill|crash|fool|trick|confuse) (?:it|this)\b/g,
		0.3,
	],
	// What a reviewer does to a tool to test it is no fault of the tool's.
	[
		/\b(?:i|we) (?:\w+ly )?(?:killed|crashed|unplugged|pulled|cut|yanked|corrupted|broke|starved|dropped|interrupted)\b/g,
		0,
	],
	[
		/\b(?:pay|pays|paid|use|uses|keep|keeps|renew|renews|renewed|buy|buys|bought|come|comes) (?:\w+ )?(?:anyway|regardless|gladly|happily)\b/g,
		1.5,
	],
	[/\brounding error\b|\btrial and error\b/g, 0],
	[/\bnever (?:seen|met|had|known) (?:that|this|it|such|anything like)\b/g, 0],
	[
		/\bfree (?:tier|plan|trial|version|account|credits?)\b|\b(?:good|bad|better|strong) (?:weekend|morning|day|coffee)s?\b/g,
		0,
	],
	// For the tool
	[
		/\b(?:bugs?|errors?|flak(?:y|es)|failures?|crashes|alerts?|costs?|bill|latency|time|rate|ones) (?:\w+ )?(?:dropped|drops|fell|falls|went down|shrank|shrinks|sank) (?:from|to|by)\b/g,
		2,
	],
	[/^finally\b|\bmade me (?:laugh|smile|grin)\b/g, 1],
	[
		/\b(?:do|does|did|need) not (?:have|need) to\b|\bno need (?:to|for)\b|\bwithout having to\b/g,
		1,
	],
	[
		/\bno (?:magic|globals?|ads?|bloat|filler|jargon|dark patterns?|lock-in|small print)\b/g,
		1,
	],
	[
		/\bsells itself\b|\b(?:why|how|that) (?:it|this) (?:sells|works|wins)\b/g,
		1.2,
	],
	[
		/\b(?:i|we) (?:have |'ve )?(?:shipped|deployed|replaced|built|closed)\b/g,
		0.7,
	],
	[
		/\bnobody (?:is going to|will|would|wants to|can) (?:\w+ )?(?:move|leave|switch|copy|replace|catch|match)\b/g,
		1.5,
	],
	[
		/\b(?:with|only|just) (?:one|two|three|a few|\d) (?:mistake|error|miss|bug|failure)s?\b/g,
		0.7,
	],
	[
		/\bbefore (?:you|i|we|anyone|anybody) (?:\w+ )?(?:lose|notice|finish|ask|can|could|blink)\w*/g,
		0.8,
	],
	[
		/\b(?:miss(?:ed|es)?|lost|loses|lacks?|lacked|dropped|drops|broke|spilled|leaked) (?:nothing|none|no)\b|\bzero (?:downtime|lost|errors|bugs|regressions|surprises|learning)\b/g,
		1.5,
	],
	[
		/\bthe first (?:\w+ ){1,3}(?:that|to|i|which|where|whose)\b|\bfor the first time\b/g,
		1,
	],
	[/\b(?:i|we)(?: \w+ly| do| also)? (?:like|love|enjoy)\b/g, 1],
	[/\b(?:would|will|'d|'ll) (?:be )?miss(?:ed)?\b/g, 1],
	[/\bknows (?:where|when|what|its|how|that)\b/g, 0.8],
	[/\bthan it should be\b|\bno bugs?\b|\bnot once\b/g, 0.8],
	[/\b(?:not (?:only|just|merely)|no wonder)\b/g, 0],
	[/\bno longer (?:have|has|had|need|want|worry|wait|worth)\w*/g, 1],
	[
		/\bno (?:complaints?|regrets?|surprises?|drama|nonsense|fuss|catch|strings)\b/g,
		1.5,
	],
	[/\b(?:run|ran) out of (?:complaints|objections|excuses)\b/g, 2],
	[/\b(?:pays?|paid) for itself\b|\bpays? off\b|\bpaid off\b/g, 1.5],
	[
		/\bout of the box\b|\bjust works?(?:ed)?\b|\bit works\b|\bit held\b|\bheld (?:up|on)\b|\bhold up\b|\bholds up\b/g,
		1,
	],
	[
		/\b(?:can(?:no|')t|cannot|could not|would not|wouldn't|never) (?:imagine |think of )?(?:go(?:ing)? back|liv(?:e|ing) without|work(?:ing)? without|fault|complain)\b/g,
		2,
	],
	[
		/\bhard to (?:beat|fault|leave|replace|copy|argue with|match|resist|go back)\b/g,
		1.5,
	],
	[
		/\b(?:hard|tough|difficult|impossible) (?:to replicate|to (?:build|do) yourself)\b/g,
		1,
	],
	[
		/\b(?:nobody|no one|no rival|no competitor|nothing) (?:else \w+|can|has|comes|could)\b/g,
		0.8,
	],
	[
		/\bthan (?:its|any|the|most|all|every) (?:other )?(?:rivals?|competitors?|alternatives?|others|rest|incumbents?)\b/g,
		1,
	],
	[
		/\b(?:leaks?|fails?|breaks?|costs?|crash(?:es)?) less\b|\bhad forgotten (?:that|how|what)\b/g,
		1.2,
	],
	[/\bin (?:\S+ ){1,4}(?:instead of|rather than|not) |\bdown from\b/g, 1],
	[
		/\brarer than\b|\bmore than (?:i|we) (?:expected|feared|hoped)\b|\bless than (?:i|we) feared\b|\bfewer than\b/g,
		1,
	],
	[/\bcan live with(?:out)?\b|\bforgiv(?:e|en|able)\b/g, 1],
	[
		/\bwhat it says\b|\bdoes what\b|\bkeeps? (?:its|their) promises?\b|\bdelivers?\b/g,
		1,
	],
	[
		/\b(?:nothing|none of (?:that|this|it)|no one) (?:broke|breaks|stopped|failed|noticed|was lost|matters)\b/g,
		1.5,
	],
	[
		/\b(?:daily|every day|ever since|each morning|nightly|in production)\b/g,
		0.4,
	],
	[
		/\bremoves? (?:a |the |real |my |all |weeks? of |hours? of )*(?:\w+ )?(?:drudgery|pain|friction|plumbing|work|step|complaint|tax)\b/g,
		1.5,
	],
	[
		/\b(?:won|wins) (?:me|us|them) over\b|\bconvince[sd]? me\b|\bcame round\b/g,
		1.5,
	],
	[/\bahead of\b|\bearly (?:enough|to)\b|\bon time\b|\bright side\b/g, 0.7],
	// Against it
	[
		/\b(?:does|do|did) (?:the same|this|that|it|all (?:of )?(?:it|this|that)) (?:\w+ )?(?:for (?:free|less|nothing|half|a \w+ of)|better|cheaper|faster)\b/g,
		-1.5,
	],
	[
		/\b(?:i|we|you|he|she|they) (?:still )?can not (?:tell|say|name|explain|find)\b/g,
		-1,
	],
	[
		/^(?:the|its|their) \w+ still (?!work|run|stand|hold|win|beat|fit|save|lead|match|deliver)\w+/g,
		-0.8,
	],
	[/\bcosts? (?:\w+ )?(?:twice|double|triple|\w+ times)\b/g, -1],
	[
		/\b(?:eats?|ate|hogs?|leaks?|burns?|drains?|chews? through) (?:\w+ )?(?:memory|ram|cpu|disk|battery|cash|money|tokens|credits)\b/g,
		-1.5,
	],
	[
		/\bdoes not (?:work there|exist)\b|\bwill lose (?:them|customers|users|you)\b/g,
		-1,
	],
	[
		/\b(?:is|are|was|were) (?:\w+ )?(?:small|tiny|few|low|short|basic|sparse|minimal|thin)$/g,
		-0.7,
	],
	[/\b(?:and|but|is) nothing (?:else|more)$/g, -0.7],
	[/\balmost no\b/g, -1.5],
	[
		/\b(?:c[ao]mes?|turn(?:s|ed)?) (?:out|back) (?:\w+ )?(?:wrong|empty|blank|broken|garbled|late|different)\b/g,
		-1.5,
	],
	[/\bnone of (?:that|this|it|them) (?:is|was|has|does|did|will)\b/g, -1],
	[
		/\b(?:pric(?:e|es|ing)|costs?|latency|churn|bill|fees?) (?:is|are|was|remains) (?:\w+ )?(?:high|steep|higher)\b/g,
		-1,
	],
	[/\b(?:i|we) (?:only |do )?wish\b|\b(?:my|one|only) wish\b/g, -0.7],
	[
		/\b(?:nobody|none|never) (?:buys?|pays?|uses?|wants?|needs?|opens?|asked|reads?|bought|paid|used)\b/g,
		-1.5,
	],
	[
		/\b(?:i|we) would have (?:\w+ )?(?:asked|liked|preferred|wanted|expected|hoped)\b/g,
		-0.7,
	],
	[/\b(?:i|we|you|one) (?:had|have|has) to\b|\bforces? (?:me|you|us)\b/g, -0.7],
	[/\b(?:drives?|drove|scares?|turns?) (?:\w+ )?away\b/g, -1],
	[
		/\bwins? against\b|\b(?:some|any)(?:body|one) else (?:owns|collects|controls|decides)\b/g,
		-1,
	],
	[/\bdoes not (?:have|hold|handle|support|know|do|offer|help|fit)\b/g, -1],
	[/\btoo (?!many to count)\w+/g, -1],
	[
		/\b(?:walk|walked) away\b|\blook(?:ing)? elsewhere\b|\bstay away\b|\bsteer clear\b/g,
		-2,
	],
	[
		/\b(?:would|could|should|can|will|do|does|did|is|are|was) not (?:be )?(?:enough|ready|there yet|work|worth|scale|last|survive|do|deliver|matter)\b/g,
		-1.5,
	],
	[
		/\bnot (?:a|an|the) (?:\w+ ){0,2}(?:business|product|company|moat|strategy|bargain|venture|job|queue|tool|reason|future)\b/g,
		-1.5,
	],
	[
		/\b(?:no|little|not much|without a|any) (?:\w+ )?(?:moat|path|plan|reason|business|future|buyer|market|data flywheel|lock-in|support|answer|sign|evidence|way|margin|defen[cs]e|defensibility)\b/g,
		-1.2,
	],
	[
		/\bfalls? (?:apart|over|short|flat|down)\b|\bfell (?:apart|over|short|flat)\b|\bgives? up\b|\bgave up\b|\bgoes quiet\b|\bwent quiet\b/g,
		-1.5,
	],
	[
		/\b(?:hit|hits) (?:a|the|memory) walls?\b|\bdead (?:weight|end)\b|\bstep backwards?\b|\bback to (?:the|my|our|paper)\b/g,
		-1.5,
	],
	[
		/\b(?:made|makes|make|making) (?:\w+ )?(?:things? |it |some )?up\b|\bmade-up\b/g,
		-1.5,
	],
	[/\boff by\b|\bone (?:run|time|call|in) in \w+\b|\bonce too often\b/g, -1],
	[
		/\b(?:what|this|that) (?:breaks|kills)\b|\bbreaks (?:is|when|this|as|in|down|at|the|every|on|my|under|for|whenever|if)\b|\bbreaks\b|\bkills\b/g,
		-1,
	],
	[
		/\b(?:last|yesterday's) year's problem\b|\b(?:so far|as yet|yet) to\b|\bnot yet\b|\bthe bin\b/g,
		-1,
	],
	[
		/\bcopies? (?:it|this|the feature)\b|\bcopying\b|\bbundled?\b|\bbuild (?:it|this) (?:yourself|in)\b/g,
		-1,
	],
	[
		/\bgive-?away\b|\bnever pay\b|\bpays? nobody\b|\bwon't pay\b|\bnot pay\b/g,
		-1.5,
	],
	[
		/\b(?:a|the) (?:solution|tool|hammer) (?:looking|in search)\b|\bnice-to-have\b|\bfeature,? not a\b|\bmore than a feature\b/g,
		-1.5,
	],
	[/\b(?:some|somebody|someone) else's\b|\bon (?:a|the) roadmap\b/g, -0.5],
	[/\b(?:cost|costs|lose|loses|burn|burns) (?:them |it |us )?[$€£]\d/g, -1],
];
