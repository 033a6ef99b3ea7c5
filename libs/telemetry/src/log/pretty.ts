const colours: Readonly<Record<string, string>> = { debug: '\u001b[90m', info: '\u001b[36m', warn: '\u001b[33m', error: '\u001b[31m' };
const plain = '\u001b[0m';
const grey = '\u001b[90m';
const eventWidth = 24;

type Line = Readonly<Record<string, unknown>>;

/** One line of JSON as one line for people; an error's frames follow, indented. */
export function prettyLine(json: string): string {
  const { level, time, service, event, error, traceId: _traceId, spanId: _spanId, ...fields } = JSON.parse(json) as Line;
  const clock = String(time).slice(11, 23);
  const head = `${grey}${clock}${plain} ${colours[String(level)] ?? ''}${String(level).padEnd(5)}${plain} ${String(service).padEnd(9)} ${String(event).padEnd(eventWidth)}`;
  const said = Object.entries(fields).map(([name, value]) => `${grey}${name}=${plain}${String(value)}`);
  return `${[head, ...said].join(' ').trimEnd()}\n${error ? prettyError(error as Line, '  ') : ''}`;
}

function prettyError(error: Line, indent: string): string {
  const { class: name, stack, cause, errors: _errors, ...codes } = error;
  const said = Object.entries(codes).map(([key, value]) => ` ${grey}${key}=${plain}${String(value)}`);
  const frames = Array.isArray(stack) ? stack.map((frame) => `${indent}  ${grey}${String(frame)}${plain}\n`) : [];
  return `${indent}${String(name)}${said.join('')}\n${frames.join('')}${cause ? prettyError(cause as Line, `${indent}caused by `) : ''}`;
}
