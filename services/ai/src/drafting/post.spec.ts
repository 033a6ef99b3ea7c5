import { describe, expect, it } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { patient } from './post.js';

const optionsOf = (url: string) => createTransport(patient(url)).options;

describe('a mail server', () => {
  it('is waited for so long and no longer, as the library understands it', () => {
    expect(optionsOf('smtps://desk%40acme:p%2Fw@mail.example.org')).toMatchObject({
      host: 'mail.example.org',
      secure: true,
      auth: { user: 'desk@acme', pass: 'p/w' },
      connectionTimeout: 10_000,
      greetingTimeout: 30_000,
      socketTimeout: 120_000,
    });
  });

  it('is given the time that its address names', () => {
    expect(optionsOf('smtp://127.0.0.1:2525?socketTimeout=5000')).toMatchObject({ port: 2525, socketTimeout: 5000 });
  });
});
