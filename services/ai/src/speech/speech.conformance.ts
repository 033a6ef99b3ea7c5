import { afterAll, describe, expect, it } from '@jest/globals';
import { decode } from '../audio/decode.js';
import { floats } from '../audio/pcm.js';
import { encoded } from '../audio/recording.fixture.js';
import { resampled } from '../audio/resampler.js';
import type { Speech } from './speech.js';

const never = new AbortController().signal;

/** What every speech model that runs here must do; `language` is one that it knows. */
export function speechConformance(name: string, open: () => Speech & { stop(): void }, language = 'en'): void {
  describe(`a speech model (${name})`, () => {
    const speech = open();
    afterAll(() => speech.stop());

    it('names itself, and the languages that it knows', () => {
      expect([speech.model, speech.modelVersion].every(Boolean)).toBe(true);
      expect(speech.languages).toContain(language);
    });

    it('hears a sentence, and says how sure it is', async () => {
      const { pcm } = await decode(encoded('mono.flac'));
      const samples = resampled(floats(pcm.channels[0]!), pcm.rate, 16_000);
      const { text, confidence } = await speech.transcribe({ samples, language: 'en' }, never);
      expect(text).toMatch(/budget.*euros/i);
      expect(confidence > 0 && confidence <= 1).toBe(true);
    }, 120_000);

    it('hears two clips at once', async () => {
      const clip = { samples: new Float32Array(8000), language: 'en' };
      const heard = await Promise.all([speech.transcribe(clip, never), speech.transcribe(clip, never)]);
      expect(heard.every(({ text }) => text.length < 80)).toBe(true);
    }, 120_000);

    it('is left at once when nobody wants its words any more, and hears again', async () => {
      const leaving = new AbortController();
      const clip = { samples: new Float32Array(160_000), language: 'en' };
      const asked = speech.transcribe(clip, leaving.signal);
      leaving.abort();
      await expect(asked).rejects.toMatchObject({});
      expect(typeof (await speech.transcribe(clip, never)).text).toBe('string');
    }, 120_000);
  });
}
