/** Fields of a log line. The logger prints only names it knows (`@rapport/telemetry`) and never a personal value. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Where structured log lines go; lower floors take it as a parameter. `event` is a stable name in kebab-case, never a sentence with values in it. */
export interface Log {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  /** `thrown` gives its class and stack; messages of foreign errors are not printed, for they may quote data. */
  error(event: string, thrown: unknown, fields?: LogFields): void;
}

/** A log that is not kept, for specs and for commands that speak to a person. */
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };
