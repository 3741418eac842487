import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { exampleEnv, settingsPage } from "./settings-docs.ts";

const ROOT = join(import.meta.dirname, "..", "..");

writeFileSync(join(ROOT, "example.env"), exampleEnv());
writeFileSync(join(ROOT, "docs", "settings.md"), settingsPage());
