import { beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FinishedSpan, RecentTrace } from './trace/trace-ring.js';

const here = dirname(fileURLToPath(import.meta.url));
const traceId = '0af7651916cd43dd8448eb211c80319c';

function tracesOf(flag: '00' | '01', environment: Record<string, string> = {}): RecentTrace[] {
  const loads = [join(here, '../../../deploy/checks/source.mjs'), join(here, 'preload.ts')].flatMap((file) => ['--import', file]);
  const args = [...loads, join(here, 'preload.fixture.ts'), `00-${traceId}-b7ad6b7169203331-${flag}`];
  const { NODE_OPTIONS: _unused, OTEL_EXPORTER_ZIPKIN_ENDPOINT: _elsewhere, ...inherited } = process.env;
  return JSON.parse(execFileSync(process.execPath, args, { env: { ...inherited, ...environment }, encoding: 'utf8' })) as RecentTrace[];
}

describe('a program behind the preload', () => {
  let spans: readonly FinishedSpan[];
  beforeAll(() => {
    const traces = tracesOf('01', { OTEL_TRACES_SAMPLER_ARG: '0.000001' });
    expect(traces.map((trace) => trace.traceId)).toEqual([traceId]);
    spans = traces[0]!.spans;
  });
  const named = (name: string) => spans.filter((span) => span.name === name);

  it('has one trace from HTTP through the work and the headers to SQL', () => {
    const [[door], [rpc], [handle]] = [named('GET'), named('rpc'), named('handle')];
    expect(door!.parentId).toBe('b7ad6b7169203331');
    expect(rpc!.parentId).toBe(door!.spanId);
    expect(handle!.parentId).toBe(rpc!.spanId);
    expect(named('sql select').map((span) => span.parentId)).toEqual([rpc!.spanId, rpc!.spanId, handle!.spanId]);
  });

  it('keeps statements without the values in them, and says how one failed', () => {
    expect(named('sql select').map((span) => span.attributes['db.query.text'])).toEqual(['select $1::text as given, ? as family', 'select ?::int', 'select ?']);
    expect(named('sql select')[1]).toMatchObject({ failed: true, attributes: { 'error.type': '22P02' } });
  });

  it('keeps no path, no query string and no parameter', () => {
    expect(JSON.stringify(spans)).not.toMatch(/Zebulon|Quux|9995550142/);
  });
});

it('keeps nothing of a trace that its caller does not keep', () => {
  expect(tracesOf('00')).toEqual([]);
});

it('keeps nothing when the share is 0', () => {
  expect(tracesOf('01', { OTEL_TRACES_SAMPLER_ARG: '0' })).toEqual([]);
});
