import { BodyComponent } from "mjml-core";
import type { Theme } from "../../../templates/theme.ts";
import type { Reviewer } from "../../db/schema.ts";
import { type MailHtml, trusted } from "../mail-html.ts";
import type { Scope, ScopeName } from "./scope.ts";

/** One rendering of the template: what all its parts share. */
export interface Build {
	scope: Scope;
	theme: Theme;
	/** Whose verdict, score and words come first (lens.ts); null: the whole panel's. */
	lens: Reviewer | null;
	/** What the slots of the body repeat or choose, filled by the parts that make slots. */
	partials: Record<string, string>;
}

/** One element of the template's own vocabulary. */
export interface DigestElement {
	name: `vd-${string}`;
	/** Name and MJML type of each attribute: `enum(leads,briefs)`, `string`. */
	attributes: Record<string, string>;
	/** Those of them that must be there. */
	required?: string[];
	holds: "nothing" | "html" | "parts";
	/** What it must stand within: a comparison's duel needs a comparison. */
	needs: ScopeName;
	draw(at: At): MailHtml;
}

/** Where in the template a part is drawn. */
export interface At {
	scope: Scope;
	build: Build;
	attribute(name: string): string | null;
	/** The HTML an editor wrote inside, placeholders still in it. */
	content(): string;
	/** The parts inside, drawn for this or for another scope. */
	children(scope?: Scope): MailHtml;
}

/** The scope travels to the children in MJML's own context under this name. */
const SCOPE = "verdictScope";

/** A part as a class of MJML's, for one build. */
export function mjmlComponent(part: DigestElement, build: Build) {
	return class extends BodyComponent {
		static readonly componentName = part.name;
		static readonly endingTag = part.holds === "html";
		static readonly allowedAttributes = part.attributes;
		static override defaultAttributes = {};
		private inner: Scope | null = null;

		override getChildContext() {
			return { ...this.context, [SCOPE]: this.inner };
		}

		override render(): string {
			const scope: Scope = this.context[SCOPE] ?? build.scope;
			return part.draw({
				scope,
				build,
				attribute: (name) => this.getAttribute(name) ?? null,
				content: () => this.getContent(),
				children: (inner = scope) => {
					this.inner = inner;
					return trusted(this.renderChildren());
				},
			}).markup;
		}
	};
}
