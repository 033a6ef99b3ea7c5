// A raw request of the same bytes: nats.js over two connections, or what is left when there is no broker.
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { connect } from '@nats-io/transport-node';
import { SuggestRequestSchema, SuggestResponseSchema } from '@rapport/contracts';
import { answer, answerBytes, request, requestBytes } from './rpc.contract.mjs';
import { takeTurns } from './side.mjs';

const servers = process.env['NATS_URL'];
if (servers) await natsSide(servers);
else memorySide();

/** @param {string} servers */
async function natsSide(servers) {
  const [serving, calling] = [await connect({ servers }), await connect({ servers })];
  serving.subscribe('bench.raw.suggest', { queue: 'bench', callback: (_, message) => void message.respond(answerBytes) });
  await serving.flush();
  takeTurns(
    () => calling.request('bench.raw.suggest', requestBytes, { timeout: 5000 }),
    async () => void (await Promise.all([serving.drain(), calling.drain()])),
  );
}

/** The messages encoded and decoded, in another turn of the loop each way. */
function memorySide() {
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const ask = async () => {
    const sent = toBinary(SuggestRequestSchema, create(SuggestRequestSchema, request));
    await turn();
    fromBinary(SuggestRequestSchema, sent);
    const replied = toBinary(SuggestResponseSchema, create(SuggestResponseSchema, answer));
    await turn();
    return fromBinary(SuggestResponseSchema, replied);
  };
  takeTurns(ask, async () => undefined);
}
