import { Hono } from "hono";
import { html } from "hono/html";
import {
	highestPublishedId,
	publishedPages,
	type SitePart,
} from "../../db/catalog/site-map.ts";
import { siteLinks } from "../../site-links.ts";
import type { WebDeps } from "../http/deps.ts";
import { addressOf } from "../http/head.ts";
import { revalidate } from "../http/revalidate.ts";
import { xmlDocument } from "./xml.ts";

/** The ids that one file covers: a tenth of what the protocol allows (sitemaps.org), so that it is made within some milliseconds. */
const IDS_PER_FILE = 5_000;
/** Files in the index at most, by the protocol. */
const MAX_FILES = 50_000;
const HOUR = 3600;
const XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9";
const PARTS: readonly SitePart[] = ["comparisons", "tools", "issues"];

/** Every page that search engines may show: an index at /sitemap.xml, and files that each cover a range of ids. */
export function siteMapRoutes({ db, clock, config }: WebDeps): Hono {
	const links = siteLinks(config.publicUrl);
	const pageOf = {
		comparisons: links.comparison,
		tools: links.tool,
		issues: (number: string) => links.issue(Number(number)),
	};

	return new Hono()
		.get("/sitemap.xml", revalidate(HOUR), async (c) => {
			const files = [addressOf(config, "sitemap/pages.xml")];
			for (const part of PARTS) {
				const highest = await highestPublishedId(db, part, clock.now());
				const count = Math.ceil(highest / IDS_PER_FILE);
				for (let file = 1; file <= count && files.length < MAX_FILES; file++)
					files.push(addressOf(config, `sitemap/${part}-${file}.xml`));
			}
			return xmlDocument(
				c,
				"application/xml",
				html`<sitemapindex xmlns="${XMLNS}">
${files.map((url) => html`<sitemap><loc>${url}</loc></sitemap>\n`)}</sitemapindex>`,
			);
		})
		.get("/sitemap/pages.xml", revalidate(HOUR), (c) =>
			xmlDocument(
				c,
				"application/xml",
				html`<urlset xmlns="${XMLNS}">
${["", "c", "tools", "issues", "panel", "privacy", "subscribe"].map((path) => html`<url><loc>${addressOf(config, path)}</loc></url>\n`)}</urlset>`,
			),
		)
		.get(
			"/sitemap/:file{(?:comparisons|tools|issues)-[1-9][0-9]{0,4}\\.xml}",
			revalidate(HOUR),
			async (c) => {
				const [part = "", file = ""] = c.req.param("file").split(/[-.]/);
				const last = Number(file) * IDS_PER_FILE;
				const known = PARTS.find((one) => one === part);
				const pages = known
					? await publishedPages(
							db,
							known,
							clock.now(),
							last - IDS_PER_FILE + 1,
							last,
						)
					: [];
				if (known === undefined || pages.length === 0) return c.notFound();
				return xmlDocument(
					c,
					"application/xml",
					html`<urlset xmlns="${XMLNS}">
${pages.map(({ name, changedAt }) => html`<url><loc>${pageOf[known](name)}</loc><lastmod>${changedAt}</lastmod></url>\n`)}</urlset>`,
				);
			},
		);
}
