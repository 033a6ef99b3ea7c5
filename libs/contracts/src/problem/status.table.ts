import type { AppError, ErrorCode, Locale, Reason } from '@rapport/kernel';

interface Kind {
  readonly status: number;
  readonly title: Readonly<Record<Locale, string>>;
}

/** The one table from what went wrong to the HTTP status and the short name of the kind of failure. */
// oxfmt-ignore
const kinds: Readonly<Record<ErrorCode, Kind>> = {
  invalid:         { status: 400, title: { en: 'Invalid request', ru: 'Неверный запрос' } },
  unauthenticated: { status: 401, title: { en: 'Not signed in', ru: 'Вход не выполнен' } },
  forbidden:       { status: 403, title: { en: 'Not allowed', ru: 'Нет права' } },
  not_found:       { status: 404, title: { en: 'Not found', ru: 'Не найдено' } },
  conflict:        { status: 409, title: { en: 'Conflict', ru: 'Противоречие' } },
  stale:           { status: 412, title: { en: 'Changed meanwhile', ru: 'Запись изменилась' } },
  too_large:       { status: 413, title: { en: 'Too large', ru: 'Слишком большой запрос' } },
  unsupported:     { status: 415, title: { en: 'Unsupported format', ru: 'Неподдерживаемый формат' } },
  mismatch:        { status: 422, title: { en: 'Another request under this key', ru: 'Другой запрос с тем же ключом' } },
  exhausted:       { status: 429, title: { en: 'Too many requests', ru: 'Слишком много запросов' } },
  cancelled:       { status: 499, title: { en: 'Cancelled', ru: 'Отменено' } },
  internal:        { status: 500, title: { en: 'Internal error', ru: 'Внутренняя ошибка' } },
  unavailable:     { status: 503, title: { en: 'Try again soon', ru: 'Повторите немного позже' } },
  deadline:        { status: 504, title: { en: 'Took too long', ru: 'Слишком долго' } },
};

// What HTTP itself names more closely than our closed set of codes does.
const ofHttp: Partial<Record<Reason, Kind>> = {
  HEADERS_TOO_LARGE: { status: 431, title: { en: 'Too large', ru: 'Слишком большой запрос' } },
  METHOD_NOT_ALLOWED: { status: 405, title: { en: 'Method not allowed', ru: 'Метод не поддерживается' } },
};

/** Status and title of an error. */
export function kindOf(error: AppError): Kind {
  return ofHttp[error.reason] ?? kinds[error.code];
}
