import type { Rule } from "../rule.ts";

/** The domain does not exist or takes no mail at all. After what is transient: a name server that fails proves nothing. */
export const GONE_DOMAIN: readonly Rule[] = [
	{
		cause: "gone",
		phrases: [
			"(host|domain|mail domain|host name|hostname|system|site|destination|server|domain name) (name )?(~ |@ |: |or domain )?(name )?(is |was |were )?(could )?(not (be )?(found|known|exist|valid|resolved|located)|unknown|invalid|unrout(e)?able|does not exist|nonexist(e|a)nt|non-existent)",
			"domain ..(does|do|did|is|could|has|can|was) not (be )?(exist|found|valid|resolve|have|known|registered)",
			"(unknown|no such|bad|invalid|non-existent|nonexist(e|a)nt|unrout(e)?able|illegal) (mail )?(host|domain|hostname|server|destination)",
			"(could not|cannot|unable to) (find|resolve|locate) (any |a |the |an )?(host|domain|mx|mail ?server|~|address|name|dns)",
			"mx records? ..point(s)? to (non-existent|nonexistent|invalid|localhost)",
			"(no|without|missing) (valid |a )?(mx|mail exchanger|dns|a record|a or mx)( record| or a| host)?",
			"(does )?not have (any |an? )?(mx|mail exchanger|valid mx|dns)",
			"nxdomain",
			"name or service not known",
			"domain has no mail servers?",
			"no mail servers?_",
			"name service error ..(host not found|nxdomain|not found)",
			"null ?mx",
			"(domain|host|~) (does|do|will) not accept (any )?(mail|e-?mail)",
			"address resolution ..failed",
			"(dns|name) (error|lookup) ..(not found|nonexist|nxdomain|does not exist)",
			"addresses (all )?(localhost|point)",
			"(illegal|unrouteable) host",
			"hosts? (name )?lookup ..(not found|unknown)",
		],
		example:
			"Host or domain name not found. Name service error for name=example.org type=A: Host not found",
	},
];
