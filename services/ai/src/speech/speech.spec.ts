import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { EmbeddedSpeech } from './embedded.speech.js';
import { languagesOf } from './folder-model.js';
import { FolderSpeech } from './folder.speech.js';
import { speechConformance } from './speech.conformance.js';

speechConformance('that ships', () => new EmbeddedSpeech());

const folder = process.env['RAPPORT_SPEECH_FOLDER'];
if (folder) speechConformance('in a folder', () => new FolderSpeech(folder));
else describe.skip('a speech model in a folder: RAPPORT_SPEECH_FOLDER names none, so none was tried', () => it('needs one', () => undefined));

describe('a folder', () => {
  it('that holds no model is refused in words', () => expect(() => new FolderSpeech(tmpdir())).toThrow(/RAPPORT_SPEECH_FOLDER.*config\.json/));

  it('tells which languages its model knows', () => {
    const place = mkdtempSync(join(tmpdir(), 'rapport-model-'));
    try {
      expect(languagesOf(place)).toEqual(['en']);
      mkdirSync(join(place, 'onnx'));
      writeFileSync(join(place, 'generation_config.json'), JSON.stringify({ lang_to_id: { '<|en|>': 1, '<|ru|>': 2 } }));
      expect(languagesOf(place)).toEqual(['en', 'ru']);
    } finally {
      rmSync(place, { recursive: true });
    }
  });
});
