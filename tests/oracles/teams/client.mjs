// Microsoft's own client against the emulated connector: what it reads there proves the emulator.
// Usage: node client.mjs SERVICE_URL TOKEN CHANNEL PERSON TENANT; prints what it was told as JSON.
import { createRequire } from 'node:module';

const { Client } = createRequire(import.meta.url)('@microsoft/teams.api');
const [serviceUrl, token, channel, person, tenant] = process.argv.slice(2);
// The client joins paths with a slash of its own.
const client = new Client(serviceUrl.replace(/\/$/, ''), { token });
const text = words => ({ type: 'message', text: words });

const thread = await client.conversations.create({ isGroup: true, channelData: { channel: { id: channel } }, activity: text('first') });
const reply = await client.conversations.activities(thread.id).create(text('reply'));
await client.conversations.activities(channel).update(reply.id, text('edited'));
const doomed = await client.conversations.activities(channel).create(text('doomed'));
await client.conversations.activities(channel).delete(doomed.id);
const chat = await client.conversations.create({ members: [{ id: person }], tenantId: tenant, isGroup: false });
await client.conversations.activities(chat.id).create(text('privately'));
const members = await client.conversations.members(channel).get();
const member = await client.conversations.members(channel).getById(person);
console.log(JSON.stringify({ thread, reply, chat, members: members.map(m => m.name), directory: member.aadObjectId }));
