import { connect } from 'node:net';

/** The first message of a client, protocol 3.0. @param {Record<string, string>} parameters */
export function startupMessage(parameters) {
  const text = Object.entries(parameters)
    .map(([name, value]) => `${name}\0${value}\0`)
    .join('');
  const message = Buffer.alloc(8 + Buffer.byteLength(text) + 1);
  message.writeInt32BE(message.length, 0);
  message.writeInt32BE(196_608, 4);
  message.write(text, 8);
  return message;
}

/**
 * Whether the server would let somebody in: it asks for the password (`R`). While it starts or recovers it answers an error instead.
 * @param {number} port
 * @param {{ user: string, database: string }} as
 * @returns {Promise<boolean>}
 */
export function acceptsConnections(port, as) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(startupMessage(as)));
    /** @param {boolean} answer */
    const finish = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(2_000, () => finish(false));
    socket.once('error', () => finish(false));
    socket.once('close', () => finish(false));
    socket.once('data', (data) => finish(String.fromCharCode(data[0] ?? 0) === 'R'));
  });
}
