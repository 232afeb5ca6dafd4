// A small bot on discord.js, so that a library that other people wrote and many use judges the emulator.
// It prints what it reads as JSON lines. Usage: node bot.mjs API TOKEN
import {
  ActionRowBuilder, ApplicationCommandType, AttachmentBuilder, ButtonBuilder, ButtonStyle, Client, ContainerBuilder, Events,
  GatewayIntentBits, LabelBuilder, MessageFlags, ModalBuilder, Partials, SlashCommandBuilder, ContextMenuCommandBuilder,
  StringSelectMenuBuilder, TextDisplayBuilder, TextInputBuilder, TextInputStyle,
} from 'discord.js';

const [api, token] = process.argv.slice(2);
const say = (kind, data = {}) => process.stdout.write(`${JSON.stringify({ kind, ...data })}\n`);
const client = new Client({
  intents: [
    GatewayIntentBits.Guilds, GatewayIntentBits.GuildMembers, GatewayIntentBits.GuildMessages,
    GatewayIntentBits.GuildMessageReactions, GatewayIntentBits.DirectMessages, GatewayIntentBits.MessageContent,
  ],
  partials: [Partials.Message, Partials.Reaction, Partials.Channel],
  rest: { api, version: '10' },
});

const round = new SlashCommandBuilder().setName('policybot').setDescription('Policies').addSubcommandGroup((group) => group
  .setName('round').setDescription('Rounds').addSubcommand((sub) => sub.setName('open').setDescription('Opens')
    .addStringOption((o) => o.setName('deadline').setDescription('When').setRequired(true).setAutocomplete(true))
    .addBooleanOption((o) => o.setName('now').setDescription('At once'))));

const buttons = () => new ActionRowBuilder().addComponents(
  new ButtonBuilder().setCustomId('vote agree').setLabel('Agree').setStyle(ButtonStyle.Success),
  new ButtonBuilder().setCustomId('comment').setLabel('Comment').setStyle(ButtonStyle.Secondary),
);

client.once(Events.ClientReady, async () => {
  const guild = client.guilds.cache.first();
  await client.application.commands.set([round, new ContextMenuCommandBuilder().setName('Use as scenario').setType(ApplicationCommandType.Message)]);
  const members = await guild.members.fetch();
  const channel = guild.channels.cache.find((c) => c.name === 'general');
  const card = await channel.send({
    flags: MessageFlags.IsComponentsV2,
    components: [
      new ContainerBuilder().addTextDisplayComponents(new TextDisplayBuilder().setContent('# Amendment A1 <@1>'))
        .addMediaGalleryComponents((g) => g.addItems((i) => i.setURL('attachment://chart.png').setDescription('Two bars'))),
      buttons(),
      new ActionRowBuilder().addComponents(new StringSelectMenuBuilder().setCustomId('which').addOptions({ label: 'First', value: '1' }, { label: 'Second', value: '2' })),
    ],
    files: [new AttachmentBuilder(Buffer.from('not a picture'), { name: 'chart.png', description: 'Two bars' })],
    allowedMentions: { parse: [] },
    nonce: 'a1', enforceNonce: true,
  });
  await card.react('👍');
  const thread = await card.startThread({ name: 'A1' });
  await thread.send('Discuss here.');
  const same = await channel.messages.fetch(card.id);
  say('ready', {
    guild: guild.name, members: members.map((m) => m.user.username).sort(), bot: client.user.username,
    roles: guild.roles.cache.map((r) => r.name).sort(), card: card.id, thread: thread.id, reactions: same.reactions.cache.map((r) => r.emoji.name),
    components: same.components.map((c) => c.constructor.name), files: same.attachments.map((a) => [a.name, a.description]),
    commands: (await client.application.commands.fetch()).map((c) => [c.name, c.type]),
  });
});

client.on(Events.MessageCreate, (m) => m.author.id === client.user.id || say('message', { by: m.author.username, content: m.content, in: m.channel.name ?? 'direct', thread: m.channel.isThread() }));
client.on(Events.MessageDelete, (m) => say('deleted', { id: m.id }));
client.on(Events.MessageReactionAdd, (r, user) => user.id === client.user.id || say('reaction', { emoji: r.emoji.name, by: user.id, on: r.message.id }));
client.on(Events.MessageReactionRemove, (r, user) => say('unreaction', { emoji: r.emoji.name, by: user.id }));
client.on(Events.GuildMemberAdd, (m) => say('joined', { name: m.user.username }));
client.on(Events.ThreadUpdate, (_, t) => say('thread', { archived: t.archived }));

client.on(Events.InteractionCreate, async (i) => {
  try {
    await answer(i);
  } catch (error) {
    say('error', { message: error.message });
  }
});

async function answer(i) {
  if (i.isAutocomplete()) {
    await i.respond([{ name: `${i.options.getFocused()} hours`, value: `${i.options.getFocused()}h` }]);
  } else if (i.isMessageContextMenuCommand()) {
    say('menu', { content: i.targetMessage.content });
    await i.reply({ content: 'Kept.', flags: MessageFlags.Ephemeral });
  } else if (i.isChatInputCommand()) {
    say('command', { group: i.options.getSubcommandGroup(), sub: i.options.getSubcommand(), deadline: i.options.getString('deadline'), now: i.options.getBoolean('now'), by: i.member.user.username, admin: i.memberPermissions.has('Administrator') });
    await i.deferReply({ flags: MessageFlags.Ephemeral });
    await i.editReply('Opened.');
    await i.followUp({ content: 'Also this.', flags: MessageFlags.Ephemeral });
  } else if (i.isButton() && i.customId === 'comment') {
    const text = new TextInputBuilder().setCustomId('words').setStyle(TextInputStyle.Paragraph).setMaxLength(200);
    await i.showModal(new ModalBuilder().setCustomId('comment A1').setTitle('Comment').addLabelComponents(new LabelBuilder().setLabel('Your words').setTextInputComponent(text)));
  } else if (i.isButton()) {
    say('button', { id: i.customId, on: i.message.id });
    await i.reply({ content: `${i.user.username} agrees`, flags: MessageFlags.Ephemeral });
  } else if (i.isStringSelectMenu()) {
    say('select', { values: i.values });
    await i.deferUpdate();
    await i.editReply({ components: [new TextDisplayBuilder().setContent(`Picked ${i.values}`)] });
  } else if (i.isModalSubmit()) {
    say('modal', { id: i.customId, words: i.fields.getTextInputValue('words') });
    await i.reply({ content: 'Thanks.', flags: MessageFlags.Ephemeral });
  }
}

process.stdin.on('end', () => client.destroy().then(() => process.exit(0))).resume();
await client.login(token);
