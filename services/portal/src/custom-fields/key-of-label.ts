// oxfmt-ignore
const latinOf = new Map(
  Object.entries({
    а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ё: 'e', ж: 'zh', з: 'z', и: 'i', й: 'y', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p',
    р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'h', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'sch', ъ: '', ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya',
  }),
);

const mostLetters = 40;

/** A key made from a field's name: `Уровень лояльности` gives `uroven-loyalnosti`. */
export function keyOfLabel(label: string): string {
  const latin = [...label.toLowerCase()].map((letter) => latinOf.get(letter) ?? letter).join('');
  return latin
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-\d]+/, '')
    .slice(0, mostLetters)
    .replace(/-+$/, '');
}
