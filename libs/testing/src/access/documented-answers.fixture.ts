import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Answer } from '../installation/asking.fixture.js';

interface Response {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, { readonly schema?: object }>>;
}

/** An OpenAPI document, as far as it says what answers there are. */
export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: Readonly<Record<string, Response>> }>>>>;
  readonly components: { readonly responses: Readonly<Record<string, Response>> };
}

/** Holds answers to what an installation says of itself. */
export class DocumentedAnswers {
  private readonly ajv = new Ajv2020({ strict: false, validateFormats: false });
  private readonly checks = new Map<string, ValidateFunction | undefined>();

  constructor(private readonly document: OpenApiDocument) {}

  /** What of an answer the document does not say; nothing when all is as it says. The route is as in the document: `GET /v1/contacts/{id}`. */
  troubleWith(route: string, { status, headers, json }: Answer): string {
    const [verb = '', path = ''] = route.split(' ');
    const said = this.document.paths[path]?.[verb.toLowerCase()]?.responses[String(status)];
    if (!said) return `an answer of ${status} is not documented`;
    const type = headers.get('content-type')?.split(';')[0] ?? '';
    const { content = {} } = said.$ref ? this.document.components.responses[said.$ref.split('/').at(-1)!]! : said;
    const media = content[type];
    if (!media) return `${status} with ${type} is not documented`;
    const check = this.check(`${route} ${status}`, media.schema);
    return !check || check(json) ? '' : `${status} is not as documented: ${this.ajv.errorsText(check.errors)}`;
  }

  private check(name: string, schema: object | undefined): ValidateFunction | undefined {
    if (!this.checks.has(name)) this.checks.set(name, schema && this.ajv.compile({ ...schema, components: this.document.components }));
    return this.checks.get(name);
  }
}
