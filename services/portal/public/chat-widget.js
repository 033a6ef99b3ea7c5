// Puts a chat on any page: <script src="https://…/chat-widget.js" data-tenant="acme" data-language="en" defer></script>
// The chat itself stands in a frame of ours: this page sees nothing of it, and it sees nothing of this page.
{
  const { src, dataset } = document.currentScript;
  const { origin } = new URL(src);
  const language = dataset.language ?? (navigator.language.startsWith('ru') ? 'ru' : 'en');
  const words = language === 'ru' ? { open: 'Чат с нами', close: 'Закрыть чат' } : { open: 'Chat with us', close: 'Close the chat' };
  const style = (element, rules) => Object.assign(element.style, rules);

  const button = document.createElement('button');
  button.type = 'button';
  style(button, {
    position: 'fixed',
    insetBlockEnd: '20px',
    insetInlineEnd: '20px',
    zIndex: '2147483000',
    padding: '12px 20px',
    border: '0',
    borderRadius: '24px',
    background: '#145c4c',
    color: '#ffffff',
    font: '600 16px system-ui, sans-serif',
    cursor: 'pointer',
    boxShadow: '0 4px 16px rgb(0 0 0 / 25%)',
  });

  let frame;
  const isOpen = () => frame !== undefined && !frame.hidden;
  const say = () => {
    button.textContent = isOpen() ? words.close : words.open;
    button.setAttribute('aria-expanded', String(isOpen()));
  };
  const begin = () => {
    const query = new URLSearchParams({ tenant: dataset.tenant ?? '', language });
    frame = document.createElement('iframe');
    frame.title = words.open;
    frame.src = `${origin}/visit?${query}`;
    style(frame, {
      position: 'fixed',
      insetBlockEnd: '76px',
      insetInlineEnd: '20px',
      zIndex: '2147483000',
      width: 'min(380px, calc(100vw - 40px))',
      height: 'min(560px, calc(100vh - 96px))',
      border: '1px solid rgb(128 128 128 / 40%)',
      borderRadius: '12px',
      boxShadow: '0 8px 32px rgb(0 0 0 / 25%)',
    });
    document.body.append(frame);
  };
  const toggle = (open) => {
    if (open && !frame) begin();
    else if (frame) frame.hidden = !open;
    say();
    if (open) frame.focus();
    else button.focus();
  };
  button.addEventListener('click', () => toggle(!isOpen()));
  addEventListener('message', (event) => {
    if (event.source === frame?.contentWindow && event.origin === origin && event.data === 'rapport-chat-close') toggle(false);
  });
  say();
  document.body.append(button);
}
