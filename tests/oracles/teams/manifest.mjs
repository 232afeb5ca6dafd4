// Holds the app's manifest against Microsoft's schema. Usage: node manifest.mjs MANIFEST.json
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const { AppManifestUtils } = createRequire(import.meta.url)('@microsoft/app-manifest');
const problems = await AppManifestUtils.validateAgainstSchema(JSON.parse(readFileSync(process.argv[2], 'utf8')));
for (const problem of problems)
  console.log(problem);
console.log(`${problems.length} problems`);
process.exitCode = problems.length > 0 ? 1 : 0;
