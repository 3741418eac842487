/*
 * Words of praise and of complaint in reviews of software, as base forms:
 * `base-form.ts` finds "crashed" and "crashes" under "crash". Names of products
 * and words of one trade are left out.
 */

/** Each counts for the tool. */
export const PRAISE = words(
	"accelerate accurate admire adopt adorable adore advantage affection affordable airtight amaze ample " +
		"applaud appreciate apt attentive attractive awesome battle-tested beautiful believable beloved " +
		"benefit best better bold bonus boost breakthrough breathtaking bright brilliant bulletproof calm " +
		"capable careful celebrate charming cheap cheaper clarity clean clear clever coherent cohesive " +
		"comfort comfortable commend compelling competent complete compound concise confident considered " +
		"consistent convenient convert convince convincing cool correct courteous credible credit crisp " +
		"crystal-clear cure dazzle decent decisive defensible deft delight delightful delightfully " +
		"dependable deserve deterministic differentiate differentiator dignified disciplined distinctive " +
		"dominate durable earn ease easy economical effective efficient effortless elegant empower endure " +
		"enjoy enough enrich essential excel excellent excite exciting exemplary exquisite extraordinary " +
		"fair faithful fantastic fast faster favorite favourite fine finest first-class flawless flexible " +
		"flourish fluent flywheel fortunate free fresh friendly frugal fun fund future-proof gain gem " +
		"generous genuine glad godlike godsend good gorgeous graceful grateful great handy happily happy " +
		"helpful honest humane humble ideal idempotent immediate impeccable important impress impressive " +
		"improve incredible indispensable infrastructure ingenious innovative insight insightful instant " +
		"instantly intact interesting intuitive invaluable invention joy justify keeper lasting laud lean " +
		"legitimate leverage liberate lightweight lively lossless love lovely low-risk loyal loyalty lucid " +
		"lucrative magic magical magnificent marvel marvellous marvelous masterful masterpiece matter mature " +
		"maturity meaningful memorable meticulous minimal moat modest nail neat nice nifty nimble novel " +
		"obvious outlive outperform outstanding painless patient perfect plenty performant permissive phenomenal " +
		"pioneer pleasant please pleasure plus poetic poetry polish polished polite popular portable potent " +
		"powerful praise precious precise predictable principled prize productive profit profitable progress " +
		"promise promising proper prosper proud prudent quick quicker quiet rapid rare readable readily " +
		"reassure recommend refine refreshing reliable relief remarkable renew renewal repay resilient " +
		"respect responsible responsive restrained reusable reversible rich right rigorous robust safe " +
		"sanity satisfy satisfying save savvy seamless secure sensational sensible serene serious seriously " +
		"sharp shine simple simpler simplify skilful skilled sleek slick smart smooth snappy solid solve " +
		"sophisticated sound sounder spectacular speedy splendid spotless stable standout steady stellar " +
		"stickiness sticky streamlined stronger stun stunning sturdy sublime succeed success superb superior " +
		"superlative support survive sustainable swift tailwind talent tasteful tender terrific tested " +
		"thorough thoughtful thrill thrive tidy tight timely tireless top transparent treat tremendous " +
		"triumph true trust trustworthy trusty unbeatable understand unheard-of unique unlock unmatched " +
		"unobtrusive unrivalled upside uptime usable useful valuable value versatile viable vindicate " +
		"visionary vivid warm watertight wealth welcome well well-made win winner wise witty wonderful work " +
		"workhorse worth worthwhile worthy wow",
);

/** Each counts the tool. */
export const COMPLAINT = words(
	"abandon absent absurd abuse abysmal afraid aggressive aimless alarm alas alienate amateur annoy " +
		"annoying antiquated anxious arbitrary arrogant ashamed avoid awful awkward backfire bad badly " +
		"baffle bait banal bankrupt barren barrier beg behind belated beta betray biased bitter blame bland " +
		"bleed blind bloat bloated bloatware bluff blunder blurry bore boring botch bother bottleneck bounce " +
		"breach brittle broke broken brutal bubble buckle bug buggier buggy bungle burden burn burnout bury " +
		"cancel cannibalise cannibalize careless casualty catch chaos chaotic charade charmless cheat choke " +
		"churn clash clog clumsy clunky clutter cobble collapse collide commodity complain complaint complex " +
		"complexity complicate complicated compress compromise concern condescend confuse confusing " +
		"confusion constrain contaminate contradict convoluted copycat corrupt costlier costly cough " +
		"counterfeit crap crash creak creaky creepy cringe crippled crude cruel crutch cumbersome cynical " +
		"damage danger dangerous dead deadlock dearth debacle decay deceive defect deficient deficit defunct " +
		"degrade delay delusion demolish dependent deplete deprecate derivative desperate deteriorate detour " +
		"detract devoid die difficult dilute dire disagree disappear disappoint disappointing disaster " +
		"discard disconnect disgrace dishonest dislike dismal dismiss disprove disrupt distort " +
		"distract distrust dodge dodgy doom doubt doubtful downgrade drag dread drop drown dubious dull " +
		"duplicate eccentric eject embarrass embarrassing empty erode error evaporate evil exaggerate " +
		"excessive excuse exhaust expensive explode exploit expose extort fabricate fad fade fail failure " +
		"fake false falsified fatal fatigue fault faulty fear feeble fiasco fickle fiction finicky fishy " +
		"flaky flaw flawed flicker flimsy flop fluff foolish footgun forget fragile fragment frail frantic " +
		"fraud freeze friction frustrate frustrating fumble fuzzy gamble gap garbage garbled garish ghost " +
		"gimmick glacial glitch gloomy gouge grave grim grind gross guess guesswork gullible half-baked " +
		"half-finished hallucinate hamper handicap hang haphazard hard harder harm hate hazard hazy hesitate " +
		"hidden hinder hobby hollow hopeless horrible hostage hostile hurt hype hype-driven ignore illegible " +
		"illusion immature impair impossible impractical inability inaccurate inadequate inappropriate " +
		"incoherent incomplete inconsistent inconvenient incorrect ineffective inefficient inept inferior " +
		"inflate infuriate insecure insufficient insult interrupt intrude invalid invasive invent irrelevant " +
		"irritate jam jank janky jargon junk kill kludge kludgy lack lag laggy lapse late lawsuit leaden " +
		"leak leaky lethargic liability lie limit limitation limited lock-in lonely lose loss lost lousy " +
		"malfunction mangle manipulate meagre meaningless mediocre menace mess messy misfire misguided " +
		"mishap mislabel mislead misleading mismatch misplace misquote misread miss misses missing misspell " +
		"mistake mistrust misunderstand mitten mock monotonous moot muddle mundane nag naive narrow neglect " +
		"nightmare noise noisy non-starter nonexistent nonsense nonstarter nowhere nuisance oblivious " +
		"obscure obsolete obstacle offend omit opaque outage outclass outclassed outdated outgrow " +
		"overbearing overblown overcharge overcomplicate overengineered overhead overhyped overkill overlap " +
		"overload overlook overpriced overpromise overrated overreach overrun oversell overstate overwhelm " +
		"overwrite pain painful panic paranoid parasite patchy pathetic penalty peril pester pile pitfall " +
		"plagiarise plague plod pointless pollute pompous poor poorly pressure pretend pricey problem " +
		"problematic punish pushy puzzle quagmire questionable quit rabbit random reckless redundant refund " +
		"refuse refute regress regression regret reject relapse reluctant repetitive replace resent restrict " +
		"rigid rip risk risky roll-back rollback rot rough rude ruin sabotage sacrifice sad sadly sag " +
		"saturate scam scare scary scatterbrained scramble second-rate setback shaky shallow shame shoddy " +
		"shortage shortcoming shortsighted shrink silent silently siloed sink slip slipshod slog slop " +
		"sloppily sloppy slow slower sluggish smother smug snag sour spaghetti spam sparse spartan spill " +
		"spin spit spoil squander squeeze stagnate stale stall starve steal stiff sting stingy stop stress " +
		"struggle stuck stuff stumble stunt stupid stutter subpar suffer suffocate superficial suspect " +
		"suspicious swamp tangle tangled tarnish tedious terrible thin thrash threat threaten throttle " +
		"timeout tire tiresome toothless topple toxic toy tragic trail trap trash treadmill trick trivial " +
		"trouble troubling turmoil ugly unable unacceptable unaware uncertain unclear uncomfortable undercut " +
		"underdeliver undermine underpowered underwhelm underwhelming undo unexplained unfair unfinished " +
		"unfit unfocused unforgivable unfortunately unhappy uninspired uninstall unmaintained unnecessary " +
		"unpleasant unpredictable unproven unreadable unreliable unsafe unsigned unstable unsupported " +
		"unsustainable untenable untested untrue unusable unwanted unwieldy upset useless vague vanish " +
		"vaporware verbose victim violate void volatile vulnerable warn waste weak weaken weakness weird " +
		"wither wobble woeful wonky workaround worry worse worst worthless wrapper wreck wrong wrongly yawn " +
		"zombie",
);

/** Nothing the tool when it has them, and praise when it has none. */
export const BURDENS = words(
	"account admin agent api babysit boilerplate ceiling ceremony change charge click code complaint " +
		"config configuration contract cost credential cron daemon dashboard data dependency downtime edge " +
		"effort engineer extra fee file form fuss grammar handholding hassle headache hop hour install " +
		"installer intervention key learning licence license login maintenance manual markup meeting " +
		"migration minimum minute money obligation overhead page paperwork password plugin plumbing quota " +
		"rate restriction rewrite royalty script second server session setting setup sign sign-up string " +
		"subscription surcharge surprise team telemetry third ticket token tool touch tracking training " +
		"upsell vendor wait watermark weekend worry yaml zero-day",
);

function words(list: string): ReadonlySet<string> {
	return new Set(list.split(" "));
}
