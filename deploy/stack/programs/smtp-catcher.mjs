// node smtp-catcher.mjs LIBRARY-FOLDER MAIL-FOLDER SMTP-PORT HTTP-PORT [HOST]: takes every mail and delivers none.
// GET /messages lists them, oldest first; GET /messages/ID is one as it came; DELETE /messages forgets all.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [library = '', folder = '', smtpPort, httpPort, host = '127.0.0.1'] = process.argv.slice(2);
const { SMTPServer } = createRequire(join(library, 'package.json'))('smtp-server');
const mostBytes = 25 * 1024 * 1024;
let last = 0;

/** A name that sorts by arrival. */
const nextId = () => String((last = Math.max(last + 1, Date.now()))).padStart(15, '0');
const ids = () => readdirSync(folder).flatMap((name) => (name.endsWith('.json') ? [name.slice(0, -5)] : []));

/**
 * One mail, kept whole.
 * @param {import('node:stream').Readable & { sizeExceeded?: boolean }} stream
 * @param {{ envelope: { mailFrom: { address?: string }, rcptTo: readonly { address: string }[] } }} session
 * @param {(refusal?: Error) => void} done
 */
function keep(stream, { envelope }, done) {
  /** @type {Buffer[]} */
  const parts = [];
  stream.on('data', (part) => parts.push(part));
  stream.on('end', () => {
    if (stream.sizeExceeded) return done(Object.assign(new Error('the message is too large'), { responseCode: 552 }));
    const id = nextId();
    const body = Buffer.concat(parts);
    const about = { id, from: envelope.mailFrom.address ?? '', to: envelope.rcptTo.map(({ address }) => address), bytes: body.length, at: new Date() };
    writeFileSync(join(folder, `${id}.eml`), body);
    writeFileSync(join(folder, `${id}.json`), JSON.stringify(about));
    done();
  });
}

const mail = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], size: mostBytes, onData: keep });

const page = createServer((request, response) => {
  const id = /^\/messages\/(\d+)$/.exec(request.url ?? '')?.[1];
  if (id && ids().includes(id)) return response.setHeader('content-type', 'message/rfc822').end(readFileSync(join(folder, `${id}.eml`)));
  if (request.url !== '/messages') return response.writeHead(404).end();
  if (request.method === 'DELETE') {
    for (const name of readdirSync(folder)) rmSync(join(folder, name));
    return response.writeHead(204).end();
  }
  const messages = ids().map((one) => JSON.parse(readFileSync(join(folder, `${one}.json`), 'utf8')));
  response.setHeader('content-type', 'application/json').end(JSON.stringify(messages));
});

mail.on('error', (/** @type {Error} */ error) => console.error(error.message));
mail.listen(Number(smtpPort), host);
page.listen(Number(httpPort), host);
process.on('SIGTERM', () => process.exit(0));
