import { parseSync } from 'oxc-parser';
import { lineAt } from './tree.mjs';

/**
 * Something that a file declares at its top. `derived`: a type made from a value (`typeof table`), whose words stand at the value.
 * @typedef {{ name: string, kind: 'type' | 'value', exported: boolean, documented: boolean, derived: boolean, line: number }} Declaration
 * @typedef {{ type: string, start: number, end: number, declaration?: Node | null, id?: { name: string } | null, declarations?: Node[] }} Node
 */
const typeKinds = new Set(['TSInterfaceDeclaration', 'TSTypeAliasDeclaration']);
const kinds = new Set([...typeKinds, 'ClassDeclaration', 'FunctionDeclaration', 'TSDeclareFunction', 'TSEnumDeclaration', 'VariableDeclaration']);

/** @param {string} file @param {string} text @returns {Declaration[]} */
export function declarationsOf(file, text) {
  const { program, comments } = parseSync(file, text);
  const docs = comments.filter((comment) => comment.type === 'Block' && comment.value.startsWith('*')).map(({ end }) => end);
  const body = /** @type {Node[]} */ (/** @type {unknown} */ (program.body));
  return body.flatMap((statement) => {
    const exported = statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration';
    const declared = exported ? statement.declaration : statement;
    if (!declared || !kinds.has(declared.type)) return [];
    const documented = docs.some((end) => end <= declared.start && isOnlyBetween(text.slice(end, declared.start)));
    const derived = typeKinds.has(declared.type) && /=[^;]*\btypeof\b/.test(text.slice(declared.start, declared.end));
    return namesOf(declared).map((name) => ({
      name,
      kind: typeKinds.has(declared.type) ? 'type' : 'value',
      exported,
      documented,
      derived,
      line: lineAt(text, declared.start),
    }));
  });
}

/** What may stand between words and what they are about: line breaks, `export`, decorators. @param {string} between */
function isOnlyBetween(between) {
  return /^\s*(@[\w.]+(\([^;]*?\))?\s*)*(export\s+)?(default\s+)?(abstract\s+)?(async\s+)?$/.test(between);
}

/** @param {Node} declared @returns {string[]} */
function namesOf(declared) {
  return (declared.declarations ?? [declared]).flatMap(({ id }) => (id?.name ? [id.name] : []));
}
