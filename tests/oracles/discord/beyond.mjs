// What Discord refuses although its description allows it.
const V2 = 1 << 15;

/** @returns {string[]} What is wrong. */
export function beyondTheSchema(method, template, body) {
  if (body === null) return [];
  if (template.endsWith('/commands')) return commandProblems(Array.isArray(body) ? body : [body]);
  const message = template.endsWith('/callback') ? body.data ?? {} : body;
  if (template.endsWith('/callback') && body.type === 9) return modalProblems(message);
  if (template.endsWith('/callback') && ![4, 7].includes(body.type)) return [];
  return /\/messages(\/\{message_id\}|\/@original)?$|\/callback$|^\/webhooks/.test(template) && method !== 'GET' ? messageProblems(message, method) : [];
}

function messageProblems(message, method) {
  const problems = [];
  const components = message.components ?? [];
  const v2 = ((message.flags ?? 0) & V2) !== 0;
  if (length(message.content) > 2000) problems.push(`content has ${length(message.content)} characters, more than 2000`);
  if (v2 && (message.content || message.embeds?.length)) problems.push('content or embeds beside the flag of components v2');
  if (!v2 && method !== 'PATCH' && components.some((c) => c.type !== 1)) problems.push('components v2 without their flag');
  if (!v2 && components.length > 5 && components.every((c) => c.type === 1)) problems.push(`${components.length} rows, more than 5`);
  if (all(components).length > 40) problems.push(`${all(components).length} components, more than 40`);
  const text = all(components).filter((c) => c.type === 10).reduce((sum, c) => sum + length(c.content), 0);
  if (text > 4000) problems.push(`${text} characters in text displays, more than 4000`);
  const bytes = all(components).filter((c) => c.type === 10).reduce((sum, c) => sum + Buffer.byteLength(c.content ?? ''), 0);
  if (bytes > 10000) problems.push(`${bytes} bytes in text displays, 10000 or more`);
  const embedded = (message.embeds ?? []).reduce((sum, e) => sum + length(e.title) + length(e.description) + length(e.footer?.text) + length(e.author?.name)
    + (e.fields ?? []).reduce((inner, f) => inner + length(f.name) + length(f.value), 0), 0);
  if (embedded > 6000) problems.push(`${embedded} characters in embeds, more than 6000`);
  if (JSON.stringify(message.allowed_mentions?.parse) !== '[]') problems.push('allowed_mentions.parse is not []');
  return [...problems, ...twice(components)];
}

function modalProblems(modal) {
  const problems = [...twice(modal.components ?? [])];
  if (length(modal.title) > 45) problems.push('title of more than 45 characters');
  for (const input of all(modal.components ?? []).filter((c) => c.type === 4)) {
    if (length(input.value) > (input.max_length ?? 4000)) problems.push('a value longer than its field');
    if ((input.min_length ?? 0) > (input.max_length ?? 4000)) problems.push('min_length above max_length');
  }
  return problems;
}

function commandProblems(commands) {
  const problems = [];
  for (const command of commands) {
    if ((command.type ?? 1) === 1 && size(command) > 8000) problems.push(`${command.name} has ${size(command)} characters, more than 8000`);
    for (const name of (command.type ?? 1) === 1 ? names(command) : []) {
      if (name !== name.toLowerCase()) problems.push(`the name ${name} is not in lower case`);
    }
  }
  return problems;
}

function twice(components) {
  const ids = all(components).map((c) => c.custom_id).filter(Boolean);
  const problems = [...new Set(ids.filter((id, n) => ids.indexOf(id) !== n))].map((id) => `custom_id ${id} is there twice`);
  return [...problems, ...ids.filter((id) => length(id) > 100).map((id) => `custom_id ${id} is longer than 100`)];
}

const length = (text) => [...(text ?? '')].length;
const all = (components) => components.flatMap((c) => [c, ...all(c.components ?? []), ...all(c.accessory ? [c.accessory] : []), ...all(c.component ? [c.component] : [])]);
const longest = (named, field) => Math.max(length(named[field]), ...Object.values(named[`${field}_localizations`] ?? {}).map(length));
const size = (named) => longest(named, 'name') + longest(named, 'description') + length(String(named.value ?? ''))
  + [...(named.options ?? []), ...(named.choices ?? [])].reduce((sum, inner) => sum + size(inner), 0);
const names = (named) => [named.name, ...(named.options ?? []).flatMap(names)];
