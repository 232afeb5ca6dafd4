// Logs in with discord.js and prints what it reads of the commands and cards of another bot on the same account, as JSON lines.
// Usage: node reader.mjs API TOKEN
import { Client, Events, GatewayIntentBits } from 'discord.js';

const [api, token] = process.argv.slice(2);
const say = (kind, data) => process.stdout.write(`${JSON.stringify({ kind, ...data })}\n`);
const client = new Client({
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.GuildMessageReactions, GatewayIntentBits.MessageContent],
  rest: { api, version: '10' },
});
const inside = (component) => [component, ...(component.components ?? []).flatMap(inside), ...(component.accessory ? inside(component.accessory) : [])];
const card = (message) => {
  const all = message.components.flatMap(inside);
  return {
    id: message.id, mine: message.author.id === client.user.id, kinds: [...new Set(all.map((c) => c.constructor.name))].sort(),
    buttons: all.filter((c) => c.constructor.name === 'ButtonComponent').map((c) => [c.label, c.customId]),
    text: all.filter((c) => c.constructor.name === 'TextDisplayComponent').map((c) => c.content).join('\n'),
    files: message.attachments.map((a) => a.name), thread: message.thread?.name ?? null, reactions: message.reactions.cache.size,
  };
};

client.once(Events.ClientReady, async () => {
  const commands = await client.application.commands.fetch();
  say('commands', { commands: commands.map((c) => ({ name: c.name, type: c.type, groups: c.options.map((o) => [o.name, (o.options ?? []).map((s) => s.name)]) })) });
  const channel = client.guilds.cache.first().channels.cache.find((c) => c.name === 'general');
  say('cards', { cards: (await channel.messages.fetch()).map(card) });
});
client.on(Events.MessageUpdate, (_, message) => say('edited', card(message)));

process.stdin.on('end', () => client.destroy().then(() => process.exit(0))).resume();
await client.login(token);
