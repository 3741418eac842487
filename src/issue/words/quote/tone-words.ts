/*
 * Words of praise and of complaint in reviews of software, as base forms:
 * `base-form.ts` finds "crashed" and "crashes" under "crash". Names of products
 * and words of one trade are left out.
 */

/** Each counts for the tool. */
export const PRAISE = words(
	"accelerate accurate admirable admire adopt adorable adore advantage affection affordable " +
		"agreeable airtight amaze ample applaud appreciate apt astonishing astounding attentive " +
		"attractive awesome battle-tested beautiful believable beloved benefit best better " +
		"blessing bold bonus boost breakthrough breathtaking bright brilliant brisk bulletproof calm " +
		"capable careful celebrate charming cheap cheaper cheerful clarity classy clean clear clever " +
		"coherent cohesive comfort comfortable commend commendable compelling competent complete compound " +
		"concise confident considerate considered consistent convenient convert convince convincing cool " +
		"correct courteous credible credit crisp crystal-clear cure dazzle dazzling decent decisive " +
		"defensible deft delight delightful delightfully dependable deserve deterministic differentiate " +
		"differentiator dignified disciplined distinctive dominate durable earn ease easy economical " +
		"effective efficient effortless elegant eloquent empower enchanting endure engaging enjoy enough " +
		"enrich enthralling enviable essential excel excellent exceptional excite exciting exemplary " +
		"exquisite extraordinary fabulous fair faithful fantastic fast faster faultless favorite " +
		"favourite fine finest first-class flair flawless flexible flourish fluent flywheel formidable " +
		"fortunate free fresh frictionless friendly frugal fun fund future-proof gain gem generous genius " +
		"gentle genuine glad godlike godsend good gorgeous graceful grateful great handsome handy happily " +
		"happy helpful hero heroic honest honeymoon humane humble ideal idempotent immaculate immediate " +
		"impeccable important impress impressive improve incredible indispensable infrastructure " +
		"ingenious innovative insight insightful inspired inspiring instant instantly intact intelligent " +
		"interesting intuitive invaluable invention irresistible joy joyous justify keen keeper lasting " +
		"laud laudable lean legendary legitimate leverage liberate lifesaver lightweight likable likeable " +
		"lively lossless lovable love lovely low-risk loyal loyalty lucid lucrative luxurious magic " +
		"magical magnificent marvel marvellous marvelous masterful masterpiece matter mature maturity " +
		"meaningful memorable merit meticulous minimal miracle miraculous moat modest nail neat nice " +
		"nifty nimble novel obvious optimal outlive outperform outstanding painless palatable patient " +
		"peerless perfect perfection performant permissive persuasive phenomenal pioneer plausible " +
		"pleasant please pleasure plenty plus poetic poetry polish polished polite popular portable " +
		"potent powerful praise precious precise predictable pretty principled pristine prize productive " +
		"profit profitable progress promise promising proper prosper proud proven prudent punctual quick " +
		"quicker quiet rapid rare readable readily reassure recommend refine refined refreshing relaxed " +
		"reliable relief remarkable renew renewal repay resilient respect responsible responsive " +
		"restrained reusable revelation reversible rewarding rich right rigorous robust rock-solid safe " +
		"sane sanity satisfy satisfying save savvy seamless secure sensational sensible serene serious " +
		"seriously sharp shine simple simpler simplify skilful skilled sleek slick smart smooth snappy " +
		"solid solve soothing sophisticated sound sounder sparkling spectacular speedy splendid spot-on " +
		"spotless stable standout steady stellar sterling stickiness sticky straightforward streamlined " +
		"striking stronger stun stunning sturdy stylish sublime succeed success superb superior " +
		"superlative support survive sustainable swift tailwind talent tasteful tempting tender terrific " +
		"tested thorough thoughtful thrill thrive tidy tight timely tireless tolerable top transparent " +
		"treasure treat tremendous triumph true trust trustworthy trusty unbeatable uncluttered " +
		"understand unflappable unfussy unheard-of unique unlock unmatched unobtrusive unrivalled upbeat " +
		"uplifting upside uptime usable useful user-friendly valuable value versatile viable vindicate " +
		"visionary vivid warm watertight wealth welcome well well-built well-designed well-documented " +
		"well-made well-written win winner wise witty wonderful work workhorse worth worthwhile worthy " +
		"wow zippy",
);

/** Each counts the tool. */
export const COMPLAINT = words(
	"abandon abominable absent absurd abuse abysmal afraid aggressive agony aimless alarm alas " +
		"alienate amateur annoy annoying antiquated anxious appalling arbitrary arrogant ashamed " +
		"atrocious avoid awful awkward backfire bad badly baffle bait banal bankrupt barren barrier beg " +
		"behind belated beta betray bewildering biased bitter blame bland bleed blind bloat bloated " +
		"bloatware bluff blunder blurry bogus bore boring botch bother bottleneck bounce breach brittle " +
		"broke broken brutal bubble buckle bug buggier buggy bungle burden bureaucratic burn burnout bury " +
		"cancel cannibalise cannibalize careless casualty catch chaos chaotic charade charmless cheat " +
		"cheesy choke chore churn clash clog cloying clumsy clunky clutter cobble collapse collide " +
		"commodity complain complaint complex complexity complicate complicated compress compromise " +
		"concern condescend confuse confusing confusion constrain contaminate contradict contrived " +
		"convoluted copycat corrupt costlier costly cough counterfeit crap crash crass crawl creak creaky " +
		"creepy cringe crippled crooked crude cruel crutch cumbersome cynical daft damage danger " +
		"dangerous dated daunting dead deadlock dearth debacle decay deceive defect defective deficient " +
		"deficit defunct degrade delay delusion demanding demolish dependent deplete deplorable deprecate " +
		"derivative desperate deteriorate detour detract detrimental devoid die difficult dilute dire " +
		"disagree disappear disappoint disappointing disaster disastrous discard disconnect disgrace " +
		"disgusting dishonest disjointed dislike dismal dismiss disorganised disorganized disprove " +
		"disrupt distasteful distort distract distrust dodge dodgy doom doubt doubtful downgrade drab " +
		"drag drawback dread dreary drop drown dubious dull dumb duplicate eccentric eject embarrass " +
		"embarrassing embarrassment empty erode erratic error evaporate evasive evil exaggerate excessive " +
		"excuse exhaust exorbitant expensive explode exploit expose extort extortionate eyesore fabricate " +
		"fad fade fail failure fake false falsified fatal fatigue fault faulty fear feeble fiasco fickle " +
		"fiction finicky fishy flaky flaw flawed flicker flimsy flop fluff foolish footgun forget " +
		"forgetful fragile fragment frail frantic fraud freeze friction frustrate frustrating fumble " +
		"fussy fuzzy gamble gap garbage garbled garish ghastly ghost gibberish gimmick glacial glitch " +
		"gloomy gouge grave grim grind gross grotesque guess guesswork gullible half-baked half-finished " +
		"hallucinate hamper handicap hang haphazard hard harder harm hate hazard hazy heavy-handed " +
		"hesitate hidden hideous hinder hobby hollow hopeless horrendous horrible horrid hostage hostile " +
		"hurt hype hype-driven idiotic ignorant ignore illegible illusion immature impair impossible " +
		"impractical imprecise inability inaccurate inadequate inane inappropriate incoherent incomplete " +
		"inconsistent inconvenient incorrect ineffective inefficient inept inferior inflate inflexible " +
		"infuriate insane insecure insipid insufficient insult interrupt intolerable intrude intrusive " +
		"invalid invasive invent irrelevant irritate jam jank janky jargon jarring jumbled junk kill " +
		"kludge kludgy lack lag laggy lame lapse late lawsuit lazy leaden leak leaky lethargic liability " +
		"lie lifeless limit limitation limited lock-in lonely long-winded lose loss lost loud lousy " +
		"ludicrous maddening malfunction mangle manipulate meagre meaningless mediocre mediocrity menace " +
		"mess messy mindless miserable misery misfire misguided mishap misjudge mislabel mislead " +
		"misleading mismatch misplace misquote misread miss misses missing misspell mistake mistaken " +
		"mistrust misunderstand mitten mock monotonous moody moot muddle mundane nag naive narrow nasty " +
		"needy neglect neglectful negligent nightmare noise noisy non-starter nonexistent nonsense " +
		"nonsensical nonstarter nosy nowhere nuisance oblivious obnoxious obscure obsolete obstacle " +
		"obtuse off-putting offend omit opaque outage outclass outclassed outdated outgrow outrageous " +
		"overbearing overblown overcharge overcomplicate overengineered overhead overhyped overkill " +
		"overlap overload overlook overpriced overpromise overrated overreach overrun oversell overstate " +
		"overwhelm overwrite overwrought overzealous pain painful panic paranoid parasite patchy pathetic " +
		"patronising patronizing penalty peril perverse pester petty pile pitfall pitiful plagiarise " +
		"plague plod pointless pollute pompous poor poorly preposterous pressure pretend pricey problem " +
		"problematic punish pushy puzzle quagmire questionable quit rabbit rambling ramshackle random " +
		"rant reckless redundant refund refuse refute regress regression regret regrettable reject " +
		"relapse reluctant repetitive replace resent restrict ridiculous rigid rip risk risky roll-back " +
		"rollback rot rotten rough rubbish rude ruin rushed sabotage sacrifice sad sadly sag saturate " +
		"scam scandal scare scary scatterbrained scramble second-rate senseless setback shabby shaky " +
		"shallow shame shameful shoddy shortage shortcoming shortsighted shrink silent silently silly " +
		"siloed sink skimpy sleazy slip slipshod slog slop sloppily sloppy slow slower sluggish smother " +
		"smug snag sour spaghetti spam sparse spartan spill spin spit spiteful spoil spotty squander " +
		"squeeze stagnate stale stall starve steal steep stiff sting stingy stodgy stop stress struggle " +
		"stubborn stuck stuff stumble stunt stupid stutter subpar suffer suffocate superficial " +
		"superfluous suspect suspicious swamp tacky tangle tangled tarnish taxing tedious tepid terrible " +
		"thankless thin thrash threadbare threat threaten throttle timeout tire tiresome toothless topple " +
		"torment torture toxic toy tragic trail trap trash trashy treadmill trick trivial trouble " +
		"troublesome troubling turgid turmoil ugly unable unacceptable unaware unbearable uncertain " +
		"unclear uncomfortable unconvincing undercooked undercut underdeliver undermine underpowered " +
		"underwhelm underwhelming undo unexplained unfair unfinished unfit unfocused unforgivable " +
		"unfortunately unfriendly ungainly unhappy unhelpful uninspired uninstall uninteresting " +
		"unintuitive unmaintained unnecessary unnerving unpleasant unpolished unpredictable unproven " +
		"unreadable unreliable unresponsive unsafe unsatisfying unsettling unsigned unsound unstable " +
		"unsupported unsustainable untenable untested untidy untrue unusable unwanted unwelcome unwieldy " +
		"upset useless vague vanish vapid vaporware verbose vexing victim violate void volatile vulgar " +
		"vulnerable warn waste wasteful weak weaken weakness weird whine wither wobble wobbly woeful " +
		"wonky wordy workaround worry worse worst worthless wrapper wreck wrong wrongheaded wrongly yawn " +
		"zombie",
);

/** Nothing the tool when it has them, and praise when it has none. */
export const BURDENS = words(
	"account admin agent api babysit boilerplate ceiling ceremony change charge click code " +
		"complaint config configuration contract cost credential cron daemon dashboard data dependency " +
		"double-check downtime edge effort engineer extra fee file form fuss grammar handholding hassle " +
		"headache hop hour install installer intervention key learning licence license login maintenance " +
		"manual markup meeting migration minimum minute money obligation overhead page paperwork password " +
		"plugin plumbing proofread quota rate re-read reminder reread restart restriction rewrite royalty " +
		"script second second-guess server session setting setup sign sign-up string subscription " +
		"supervise surcharge surprise team telemetry third ticket token tool touch tracking training " +
		"upsell vendor wait watermark weekend worry yaml zero-day",
);

function words(list: string): ReadonlySet<string> {
	return new Set(list.split(" "));
}
