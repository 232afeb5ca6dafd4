// Holds what the bot wrote against Microsoft's own types and validator.
// Usage: node validate.mjs FOLDER   (files NNNN-KIND.json, as the emulator saves them)
// Prints one line for each problem, then "N bodies, N cards, N problems"; exit code 1 when there is a problem.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { readFileSync, readdirSync, symlinkSync, existsSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const here = dirname(fileURLToPath(import.meta.url));
const folder = resolve(process.argv[2]);
const CARD = 'application/vnd.microsoft.card.adaptive';
const COMPILER = { strict: true, noEmit: true, skipLibCheck: true, module: 'nodenext', moduleResolution: 'nodenext', types: [] };
// The published types want a role of everybody whom a new conversation names; the service documents ids alone.
const TYPES = {
  activity: 'Message',
  conversation: 'NewConversation',
};

const bodies = readdirSync(folder).filter(f => /^\d+-.*\.json$/.test(f)).sort()
  .map(file => ({ file, kind: basename(file, '.json').slice(5), body: JSON.parse(readFileSync(join(folder, file), 'utf8')) }));
const cards = bodies.flatMap(b => cardsIn(b.body).map(card => ({ file: b.file, card })));
const problems = [...compiled(), ...cards.flatMap(validated)];
for (const problem of problems)
  console.log(problem);
console.log(`${bodies.length} bodies, ${cards.length} cards, ${problems.length} problems`);
process.exitCode = problems.length > 0 ? 1 : 0;

/** Every adaptive card in a body: as an attachment, or as the answer to an invoke. */
function cardsIn(node) {
  if (node === null || typeof node !== 'object')
    return [];
  if (node.contentType === CARD)
    return [node.content];
  if (node.type === CARD)
    return [node.value];
  return Object.values(node).flatMap(cardsIn);
}

/** Assigns each body and each card to its type, so that tsc also refuses members that nobody knows. */
function compiled() {
  const lines = [
    "import type { Account, CreateConversationParams, IMessageActivity, IMessageActivityInput, InvokeResponse } from '@microsoft/teams.api';",
    "import type { IAdaptiveCard } from '@microsoft/teams.cards';",
    // A summary is what notifications show; the published input type forgets it, the published activity has it.
    "type Message = IMessageActivityInput & Partial<Pick<IMessageActivity, 'summary'>>;",
    "type Named = Pick<Account, 'id'>;",
    "type NewConversation = Omit<CreateConversationParams, 'bot' | 'members' | 'activity'> & { bot?: Named; members?: Named[]; activity?: Message };",
    ...bodies.map(b => statement(b.file, TYPES[b.kind] ?? `NonNullable<InvokeResponse<'${b.kind.replace('.', '/')}'>['body']>`, b.body)),
    ...cards.map(c => statement(c.file, 'IAdaptiveCard', c.card)),
  ];
  // One statement a line, so that a message's line number leads back to the file.
  writeFileSync(join(folder, 'check.ts'), lines.join('\n'));
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: COMPILER, files: ['check.ts'] }));
  if (!existsSync(join(folder, 'node_modules')))
    symlinkSync(join(here, 'node_modules'), join(folder, 'node_modules'));
  try {
    execFileSync(process.execPath, [join(here, 'node_modules/typescript/bin/tsc'), '-p', folder], { cwd: folder, encoding: 'utf8' });
    return [];
  } catch (failure) {
    return String(failure.stdout).split('\n').filter(l => l.trim() !== '')
      .map(l => l.replace(/^check\.ts\((\d+),(\d+)\)/, (_, line) => /\/\* (.*?) \*\//.exec(lines[line - 1])?.[1] ?? 'check.ts'));
  }
}

function statement(file, type, value) {
  return `/* ${file} */ ((_: ${type}) => {})(${JSON.stringify(value)});`;
}

function validated({ file, card }) {
  const { AdaptiveCard, HostConfig, SerializationContext, Versions } = require('adaptivecards/dist/adaptivecards.js');
  const parsed = new AdaptiveCard();
  parsed.hostConfig = new HostConfig(require('adaptivecards-designer/lib/hostConfigs/microsoft-teams-light.json'));
  const context = new SerializationContext(Versions.v1_5);
  parsed.parse(structuredClone(card), context);
  const events = [...parsed.validateProperties().validationEvents, ...Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i))];
  return [...new Set(events.map(e => e.message))].map(message => `${file}: ${message}`);
}
