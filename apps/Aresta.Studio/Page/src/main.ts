import './styles/tokens.css';
import './styles/page.css';
import './styles/graph.css';
import { openedWith } from './api';
import { App } from './app';
import { h, iconButton, put, s } from './dom';
import { Canvas } from './graph/canvas';
import { language, setLanguage, startLanguage, t } from './i18n';
import { editor } from './parts/editor';
import { inputs } from './parts/inputs';
import { share } from './parts/share';
import { startTour } from './parts/tour';
import { fresh, store } from './state';
import { views } from './views/all';

const app = new App();
let leave: () => void = () => {};

function setTheme(theme: 'light' | 'dark'): void {
  document.documentElement.dataset.theme = theme;
}

function logo(): SVGSVGElement {
  return s('svg', { viewBox: '0 0 32 32', class: 'logo', 'aria-hidden': 'true' },
    s('path', { d: 'M9.500 22.500L22.500 9.500', class: 'logo-edge' }),
    s('circle', { cx: 8.5, cy: 23.5, r: 5, class: 'logo-from' }), s('circle', { cx: 23.5, cy: 8.500, r: 5, class: 'logo-to' }));
}

/** Builds the page; again when the language changes. */
function build(): void {
  leave();
  document.title = t('title');
  const root = document.getElementById('app')!;
  app.forget();
  const canvas = new Canvas(app);
  const panel = h('aside', { class: 'panel', id: 'panel' });
  const bar = h('div', { class: 'bar' });
  const side = h('div', { class: 'side' }, editor(app), inputs(app));
  const full = h('main', { class: 'full', id: 'full', tabindex: -1, hidden: true });
  const work = h('main', { class: 'work', id: 'work' }, side, h('div', { class: 'stage' }, canvas.element, bar), panel);
  canvas.element.id = 'canvas';
  canvas.element.tabIndex = -1;

  const tabs = views.map(view => h('button', {
    type: 'button', class: 'tab', 'data-view': view.id, onclick: () => app.show(view.id),
  }, typeof view.title === 'function' ? view.title() : t(view.title)));
  const dark = document.documentElement.dataset.theme === 'dark';
  const header = h('header', { class: 'header' },
    h('a', { class: 'skip', href: '#canvas', onclick: (event: Event) => {
      event.preventDefault();
      document.querySelector<SVGElement>('.graph [tabindex="0"]')?.focus();
    } }, t('skip')),
    h('h1', { class: 'brand' }, logo(), h('span', null, 'aresta'), h('small', null, 'studio')),
    h('nav', { class: 'tabs', 'aria-label': t('views') }, ...tabs),
    h('div', { class: 'header-tools' },
      h('button', { type: 'button', class: 'icon-button named', id: 'tour-button', onclick: () => startTour(app), title: t('startTour') }, t('tour')),
      share(app),
      h('button', {
        type: 'button', class: 'icon-button named', id: 'language', lang: language() === 'en' ? 'pt-BR' : 'en', title: t('languageHint'), 'aria-label': `${language() === 'en' ? 'PT' : 'EN'}: ${t('languageHint')}`,
        onclick: () => {
          setLanguage(language() === 'en' ? 'pt-BR' : 'en');
          store.set('language', language());
          build();
          document.getElementById('language')?.focus();
          void app.refresh();
        },
      }, language() === 'en' ? 'PT' : 'EN'),
      iconButton(dark ? 'sun' : 'moon', t(dark ? 'light' : 'dark'), () => {
        const theme = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
        setTheme(theme);
        store.set('theme', theme);
        build();
        document.getElementById('theme')?.focus();
      }, { id: 'theme' })));
  put(root, header, work, full);

  const show = (): void => {
    leave();
    const view = views.find(each => each.id === app.state.view) ?? views[0]!;
    for (const tab of tabs) {
      tab.setAttribute('aria-current', tab.dataset.view === view.id ? 'page' : 'false');
    }
    const isFull = view.layout === 'full';
    work.hidden = isFull;
    full.hidden = !isFull;
    put(panel);
    put(bar);
    put(full);
    panel.scrollTop = 0;
    document.body.dataset.view = view.id;
    leave = view.mount({ app, canvas, panel: isFull ? full : panel, bar });
    canvas.refit();
    canvas.update();
  };
  app.on('doc', () => canvas.update());
  app.on('chosen', () => canvas.update());
  app.on('view', show);
  app.on('busy', () => document.body.classList.toggle('busy', app.isBusy));
  show();
}

startLanguage();
setTheme((store.get('theme') ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark' ? 'dark' : 'light');
if (!app.readAddress() && openedWith.source) {
  app.state = fresh(openedWith.source, {});
}
build();
void app.refresh();
addEventListener('hashchange', () => {
  if (app.readAddress()) {
    app.tell('view');
    void app.refresh();
  }
});
