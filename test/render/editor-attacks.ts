import { Parser } from "htmlparser2";

/** What an editor could paste, or somebody who takes their place. */
export const ATTACKS = [
	"<script>alert(1)</script>",
	"<img src=x onerror=alert(1)>",
	`"><svg onload=alert(1)>`,
	"' onmouseover='alert(1)",
	"</title></style></textarea><script>alert(1)</script>",
	"--><script>alert(1)</script><!--[if mso]><b>x</b><![endif]-->",
	"]]><script>alert(1)</script>",
	"&lt;script&gt; &#x3c;script&#x3e; &#60;b&#62;",
	"[x](javascript:alert(1))",
	"[x](JaVaScRiPt:alert(1))",
	"[x](java\nscript:alert(1))",
	"[x](javascript&colon;alert(1))",
	"[x](&#106;avascript:alert(1))",
	"[x](\u0001javascript:alert(1))",
	"[x](data:text/html;base64,PHNjcmlwdD4=)",
	"[x](vbscript:x)",
	`[x](https://a.example/"onmouseover="alert(1))`,
	"[x](https://a.example/'onmouseover='alert(1))",
	"[x](https://a.example/&quot;onmouseover=&quot;alert(1))",
	"[<b>x</b>](https://a.example/<script>)",
	'**<i onclick=x>** *"><b>*',
	"%%slot:name%% [x](https://a.example/%%slot:address%%)",
	"\u202Egnp.exe \u2067open [a\u2066b](https://a.example/c)",
	"{{name}} <%= name %> {% if %}",
];

/** The elements and attributes of a page, and where its links lead. */
export function markupOf(page: string) {
	const names = new Set<string>();
	const links: string[] = [];
	let comments = 0;
	const parser = new Parser({
		onopentag(name, attributes) {
			for (const [key, value] of Object.entries(attributes)) {
				names.add(`${name} ${key}`);
				if (/^(?:href|src|action)$/.test(key)) links.push(value);
			}
			names.add(name);
		},
		oncomment: () => {
			comments++;
		},
	});
	parser.end(page);
	return { names, links, comments };
}
