/** What a sentence can be evidence of. */
export type CueKind = 'task' | 'next-step' | 'budget' | 'timing' | 'competitor' | 'decision-maker' | 'objection';

/** Words that make a sentence evidence of something. */
export interface Cue {
  readonly kind: CueKind;
  readonly pattern: RegExp;
  /** How often such a sentence is what it seems, by reading: 0 to 1. */
  readonly trust: number;
  /** Whose word it must be, where it is known who speaks. */
  readonly by?: 'customer' | 'colleague';
}

const money = String.raw`(?:\d[\d\s.,]*\s*(?:k|thousand|million|%|тысяч\p{L}*|млн|миллион\p{L}*)?|(?:\p{L}+[\s-])?(?:hundred|thousand|million|сто|двести|триста|пятьсот|тысяч\p{L}*|миллион\p{L}*))\s*(?:euros?|dollars?|pounds?|rubles?|roubles?|eur|usd|руб\p{L}*|евро|доллар\p{L}*|€|\$|£|₽)?`;

/** In both languages; the first that fits a sentence and its kind counts. */
export const cues: readonly Cue[] = [
  { kind: 'budget', pattern: new RegExp(String.raw`\b(?:budget|spend|afford)\b.{0,60}${money}`, 'iu'), trust: 0.85, by: 'customer' },
  {
    kind: 'budget',
    pattern: new RegExp(String.raw`(?:бюджет|потратить|выделил\p{L}*|выделено|заложил\p{L}*).{0,60}${money}`, 'iu'),
    trust: 0.85,
    by: 'customer',
  },
  { kind: 'budget', pattern: new RegExp(String.raw`${money}.{0,30}(?:\bbudget\b|бюджет)`, 'iu'), trust: 0.7, by: 'customer' },
  {
    kind: 'timing',
    pattern:
      /\b(?:(?:like|want|need|plan|hope) (?:to|it|them|this).{0,40}\b(?:by|in|before|start|from)\b|deadline|no later than|before the end of|as soon as possible)/iu,
    trust: 0.7,
    by: 'customer',
  },
  {
    kind: 'timing',
    pattern:
      /(?:нужно|надо|хот\p{L}+|планиру\p{L}+|успеть).{0,40}(?:до |к |в (?:январ|феврал|март|апрел|ма[ея]|июн|июл|август|сентябр|октябр|ноябр|декабр)|этом|следующем)|(?:срок|дедлайн|не позже|как можно скорее)/iu,
    trust: 0.7,
    by: 'customer',
  },
  {
    kind: 'competitor',
    pattern:
      /\b(?:(?:offer|quote|proposal|price) from|compared? (?:you )?(?:to|with)|(?:work|working|talking|looking) (?:with|at)|switch(?:ing)? to|competitor)\s+(?:an?other\s+|the\s+)?\p{Lu}\p{L}+/u,
    trust: 0.7,
    by: 'customer',
  },
  {
    kind: 'competitor',
    pattern: /(?:предложение от|сравнива\p{L}+ (?:вас )?с|работаем с|перейти к|конкурент\p{L}*)\s+(?:компани\p{L}+\s+)?[«"]?\p{Lu}\p{L}+/u,
    trust: 0.7,
    by: 'customer',
  },
  {
    kind: 'decision-maker',
    pattern: /\b(?:makes? the (?:final )?decision|decides?\b|has to (?:approve|sign)|needs? (?:the )?approval|signs? off|final say)/iu,
    trust: 0.8,
    by: 'customer',
  },
  {
    kind: 'decision-maker',
    pattern: /(?:принимает (?:окончательное )?решение|решение принима\p{L}+|решает|утвержда\p{L}+|подписыва\p{L}+|согласу\p{L}+ с|последнее слово)/iu,
    trust: 0.8,
    by: 'customer',
  },
  {
    kind: 'objection',
    pattern:
      /\b(?:too (?:high|expensive|much|long|complicated|slow)|not (?:sure|convinced|happy|interested)|(?:can ?not|can't|don't) (?:afford|see|need)|concern(?:ed)?|worried|problem is|has not arrived|have not arrived|cheaper)\b/iu,
    trust: 0.75,
    by: 'customer',
  },
  {
    kind: 'objection',
    pattern:
      /(?:слишком (?:дорого|долго|сложно|высок\p{L}+)|дороговато|не (?:уверен\p{L}*|устраива\p{L}+|готов\p{L}*|интересно)|сомнева\p{L}+|беспоко\p{L}+|проблема в|дешевле)/iu,
    trust: 0.75,
    by: 'customer',
  },
  {
    kind: 'next-step',
    pattern:
      /\b(?:let us|let's|shall we|we (?:will|should|can)) (?:talk|speak|meet|call)|(?:i|we)(?: will|'ll) call you|(?:call|speak|talk|meet) (?:you )?(?:again|back|next|on|tomorrow)\b/iu,
    trust: 0.8,
  },
  {
    kind: 'next-step',
    pattern: /(?:давайте|договорились).{0,30}(?:созвон\p{L}+|встре\p{L}+|поговор\p{L}+)|(?:перезвон\p{L}+|созвонимся|встретимся|наберу вас)/iu,
    trust: 0.8,
  },
  {
    kind: 'task',
    pattern:
      /\b(?:i|we)(?: will|'ll| am going to| are going to| can) (?:\w+ ){0,2}(?:send|prepare|check|write|find|ask|make|update|arrange|book|order|look into|get back|forward|share|confirm)\b/iu,
    trust: 0.85,
    by: 'colleague',
  },
  {
    kind: 'task',
    pattern: /\b(?:please|could you|can you|would you) (?:\w+ ){0,2}(?:send|prepare|check|call|write|find|ask|update|arrange|confirm|share|forward)\b/iu,
    trust: 0.75,
    by: 'customer',
  },
  {
    kind: 'task',
    pattern:
      /(?:(?<!\p{L})(?:я|мы)\s+)?(?<!\p{L})(?:отправлю|отправим|пришлю|пришлём|пришлем|вышлю|вышлем|подготовлю|подготовим|уточню|уточним|проверю|проверим|узнаю|узнаем|спрошу|напишу|напишем|посчитаю|посчитаем)(?!\p{L})/iu,
    trust: 0.85,
    by: 'colleague',
  },
  {
    kind: 'task',
    pattern:
      /(?<!\p{L})(?:пришлите|отправьте|проверьте|уточните|подготовьте|вышлите|напишите)(?!\p{L})|(?:можете|не могли бы вы).{0,20}(?:присл\p{L}+|отправ\p{L}+|проверь\p{L}*|проверить|уточн\p{L}+|подготов\p{L}+|напиш\p{L}+|вышл\p{L}+)/iu,
    trust: 0.75,
    by: 'customer',
  },
];
