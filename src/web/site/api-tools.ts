import { Hono } from "hono";
import { communityOf } from "../../catalog/community.ts";
import { toolPanel } from "../../catalog/panel.ts";
import { toolIdsBySlug, toolsById } from "../../db/catalog/catalog.ts";
import { communityLabel, panelLabel } from "../../render/labels.ts";
import type { WebDeps } from "../http/deps.ts";
import { visitorWords } from "../language/words-for.ts";

const MAX_TOOLS = 100;

/** Facts about tools, for the script that shows a visitor's bookmarks: `?lang=de&slug=a&slug=b`. */
export function toolApi({ db, clock, config }: WebDeps): Hono {
	return new Hono().get("/api/v1/tools", async (c) => {
		const { language, links } = visitorWords(config, c);
		const slugs = (c.req.queries("slug") ?? []).slice(0, MAX_TOOLS);
		const ids = await toolIdsBySlug(db, slugs, clock.now());
		const tools = await toolsById(db, [...ids.values()]);
		return c.json({
			tools: [...tools.values()].map((tool) => {
				const panel = toolPanel(tool);
				return {
					slug: tool.slug,
					name: tool.name,
					url: links.tool(tool.slug),
					verdict: panel.verdict,
					panel: panelLabel(panel, language),
					community: communityLabel(
						communityOf(tool, config.communityMinimum),
						language,
					),
				};
			}),
		});
	});
}
