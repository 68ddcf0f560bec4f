// npm @wecom/crypto (WeCom's own): a callback address that decrypts what the fake sends, and an answer that it encrypts.
import { createServer } from "node:http";
import { createRequire } from "node:module";

const { decrypt, encrypt, getSignature } = createRequire(`${process.cwd()}/`)("@wecom/crypto");
const { token, aes_key: key, corp } = JSON.parse(process.env.WORLD);
const inside = (xml, name) => new RegExp(`<${name}>(?:<!\\[CDATA\\[)?(.*?)(?:\\]\\]>)?</${name}>`, "s").exec(xml)[1];

createServer(async (request, response) => {
  const query = new URL(request.url, "http://localhost").searchParams;
  let body = "";
  for await (const piece of request) body += piece;
  const secret = query.get("echostr") ?? inside(body, "Encrypt");
  const { message, id } = decrypt(key, secret);
  const signed = getSignature(token, query.get("timestamp"), query.get("nonce"), secret);
  if (signed !== query.get("msg_signature") || id !== corp) return response.writeHead(403).end();
  if (request.method === "GET") return response.end(message);
  console.log(`callback ${inside(message, "MsgType")} ${inside(message, "Content")}`);
  const answer = encrypt(key, "<xml><MsgType>text</MsgType><Content><![CDATA[收到😀]]></Content></xml>", corp);
  const stamp = "1700000000", nonce = "n1";
  response.end(`<xml><Encrypt>${answer}</Encrypt><MsgSignature>${getSignature(token, stamp, nonce, answer)}</MsgSignature>`
    + `<TimeStamp>${stamp}</TimeStamp><Nonce>${nonce}</Nonce></xml>`);
}).listen(0, "127.0.0.1", function () { console.log(`port ${this.address().port}`); });
