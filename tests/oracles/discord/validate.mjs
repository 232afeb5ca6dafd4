// Checks captured requests against Discord's published OpenAPI description, then what that does not say.
// Usage: node validate.mjs DESCRIPTION.json < captured.jsonl   (one {"method","template","json"} a line)
// Prints one line for each fault, and a closing line of JSON; ends with 1 when there are faults.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import Ajv from 'ajv/dist/2020.js';
import { beyondTheSchema } from './beyond.mjs';

const description = JSON.parse(readFileSync(process.argv[2], 'utf8'));
closeObjects(description.components.schemas);
const ajv = new Ajv({ strict: false, allErrors: true, formats: formats() });
ajv.addSchema({ $id: 'discord', components: description.components });
const validators = new Map();
let checked = 0;
const routes = {};
const found = new Map();

for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim()) check(JSON.parse(line));
}
for (const [what, { times, body }] of found) console.log(`${what} (${times} times) in ${JSON.stringify(body).slice(0, 400)}`);
console.log(JSON.stringify({ checked, faults: found.size, routes }));
process.exitCode = found.size > 0 ? 1 : 0;

function check({ method, template, json }) {
  const body = json ? JSON.parse(json) : null;
  const operation = description.paths[template]?.[method.toLowerCase()];
  if (!operation) return fault(`${method} ${template}`, 'is no route of Discord', body);
  routes[`${method} ${template}`] = (routes[`${method} ${template}`] ?? 0) + 1;
  checked++;
  const schema = operation.requestBody?.content?.['application/json']?.schema;
  if (schema && body !== null) {
    const validate = validatorOf(`${method} ${template}`, schema);
    if (!validate(body)) fault(`${method} ${template}`, closest(validate.errors), body);
  } else if (!schema && body !== null && Object.keys(body).length > 0) {
    fault(`${method} ${template}`, 'takes no body', body);
  }
  for (const problem of beyondTheSchema(method, template, body)) fault(`${method} ${template}`, problem, body);
}

function validatorOf(key, schema) {
  if (!validators.has(key)) validators.set(key, ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"discord#/components'))));
  return validators.get(key);
}

// Unions report every branch; a field that nothing knows tells most, then the deepest path.
function closest(errors) {
  const told = errors.filter((e) => e.keyword === 'additionalProperties').concat(errors.toSorted((a, b) => b.instancePath.length - a.instancePath.length));
  return [...new Set(told.map((e) => `${e.instancePath || '/'} ${e.message} ${JSON.stringify(e.params)}`))].slice(0, 3).join('; ');
}

function fault(where, what, body) {
  const key = `${where}: ${what}`;
  found.set(key, { times: (found.get(key)?.times ?? 0) + 1, body: found.get(key)?.body ?? body });
}

// A misspelt field would pass a description that allows any other.
function closeObjects(node) {
  if (Array.isArray(node)) return node.forEach(closeObjects);
  if (node === null || typeof node !== 'object') return;
  Object.values(node).forEach(closeObjects);
  if (node.properties && node.additionalProperties === undefined && !node.allOf) node.additionalProperties = false;
}

function formats() {
  const snowflake = /^(0|[1-9][0-9]*)$/;
  return {
    snowflake: (s) => snowflake.test(s), nonce: (s) => s.length <= 25, int32: { type: 'number', validate: Number.isInteger },
    int64: { type: 'number', validate: Number.isInteger }, double: { type: 'number', validate: Number.isFinite },
    uri: (s) => URL.canParse(s), 'date-time': (s) => !Number.isNaN(Date.parse(s)), binary: true,
  };
}
