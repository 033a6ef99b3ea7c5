import { Agent, request } from 'node:http';

/** Connections that stay open. @param {number} width */
export const connections = (width) => new Agent({ keepAlive: true, maxSockets: width, maxFreeSockets: width });

/** One request with a bearer token. @param {URL} url @param {{ method: string, agent: Agent, token: string, body?: string }} how @returns {Promise<{ status: number, text: string }>} */
export function ask(url, { method, agent, token, body }) {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
    };
    const sent = request(url, { method, agent, headers }, (answer) => {
      const parts = /** @type {Buffer[]} */ ([]);
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString() }));
      answer.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
