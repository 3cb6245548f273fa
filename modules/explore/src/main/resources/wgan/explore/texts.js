// The texts of the page: one file for each language, with the same keys.

const LANGUAGES = ['en', 'zh'];
const STORED = 'language';

let texts = {};
let language = 'en';

/** The language that was chosen, else the first of the browser's that the page has. */
function preferred() {
  let stored = null;
  try {
    stored = localStorage.getItem(STORED);
  } catch {
    // no storage: the browser's language is used
  }
  const wanted = [stored, ...navigator.languages].map(tag => String(tag).slice(0, 2));
  return wanted.find(tag => LANGUAGES.includes(tag)) ?? 'en';
}

/** Loads the texts of the preferred language. */
export async function load(chosen = preferred()) {
  const response = await fetch(`/texts_${chosen}.json`);
  texts = await response.json();
  language = chosen;
  document.documentElement.lang = chosen === 'zh' ? 'zh-CN' : 'en';
  for (const element of document.querySelectorAll('[data-text]')) {
    element.textContent = text(element.dataset.text);
  }
  for (const element of document.querySelectorAll('[data-label]')) {
    element.setAttribute('aria-label', text(element.dataset.label));
  }
}

/** Loads and remembers a language. */
export async function choose(chosen) {
  try {
    localStorage.setItem(STORED, chosen);
  } catch {
    // it is chosen for this visit
  }
  await load(chosen);
}

export const currentLanguage = () => language;

/** Returns a text with values for {0}, {1} … */
export function text(key, ...values) {
  if (!(key in texts)) {
    throw new Error(`there is no text ${key}`);
  }
  return texts[key].replace(/\{(\d)\}/g, (_, i) => values[i]);
}

/** Names a latent vector: by its seed, or as it is computed. */
export const nameOf = latent => (/^\d+$/.test(latent.text) ? text('seed', latent.text) : latent.text);

/** Formats a number for readers. */
export const formatted = (value, digits = 4) =>
  new Intl.NumberFormat(language, { maximumSignificantDigits: digits }).format(value);
