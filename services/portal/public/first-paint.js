// Before anything is drawn: the theme and the language that were chosen last, so that nothing flashes.
{
  const kept = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  };
  const scheme = kept('mantine-color-scheme-value');
  const dark = scheme === 'dark' || (scheme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  document.documentElement.lang = kept('rapport.locale') ?? (navigator.language.startsWith('ru') ? 'ru' : 'en');
}
