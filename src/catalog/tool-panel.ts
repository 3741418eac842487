import type { ToolRecord } from "../db/catalog.ts";
import { type PanelVerdict, panelVerdict } from "./panel.ts";

/** What the panel says of a tool as the catalog knows it. */
export function toolPanel(
	tool: Pick<ToolRecord, "reviews" | "stated_share">,
): PanelVerdict {
	return panelVerdict(tool.reviews, tool.stated_share);
}
