// Sums and differences of latent vectors.

import { addActions } from './actions.js';
import { canvas, draw } from './digits.js';
import { norm, ofSeed, sum } from './latent.js';
import { images, newest } from './server.js';
import { nameOf, text } from './texts.js';

const MAX_TERMS = 8;

const list = document.getElementById('terms');
const keep = document.getElementById('keep');

/** @param context say(line) and failed(error) */
export function arithmetic(current, context) {
  let terms = [[1, ofSeed(0)], [1, ofSeed(1)], [-1, ofSeed(2)]];
  const total = () => (keep.checked ? norm : sum)(terms);
  const view = () => ({ view: 'points', z: [...terms.map(([, latent]) => latent.text), total().text], columns: terms.length + 1 });
  const totalView = () => ({ view: 'points', z: total().text });

  const render = newest(async (parameters, items) => {
    const all = await images(parameters);
    items.forEach((item, i) => draw(item.querySelector('canvas'), all[i]));
  }, context.failed);

  function item(sign, label, latent) {
    const element = document.createElement('li');
    const mark = document.createElement('span');
    mark.className = 'sign';
    mark.textContent = sign;
    const code = document.createElement('code');
    code.textContent = nameOf(latent);
    const picture = canvas();
    picture.setAttribute('role', 'img');
    picture.setAttribute('aria-label', label);
    element.append(mark, picture, code);
    return element;
  }

  function refresh() {
    const items = terms.map(([factor, latent], i) => {
      const sign = factor < 0 ? '−' : i > 0 ? '+' : '';
      const element = item(sign, text(factor < 0 ? 'arithmetic.minus' : 'arithmetic.plus', nameOf(latent)), latent);
      const flip = document.createElement('button');
      flip.type = 'button';
      flip.textContent = '±';
      flip.setAttribute('aria-label', text('arithmetic.flip', nameOf(latent)));
      flip.addEventListener('click', () => {
        terms[i] = [-factor, latent];
        refresh();
      });
      const remove = document.createElement('button');
      remove.type = 'button';
      remove.textContent = '×';
      remove.disabled = terms.length === 1;
      remove.setAttribute('aria-label', text('arithmetic.remove', nameOf(latent)));
      remove.addEventListener('click', () => {
        terms.splice(i, 1);
        refresh();
      });
      const buttons = document.createElement('span');
      buttons.className = 'pair';
      buttons.append(flip, remove);
      element.append(buttons);
      return element;
    });
    const result = item('=', text('arithmetic.result'), total());
    result.className = 'result';
    result.querySelector('code').textContent = text('arithmetic.result');
    list.replaceChildren(...items, result);
    render(view(), [...items, result]);
  }

  function add(factor) {
    if (terms.length === MAX_TERMS) {
      context.say(text('arithmetic.full', MAX_TERMS));
      return;
    }
    terms.push([factor, current.latent()]);
    refresh();
  }

  document.getElementById('add').addEventListener('click', () => add(1));
  document.getElementById('subtract').addEventListener('click', () => add(-1));
  document.getElementById('clear').addEventListener('click', () => {
    terms = [[1, current.latent()]];
    refresh();
  });
  document.getElementById('show-sum').addEventListener('click', () => current.set(total(), 'arithmetic'));
  keep.addEventListener('change', refresh);
  return {
    refresh,
    addActions: () => addActions(document.getElementById('sum-actions'), totalView, null, context),
  };
}
