import { createHash } from "node:crypto";
import { type Palette, theme } from "../../../templates/theme.ts";

/** The look of every page, in the colours of the mail. */
export const stylesheet = `
:root{${colours(theme.light)}color-scheme:light dark}
@media (prefers-color-scheme:dark){:root{${colours(theme.dark)}}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.6 ${theme.sans};overflow-wrap:break-word}
a{color:inherit;text-underline-offset:.18em;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:3px solid var(--ink);outline-offset:3px}
h1,h2,h3,.name,.standfirst{font-family:${theme.serif};line-height:1.2;text-wrap:balance}
h1{font-size:clamp(1.75rem,5vw,2.6rem);font-weight:700;letter-spacing:-.01em;margin:.2em 0 .5em}
h2{font-size:1.45rem;margin:0 0 .6em}
h3{font-size:1.2rem;margin:0 0 .4em}
h4{font-size:.9375rem;margin:0 0 .3em;color:var(--muted);font-weight:600}
p{margin:0 0 .9em}
ol,ul{list-style:none;margin:0;padding:0}
dl,dd{margin:0}
.note{font-size:.9375rem;color:var(--muted)}
.standfirst{font-size:1.3rem;line-height:1.45;text-wrap:pretty}
.skip-link{position:absolute;left:-99rem}
.skip-link:focus{left:1rem;top:1rem;background:var(--sheet);padding:.5rem 1rem}
.masthead,main,.foot{width:min(60rem,100% - 2rem);margin-inline:auto}
.masthead{display:flex;flex-wrap:wrap;align-items:baseline;justify-content:space-between;gap:.25rem 1.5rem;padding:1.25rem 0 1rem}
.name{font-size:1.2rem;font-weight:700;text-decoration:none;padding:.3rem 0}
nav{display:flex;flex-wrap:wrap;gap:.1rem 1.25rem}
nav a{padding:.3rem 0;text-decoration:none}
nav a:hover,nav a[aria-current]{text-decoration:underline;text-decoration-thickness:2px}
main{background:var(--sheet);border:1px solid var(--rule);border-radius:4px;padding:clamp(1rem,4vw,3rem)}
main section+section,main article+section{margin-top:2.75rem}
.foot{padding:1.25rem 0 3rem;font-size:.9375rem;color:var(--muted)}
.intro{max-width:44rem}
.latest-issue{border-left:4px solid var(--ink);padding-left:1rem}
.reviewers{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.75rem 1.5rem;margin-top:1.5rem;font-size:.9375rem}
dt{font-weight:600}
.reviewers dd,.duel dt,.facts dt{color:var(--muted)}
.verdicts>li,.issues>li{border-top:1px solid var(--rule);padding:1.25rem 0 .6rem;max-width:46rem}
.verdicts h3,.issues h2{font-size:1.25rem}
.calls{margin-bottom:.7em}
.calls li{margin:.2em 0}
.badge{display:inline-block;font-size:.875rem;font-weight:700;border:1px solid;border-radius:2px;padding:0 .5em;margin-right:.3em;white-space:nowrap}
.ship{color:var(--ship)}
.skip{color:var(--skip)}
.unknown{color:var(--muted)}
.panel{font-weight:600;margin:.5em 0}
.panel span{display:inline-block}
.panel span+span{margin-right:.4em}
.panel span~span+span{font-weight:400;color:var(--muted)}
.bar{display:block;width:100%;max-width:18rem;height:6px;margin-bottom:1em}
.track{fill:var(--rule)}
.fill{fill:currentColor}
.panel.ship+.bar{color:var(--ship)}
.panel.skip+.bar{color:var(--skip)}
.duel{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);border:1px solid var(--rule);margin:1.75rem 0 2.75rem}
.duel section{padding:clamp(.75rem,2.5vw,1.5rem);margin:0}
.duel section+section{border-left:1px solid var(--rule)}
.duel h2{font-size:clamp(1.05rem,3.2vw,1.45rem)}
.duel dl{font-size:.9375rem}
.duel dl div+div{margin-top:.5em}
.tagline{color:var(--muted)}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(17rem,100%),1fr));gap:1rem 2rem;margin:1.5rem 0 2.75rem;padding:1.25rem 0;border-block:1px solid var(--rule)}
.call{margin:1.25rem 0}
table{width:100%;border-collapse:collapse;table-layout:fixed;margin-bottom:1.5rem}
th,td{hyphens:auto;text-align:left;vertical-align:top;padding:.6rem .75rem .6rem 0;border-bottom:1px solid var(--rule)}
thead th{font-family:${theme.serif}}
tbody th{font-weight:600;color:var(--muted)}
tr>:first-child{width:26%}
.words{border-top:1px solid var(--rule);padding-top:1.25rem;max-width:60rem}
main .words+.words{margin-top:1.25rem}
.score{font:600 .9375rem ${theme.sans};margin-left:.4em;white-space:nowrap}
.tool .words,.tool>p{max-width:44rem}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(20rem,100%),1fr));gap:1rem 2.5rem}
.pair section{margin:0}
.pair p{max-width:44rem}
.comparison>.standfirst{max-width:46rem}
.act b{display:inline-block}
.act{max-width:36rem;margin:clamp(1rem,6vw,4rem) auto}
button{max-width:100%;overflow-wrap:anywhere;font:600 1.0625rem/1.2 ${theme.sans};min-height:3rem;padding:0 1.75rem;border:0;border-radius:3px;background:var(--button);color:var(--button-text);cursor:pointer}
button.quiet{background:none;color:inherit;border:1px solid var(--ink);padding:0 1.1rem;min-height:2.75rem;font-size:1rem}
button:disabled{opacity:.7;cursor:default}
form{margin:1.5rem 0}
.row{display:flex;flex-wrap:wrap;gap:.75rem;align-items:center}
.sign-up{max-width:32rem}
label{display:block;font-weight:600;margin:1.1rem 0 .35rem}
input:not([type=checkbox],[type=radio]){font:inherit;width:100%;min-height:3rem;padding:.5rem .75rem;border:1px solid var(--muted);border-radius:3px;background:var(--paper);color:var(--ink)}
input[aria-invalid]{border-color:var(--skip)}
.sign-up button{margin:1rem 0 .75rem}
.fault{color:var(--skip);font-weight:600;margin:.5rem 0}
.done{border-left:4px solid var(--ship);padding-left:1rem;font-weight:600}
.trap{position:absolute;left:-99rem}
fieldset{border:0;border-top:1px solid var(--rule);margin:1.5rem 0 0;padding:1rem 0 0}
legend{font-weight:600;padding:0 .75rem 0 0}
label.check{display:flex;gap:.6rem;font-weight:400;margin:.25rem 0;padding:.3rem 0}
.check input{flex:none;width:1.15rem;height:1.15rem;margin:.28rem 0 0;accent-color:var(--ink)}
.check .note{display:inline-block}
.choices>button{margin-top:1.75rem}
.shelf>li{border-top:1px solid var(--rule);padding:1.25rem 0;max-width:46rem}
.shelf h2{font-size:1.25rem;margin-bottom:.3em}
.shelf form{margin:.75rem 0 0}
.change{font-weight:600}
.empty{font-size:1.15rem;padding:2rem 0}
.ask{border:1px solid var(--rule);padding:1.25rem;margin:0 0 2rem;max-width:46rem}
.actions{display:flex;flex-wrap:wrap;gap:.75rem;align-items:center;margin:1.25rem 0}
.actions form,.actions .note{margin:0}
.plain li{margin:.4em 0}
[hidden]{display:none!important}
@media (max-width:40rem){
.masthead,main,.foot{width:calc(100% - 1.25rem)}
.standfirst{font-size:1.15rem}
.duel{font-size:.9375rem;line-height:1.5}
table,thead,tbody{display:block}
tr{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);column-gap:1rem;border-bottom:1px solid var(--rule);padding:.5rem 0}
th,td,tr>:first-child{width:auto;border:0;padding:0}
tbody th{grid-column:1/-1;font-size:.875rem}
thead td{display:none}
}
`;

/** How the content security policy names this style and no other. */
export const styleHash = `'sha256-${createHash("sha256").update(stylesheet).digest("base64")}'`;

function colours(palette: Palette): string {
	return `--paper:${palette.paper};--sheet:${palette.sheet};--ink:${palette.ink};--muted:${palette.muted};--rule:${palette.rule};--ship:${palette.ship};--skip:${palette.skip};--button:${palette.button};--button-text:${palette.buttonText};`;
}
