import { BodyComponent } from "mjml-core";
import type { Theme } from "../../../templates/theme.ts";
import type { Reviewer } from "../../db/catalog-tables.ts";
import { type MailHtml, trusted } from "../mail-html.ts";
import type { Scope, ScopeName } from "./scope.ts";

/** One rendering of the template: what all its elements share. */
export interface Build {
	scope: Scope;
	theme: Theme;
	/** The reviewer whose verdict, score and words come first; null: the whole panel. */
	lens: Reviewer | null;
	/** The partials of the compiled body, added by the elements that make slots. */
	partials: Record<string, string>;
}

/** An element of our own, which weekly.mjml may have next to MJML's. */
export interface DigestElement {
	name: `vd-${string}`;
	/** Name and MJML type of each attribute: `enum(leads,briefs)`, `string`. */
	attributes: Record<string, string>;
	/** The attributes that it must have. */
	required?: string[];
	holds: "nothing" | "html" | "elements";
	/** What it draws: a duel needs a comparison, so it must be in a list of comparisons. */
	needs: ScopeName;
	draw(at: DrawContext): MailHtml;
}

/** What an element is drawn with. */
export interface DrawContext {
	scope: Scope;
	build: Build;
	attribute(name: string): string | null;
	/** The HTML that the editor wrote inside it, with its placeholders. */
	content(): string;
	/** The elements inside it, drawn for this or for another scope. */
	children(scope?: Scope): MailHtml;
}

/** The name in MJML's context under which the scope reaches the children. */
const SCOPE = "verdictScope";

/** An element as a component of MJML's, for one build. */
export function mjmlComponent(element: DigestElement, build: Build) {
	return class extends BodyComponent {
		static readonly componentName = element.name;
		static readonly endingTag = element.holds === "html";
		static readonly allowedAttributes = element.attributes;
		static override defaultAttributes = {};
		private inner: Scope | null = null;

		override getChildContext() {
			return { ...this.context, [SCOPE]: this.inner };
		}

		override render(): string {
			const scope: Scope = this.context[SCOPE] ?? build.scope;
			return element.draw({
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
