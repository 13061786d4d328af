import { openedWith } from './api';
import { store } from './state';
import { en } from './texts/en';
import { pt } from './texts/pt';

export type Language = 'en' | 'pt-BR';
export type Texts = { [K in keyof typeof en]: string };

let current: Language = 'en';

export function startLanguage(): void {
  const asked = store.get('language') ?? (openedWith.language || navigator.language);
  setLanguage(asked.toLowerCase().startsWith('pt') ? 'pt-BR' : 'en');
}

export function setLanguage(language: Language): void {
  current = language;
  document.documentElement.lang = language;
}

export function language(): Language {
  return current;
}

/** The text of the page in the person's language; {0}, {1} stand for what is given. */
export function t(key: keyof Texts, ...given: (string | number)[]): string {
  return given.reduce<string>((text, value, i) => text.replaceAll(`{${i}}`, String(value)), (current === 'en' ? en : pt)[key]);
}

/** A pair of texts, for parts of the page that keep their own. */
export function say(english: string, portuguese: string): string {
  return current === 'en' ? english : portuguese;
}

/** A whole number with its thousands apart. */
export function whole(number: number | string): string {
  const digits = String(number);
  return digits.length > 21
    ? `${digits[0]}.${digits.slice(1, 4)}·10${[...String(digits.length - 1)].map(d => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(d)]).join('')}`.replace('.', current === 'en' ? '.' : ',')
    : digits.replace(/\B(?=(\d{3})+$)/g, '\u202f');
}
