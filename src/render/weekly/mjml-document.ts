import { BodyComponent, HeadComponent } from "mjml-core";
import { PREHEADER_PADDING } from "../../../templates/parts/preheader.ts";
import { OFFICE_SETTINGS } from "../brief/outlook-table.ts";
import { mailHtml, trusted } from "../mail-html.ts";
import type { Build } from "./mjml-component.ts";
import { fillPlain } from "./placeholders.ts";

/** What MJML passes to a skeleton, as far as ours reads it. */
interface SkeletonData {
	content?: string;
	title?: string;
	lang?: string;
	dir?: string;
	style?: string[];
}

/**
 * The document around the body: one style sheet, no web fonts, nothing fetched.
 *
 * @param css the mail's style sheet
 */
export function mjmlSkeleton(css: string) {
	return (data: SkeletonData = {}): string =>
		mailHtml`<!doctype html>
<html lang="${data.lang ?? "en"}" dir="${data.dir ?? "ltr"}" xmlns:o="urn:schemas-microsoft-com:office:office">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">
<meta name="x-apple-disable-message-reformatting">
<title>${trusted(data.title ?? "")}</title>
${trusted(OFFICE_SETTINGS)}
<style>${trusted(css + (data.style ?? []).join(""))}</style>
</head>
${trusted(data.content ?? "")}
</html>`.markup.concat("\n");
}

/** MJML's own mj-body, mj-title and mj-preview, slimmer and with placeholders. */
export function headAndBody(build: Build) {
	return [
		bodyComponent(build),
		headComponent("mj-title", build),
		headComponent("mj-preview", build),
	];
}

function headComponent(name: "mj-title" | "mj-preview", build: Build) {
	return class extends HeadComponent {
		static readonly componentName = name;
		static readonly endingTag = true;
		static readonly allowedAttributes = {};

		handler(): void {
			this.context.add(
				name.slice("mj-".length),
				fillPlain(this.getContent(), build.scope),
			);
		}
	};
}

/**
 * One sheet in the middle. Its padding is in per cent, which is right at every
 * width, even without the style sheet. Outlook for Windows knows neither that nor
 * max-width: it gets a table of a fixed width and a padding of its own.
 */
function bodyComponent({ theme }: Build) {
	const { light, width, margin } = theme;
	return class extends BodyComponent {
		static readonly componentName = "mj-body";
		static readonly allowedAttributes = {};

		override render(): string {
			const { title, preview, lang, dir } = this.context.globalData;
			return mailHtml`<body class="paper" style="margin:0;padding:0;background-color:${light.paper}">
<div style="display:none;max-height:0;overflow:hidden">${trusted(preview)}${PREHEADER_PADDING}</div>
<div class="paper" role="article" aria-roledescription="email" aria-label="${trusted(title)}" lang="${lang}" dir="${dir}">
<!--[if mso]><table role="presentation" align="center" width="${width}" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table class="sheet" role="presentation" align="center" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="${light.sheet}" dir="${dir}" style="max-width:${width}px;margin:0 auto">
<tr><td class="inside" style="padding:24px 5%;mso-padding-alt:24px ${margin};font:15px/1.467 ${trusted(theme.serif)};color:${light.ink}">
${trusted(this.renderChildren())}
</td></tr></table>
<!--[if mso]></td></tr></table><![endif]-->
</div>
</body>`.markup;
		}
	};
}
