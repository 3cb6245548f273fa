// The directions of the latent space: a slider for each number of the latent vector.

import { addActions } from './actions.js';
import { draw, canvas } from './digits.js';
import { images, newest } from './server.js';
import { formatted, text } from './texts.js';

const PAGE = 20;
const REACH = 4;
const ALONG = 9;

const pages = document.getElementById('direction-page');
const sliders = document.getElementById('sliders');
const along = document.getElementById('along');

/**
 * @param latentDim the number of directions
 * @param context say(line) and failed(error)
 */
export function directions(current, latentDim, context) {
  let shown = 0; // the direction of the row of images
  let rows = [];

  /** The vector without the offset of a direction, so that the row stays while its slider moves. */
  const view = () => ({ view: 'direction', z: current.latent().text, index: shown, reach: REACH, count: ALONG });
  const render = newest(async parameters => {
    const all = await images(parameters);
    all.forEach((image, i) => draw(along.children[i].firstChild, image));
  }, context.failed);

  for (let i = 0; i < ALONG; i++) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'digit';
    button.append(canvas());
    button.addEventListener('click', () => {
      const change = REACH * (2 * i / (ALONG - 1) - 1);
      setOffset(shown, Math.min(Math.max((current.offsets().get(shown) ?? 0) + change, -REACH), REACH));
    });
    along.append(button);
  }
  along.style.setProperty('--columns', ALONG);
  for (let first = 0; first < latentDim; first += PAGE) {
    pages.append(new Option(`${first} – ${Math.min(first + PAGE, latentDim) - 1}`, first));
  }
  pages.addEventListener('change', () => showPage(Number(pages.value)));
  document.getElementById('reset').addEventListener('click', () => current.clearOffsets());

  function setOffset(index, value) {
    current.setOffset(index, Number(value.toFixed(2)));
    show(index);
  }

  function show(index) {
    shown = index;
    rows.forEach(row => row.element.classList.toggle('shown', row.index === index));
    label();
    render(view());
  }

  function showPage(first) {
    rows = [];
    for (let index = first; index < Math.min(first + PAGE, latentDim); index++) {
      const element = document.createElement('label');
      const name = document.createElement('span');
      name.textContent = `z[${index}]`;
      const input = document.createElement('input');
      input.type = 'range';
      input.min = -REACH;
      input.max = REACH;
      input.step = 0.1;
      const output = document.createElement('output');
      input.addEventListener('input', () => setOffset(index, Number(input.value)));
      input.addEventListener('focus', () => show(index));
      element.append(name, input, output);
      rows.push({ index, element, input, output });
    }
    sliders.replaceChildren(...rows.map(row => row.element));
    showValues();
    show(first);
  }

  function showValues() {
    for (const { index, input, output } of rows) {
      const value = current.offsets().get(index) ?? 0;
      input.value = value;
      output.textContent = value === 0 ? '0' : formatted(value, 2).replace(/^(?=\d)/, '+');
    }
  }

  function label() {
    [...along.children].forEach((button, i) => button.setAttribute(
      'aria-label', text('directions.change', shown, formatted(REACH * (2 * i / (ALONG - 1) - 1)))));
  }

  current.onChange(showValues);
  return {
    label,
    refresh: () => (rows.length === 0 ? showPage(0) : render(view())),
    addActions: () => addActions(document.getElementById('along-actions'), view, view, context),
  };
}
