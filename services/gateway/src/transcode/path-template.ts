/** A path of the contracts, such as `/v1/contacts/{contact.id}/restore`. */
export interface PathTemplate {
  readonly text: string;
  /** The same for Fastify; variables are `:p0`, `:p1`, for their real names may hold dots. */
  readonly pattern: string;
  /** Field paths of the variables, in their order: `[['contact', 'id']]`. */
  readonly variables: readonly (readonly string[])[];
}

const variableForm = /^\{([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*)\}$/;
const staticForm = /^[A-Za-z0-9._~:-]+$/;

/** Reads a path template. Throws for anything it does not know, so that a slip in a contract stops the start. */
export function pathTemplate(text: string): PathTemplate {
  const variables: string[][] = [];
  const segments = text
    .split('/')
    .slice(1)
    .map((segment) => {
      const variable = variableForm.exec(segment)?.[1];
      if (variable === undefined) {
        if (!staticForm.test(segment)) throw new Error(`The path ${text} has a segment that cannot be routed: “${segment}”`);
        return segment.replaceAll(':', '::');
      }
      variables.push(variable.split('.'));
      return `:p${variables.length - 1}`;
    });
  if (!text.startsWith('/')) throw new Error(`The path ${text} does not start with a slash`);
  return { text, pattern: `/${segments.join('/')}`, variables };
}
