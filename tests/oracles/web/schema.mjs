// Validates a JSON file (standard input) against a JSON schema (first argument); prints what does not fit.
import { readFileSync } from "node:fs";
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const ajv = new Ajv.default({ strict: false, allErrors: true });
addFormats.default(ajv);
const fits = ajv.compile(JSON.parse(readFileSync(process.argv[2], "utf8")));
if (!fits(JSON.parse(readFileSync(0, "utf8")))) {
  for (const error of fits.errors.slice(0, 20)) console.log(`${error.instancePath} ${error.message}`);
  process.exit(1);
}
console.log("fits");
