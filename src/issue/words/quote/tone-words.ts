/*
 * Words of praise and of complaint in reviews of software, as base forms:
 * `base-form.ts` finds "crashed" and "crashes" under "crash". Names of products
 * and words of one trade are left out.
 */

/** Each counts for the tool. */
export const PRAISE = words(
	"accurate admire adore advantage affordable amaze ample apt attractive beautiful believable beloved best better " +
		"bold brilliant capable careful charming cheap clean clear clever coherent comfort comfortable compelling " +
		"complete compound confident consistent convenient convince convincing cool correct courteous decent decisive " +
		"defensible delight delightful dependable deserve differentiator distinctive durable earn ease easy efficient " +
		"effortless elegant enjoy enough essential excellent excite exciting exemplary extraordinary fair faithful fantastic fast " +
		"faster favourite favorite fine first-class flawless flexible fluent free frugal generous genuine glad good gorgeous graceful " +
		"grateful great handy happy happily helpful honest ideal immediate impeccable important impress impressive improve indispensable " +
		"infrastructure ingenious instant instantly interesting intuitive invaluable joy keeper kind lasting leap " +
		"lean legitimate like love lovely low-risk loyal lucid magic magical marvel mature maturity memorable modest moat neat " +
		"nice novel obvious painless patient perfect permissive pleasant please pleasure polite polish polished popular portable powerful " +
		"precise predictable principled promise promising proper proud prudent quick quicker quiet rare rapid reassure refreshing " +
		"reliable remarkable resilient respect responsive reusable reward rich right robust safe satisfy satisfying save seamless secure " +
		"sensible serious sharp simple simpler skilled sleek slick smart smooth snappy solid solve sophisticated sound sounder speedy " +
		"stable stellar strong stronger sturdy succeed success superb superior support survive sustainable tasteful terrific " +
		"thoughtful thorough thrive tidy tight tireless top transparent treat trust trustworthy unbeatable understand unique unlock " +
		"upside usable useful valuable value versatile viable wealth welcome well win winner wise wonderful work worth worthwhile worthy fund " +
		"sing thrill triumph matter rigorous humane lucrative dominate accelerate simplify boost delightfully outlive tailwind " +
		"flywheel sticky stickiness leverage scale differentiate credible affection",
);

/** Each counts against the tool. */
export const COMPLAINT = words(
	"abandon absurd abuse abysmal afraid against alarm annoy annoying anxious arbitrary ashamed avoid awful awkward bad badly bankrupt barrier " +
		"beg bland bloat bloated blind bore boring bother bottleneck brittle broke broken bubble buggy buggier burden bury cannibalize careless " +
		"catch chaos chaotic cheat choke churn clash clog clumsy clunky clutter collapse commodity complain complaint complicate " +
		"complicated concern confuse confusing confusion contradict convoluted corrupt costly crash creepy crippled crude cruel cumbersome " +
		"cynical damage danger dangerous dead deadlock deceive defect deficient degrade delay demolish dependent deprecate derivative desperate " +
		"die difficult dire disappear disappoint disappointing disaster discard dishonest dislike dismal disrupt distract distrust doom doubt " +
		"doubtful drag dread drop drown dubious dull embarrass embarrassing empty error evil excuse expensive explode expose " +
		"fabricate fad fail failure fake fall false fatal fault faulty fear feeble fiction flaky flaw flawed flimsy forget fragile fraud freeze " +
		"friction frustrate frustrating fuzzy gamble garbage garbled ghost gimmick gloomy grave grim guess guesswork gross hallucinate hamper hang " +
		"harm hard harder hate hazard hesitate hidden hollow hope hopeless horrible hostile hurt hype ignore illegible illusion immature inaccurate inadequate " +
		"incoherent incomplete inconsistent incorrect inferior insecure insufficient invent irrelevant irritate jam jank janky jargon junk kill kludge lack lag " +
		"laggy late lawsuit leak leaky liability lie limit limitation limited lock-in lonely loop lose loss lost lousy mangle mediocre mess messy mislead misleading misread " +
		"miss missing mistake mistrust mock monotonous muddle naive nag narrow nightmare noise noisy nonsense nuisance obscure obsolete obstacle offend " +
		"opaque outage outdated overcharge overengineered overhead overhyped overkill overpriced overrated oversell overwhelm pain painful panic penalty pile plagiarise plague " +
		"pointless poor poorly pressure pretend problem problematic punish puzzle questionable quit rabbit random reckless redundant refuse regress regression regret reject reluctant " +
		"replace resent restrict rigid rip risk risky rough rude ruin sad sag scam scare scary shaky shallow shame shortcoming shrink " +
		"silent silently slip slog sloppy slow slower sluggish spam sparse spin stale stall starve steal stiff sting stop struggle stuck stuff stumble stunt stupid " +
		"suffer superficial suspect suspicious tedious terrible thin threat threaten tire tiresome toxic toy trap trick trivial trouble troubling ugly unable " +
		"unacceptable uncertain unclear uncomfortable undercut underwhelm underwhelming undo unfinished unfortunately unhappy unnecessary unproven unreadable unreliable unsafe unstable unusable " +
		"upset useless vague vanish vaporware victim violate vulnerable warn waste weak weaken weakness weird wobble wonky worry worse worst worthless " +
		"wreck wrong wrongly yawn zombie crap sadly alas decay erode narrow compress squeeze bleed burn stingy spartan wrapper bug buggy glitch nowhere costlier " +
		"brutal untenable undermine cannibalise redundant duplicate overlap mitten beta complex complexity compromise shaky bounce misses hinder",
);

/** Nothing against the tool when it has them, and praise when it has none. */
export const BURDENS = words(
	"account admin agent api babysit boilerplate ceremony ceiling change charge click code complaint config configuration contract cost credential cron daemon " +
		"dashboard data dependency downtime edge effort engineer extra fee file form fuss grammar handholding hassle headache hop hour install installer key " +
		"learning licence license login maintenance manual markup meeting migration minimum minute money obligation overhead page password paperwork plugin plumbing quota rate restriction " +
		"rewrite royalty script server session setting setup sign-up sign string subscription surcharge surprise team telemetry ticket token tool touch " +
		"tracking training upsell vendor wait watermark weekend worry yaml zero-day second third intervention",
);

function words(list: string): ReadonlySet<string> {
	return new Set(list.split(" "));
}
