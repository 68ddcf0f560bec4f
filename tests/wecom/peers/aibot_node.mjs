// npm @wecom/aibot-node-sdk (WeCom's own): the bot's WebSocket against the fake.
import assert from "node:assert/strict";
import { createRequire } from "node:module";

const { WSClient } = createRequire(`${process.cwd()}/`)("@wecom/aibot-node-sdk");
const world = JSON.parse(process.env.WORLD);
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const client = new WSClient({
  botId: world.bot, secret: world.bot_secret, wsUrl: world.ws_url, logger: quiet, heartbeatInterval: 200,
});
const waiting = {}, come = {};
for (const name of ["authenticated", "message.text", "message.mixed", "event.enter_chat",
  "event.template_card_event", "event.disconnected_event"]) {
  come[name] = [];
  client.on(name, (frame) => (waiting[name] ? waiting[name](frame) : come[name].push(frame)));
}
const next = (name) => come[name].length ? Promise.resolve(come[name].shift()) : new Promise((resolve, reject) => {
  const late = setTimeout(() => reject(new Error(`no ${name}`)), 10_000);
  waiting[name] = (frame) => { clearTimeout(late); delete waiting[name]; resolve(frame); };
});
const ok = async (answer) => assert.equal((await answer).errcode, 0);
const card = {
  card_type: "button_interaction", main_title: { title: "1042 路灯不亮" },
  button_list: [{ text: "接单", key: "accept" }], task_id: `wo-${world.peer}`,
};

client.connect();
await next("authenticated");
console.log("aibot_subscribe");
await ok(client.replyWelcome(await next("event.enter_chat"), { msgtype: "text", text: { content: "您好" } }));
console.log("welcome");
const said = await next("message.text");
for (const [content, finish] of [["处理", false], ["处理中…", false], ["已受理", true]]) {
  await ok(client.replyStream(said, "S1", content, finish));
}
console.log("stream");
const mixed = await next("message.mixed");
const { url, aeskey } = mixed.body.mixed.msg_item[1].image;
const { buffer } = await client.downloadFile(url, aeskey);
assert.equal(buffer.toString("latin1"), "\x89PNG picture");
console.log("an encrypted picture");
await ok(client.replyTemplateCard(mixed, card));
const click = await next("event.template_card_event");
assert.equal(click.body.event.template_card_event.event_key, "accept");
await ok(client.updateTemplateCard(click, { ...card, main_title: { title: "1042 已接单" } }));
console.log("a card, a click, a changed card");
const picture = Buffer.concat([Buffer.from("\x89PNG", "latin1"), Buffer.alloc(1_300_000, 7)]);
const { media_id } = await client.uploadMedia(picture, { type: "image", filename: "a.png" });
await ok(client.replyMedia(said, "image", media_id));
console.log("upload in pieces");
await ok(client.sendMessage(world.chat, { msgtype: "markdown", markdown: { content: "周报" } }));
console.log("aibot_send_msg");
await next("event.disconnected_event");
console.log("another connection took over");
client.disconnect();
process.exit(0);
