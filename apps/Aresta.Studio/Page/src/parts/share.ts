import { ask } from '../api';
import type { App } from '../app';
import { h, icon, put } from '../dom';
import { t } from '../i18n';
import { notice } from './notice';

async function picture(svg: string): Promise<Blob> {
  const image = new Image();
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    image.src = address;
    await image.decode();
    const scale = Math.min(2, 8000 / Math.max(image.width, image.height));
    const canvas = h('canvas', { width: Math.round(image.width * scale), height: Math.round(image.height * scale) });
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => canvas.toBlob(blob => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'));
  } finally {
    URL.revokeObjectURL(address);
  }
}

function save(blob: Blob, name: string): void {
  const link = h('a', { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  notice(t('saved', name));
}

async function copy(text: string, name: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    notice(t('copied', name));
  } catch {
    const field = h('textarea', { readonly: true, rows: 8, class: 'by-hand', 'aria-label': name });
    field.value = text;
    notice(t('notCopied'), field);
    field.select();
  }
}

/** The menu of what can be taken away. */
export function share(app: App): HTMLElement {
  const list = h('div', { class: 'menu', role: 'menu', id: 'share-menu', hidden: true });
  const button = h('button', { type: 'button', class: 'icon-button named', 'aria-haspopup': 'menu', 'aria-expanded': 'false', 'aria-controls': 'share-menu', title: t('share') },
    icon('share'), h('span', { class: 'wide-only' }, t('share')));
  button.setAttribute('aria-label', t('share'));
  const close = (): void => {
    list.hidden = true;
    button.setAttribute('aria-expanded', 'false');
  };
  const take = async (format: string, name: string): Promise<void> => {
    close();
    button.focus();
    try {
      const { view, direction } = app.state;
      const isSweep = view === 'sweeps';
      const { text } = await ask<{ text: string }>('/api/copy', {
        ...app.subject(), format: format === 'png' ? 'svg' : format, theme: document.documentElement.dataset.theme,
        ...(isSweep ? { show: direction, start: direction === 'forward' ? app.doc?.from : app.doc?.to } : {}),
      });
      if (format === 'svg') {
        save(new Blob([text], { type: 'image/svg+xml' }), 'aresta.svg');
      } else if (format === 'png') {
        save(await picture(text), 'aresta.png');
      } else {
        await copy(text, name);
      }
    } catch (error) {
      notice(error instanceof Error ? error.message : String(error));
    }
  };
  const link = async (): Promise<void> => {
    close();
    button.focus();
    app.keep();
    await copy(location.href, t('copyLink'));
  };
  const item = (name: string, run: () => void): HTMLElement => h('button', { type: 'button', role: 'menuitem', tabindex: -1, onclick: run }, name);
  put(list, item(t('copyLink'), () => void link()),
    ...([['latex', t('copyLatex')], ['csharp', t('copyCsharp')], ['svg', t('copySvg')], ['png', t('copyPng')], ['mermaid', t('copyMermaid')], ['graph', t('copyGraph')]] as const)
      .map(([format, name]) => item(name, () => void take(format, name))));
  const items = (): HTMLElement[] => [...list.querySelectorAll<HTMLElement>('[role=menuitem]')];
  button.addEventListener('click', () => {
    list.hidden = !list.hidden;
    button.setAttribute('aria-expanded', String(!list.hidden));
    if (!list.hidden) {
      items()[0]?.focus();
    }
  });
  list.addEventListener('keydown', event => {
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLElement);
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      all[(at + (event.key === 'ArrowDown' ? 1 : all.length - 1)) % all.length]?.focus();
    } else if (event.key === 'Escape') {
      close();
      button.focus();
    } else if (event.key === 'Tab') {
      close();
    }
  });
  document.addEventListener('pointerdown', event => {
    if (!list.hidden && !wrapper.contains(event.target as Node)) {
      close();
    }
  });
  const wrapper = h('div', { class: 'menu-place' }, button, list);
  return wrapper;
}
