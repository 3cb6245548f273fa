// The grid of seeds: a click looks at an image, a drag from one to another walks between them.

import { addActions } from './actions.js';
import { buttonGrid } from './digits.js';
import { ofSeed } from './latent.js';
import { images, newest } from './server.js';
import { text } from './texts.js';

const COLUMNS = 8;
const COUNT = 64;
const MAX_FIRST = 999_999_999;
/** A pointer that moves less is a click. */
const DRAG_DISTANCE = 6;

const element = document.getElementById('grid');
const first = document.getElementById('first');
const pick = document.getElementById('pick');

/**
 * @param current the image that is looked at
 * @param walk called with the two ends of a walk
 * @param context say(line) and failed(error)
 */
export function seedGrid(current, walk, context) {
  let start = 0;
  let isPicking = false;
  const seedAt = index => start + index;
  const view = () => ({ view: 'seeds', first: start, count: COUNT });

  const grid = buttonGrid(element, COUNT / COLUMNS, COLUMNS, chosen, side => go(start + side * COUNT));
  const render = newest(async parameters => {
    grid.draw(await images(parameters));
    element.dataset.first = parameters.first;
  }, context.failed);

  function chosen(index, event) {
    if (isPicking || event.shiftKey) {
      setPicking(false);
      walk(current.latent(), ofSeed(seedAt(index)));
    } else {
      current.set(ofSeed(seedAt(index)), 'grid');
    }
  }

  function setPicking(is) {
    isPicking = is;
    pick.setAttribute('aria-pressed', is);
    element.classList.toggle('picking', is);
  }

  function label() {
    grid.buttons.forEach((button, i) => button.setAttribute('aria-label', text('seed', seedAt(i))));
    markSelected();
  }

  function markSelected() {
    const selected = current.latent().text;
    grid.buttons.forEach((button, i) =>
      button.setAttribute('aria-selected', String(seedAt(i)) === selected));
  }

  /** Shows other seeds; returns whether there are such. */
  function go(to) {
    const bounded = Math.min(Math.max(Math.trunc(to) || 0, 0), MAX_FIRST);
    const isOther = bounded !== start;
    start = bounded;
    first.value = start;
    label();
    render(view());
    return isOther;
  }

  function targetAt(event) {
    const button = document.elementFromPoint(event.clientX, event.clientY)?.closest('#grid .digit');
    return button ? Number(button.dataset.index) : null;
  }

  element.addEventListener('pointerdown', down => {
    const from = targetAt(down);
    if (from === null || down.button !== 0) {
      return;
    }
    let to = null;
    const move = event => {
      const target = targetAt(event);
      const distance = Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY);
      if (target !== null && target !== from && target !== to && distance > DRAG_DISTANCE) {
        to = target;
        mark(from, to);
        walk(ofSeed(seedAt(from)), ofSeed(seedAt(to)));
      }
    };
    const end = () => {
      document.removeEventListener('pointermove', move);
      document.removeEventListener('pointerup', end);
      document.removeEventListener('pointercancel', end);
      mark(null, null);
    };
    document.addEventListener('pointermove', move);
    document.addEventListener('pointerup', end);
    document.addEventListener('pointercancel', end);
  });

  function mark(from, to) {
    grid.buttons.forEach((button, i) => {
      button.classList.toggle('from', i === from);
      button.classList.toggle('to', i === to);
    });
  }

  element.addEventListener('keydown', event => {
    const index = grid.buttons.indexOf(document.activeElement);
    if (event.key === 'w' && index >= 0) {
      walk(current.latent(), ofSeed(seedAt(index)));
    } else if (event.key === 'Escape') {
      setPicking(false);
    }
  });
  first.addEventListener('change', () => go(Number(first.value)));
  document.getElementById('previous').addEventListener('click', () => go(start - COUNT));
  document.getElementById('next').addEventListener('click', () => go(start + COUNT));
  document.getElementById('random').addEventListener('click', () => go(Math.floor(Math.random() * 1e6)));
  pick.addEventListener('click', () => {
    setPicking(!isPicking);
    context.say(text(isPicking ? 'digits.picking' : 'digits.picked'));
  });
  current.onChange(markSelected);

  return {
    label,
    redraw: () => go(start),
    addActions: () => addActions(document.getElementById('grid-actions'), view, null, context),
  };
}
