// The image that is looked at. Dragging it, or the arrow keys, move its latent vector on a plane.

import { addActions } from './actions.js';
import { draw } from './digits.js';
import { axis, norm, number, ofSeed, sum } from './latent.js';
import { images, newest } from './server.js';
import { nameOf } from './texts.js';

/** Dragging across the whole picture moves by this fraction of a latent vector. */
const REACH = 1;
const KEY_STEP = 0.05;
/** The first seeds of planes: beyond those of grids. */
const PLANES = 1_000_000;

const picture = document.getElementById('picture');
const label = document.getElementById('latent');

/** @param context say(line) and failed(error) */
export function currentDigit(context) {
  const listeners = [];
  let base = ofSeed(0);
  let offsets = new Map(); // along directions, by their index
  let x = 0;
  let y = 0;
  let plane = 0;

  const across = () => ofSeed(PLANES + 2 * plane);
  const down = () => ofSeed(PLANES + 2 * plane + 1);
  const onPlane = () => norm([[1, base], [x, across()], [y, down()]]);
  const latent = () => sum([[1, onPlane()], ...[...offsets].map(([index, value]) => [value, axis(index)])]);
  const view = () => ({ view: 'points', z: latent().text });

  const render = newest(async (parameters, start) => {
    const [image] = await images(parameters);
    draw(picture, image);
    picture.dataset.latent = parameters.z;
    performance.measure('to picture', { start });
  }, context.failed);

  function changed(source) {
    const text = latent().text;
    label.textContent = nameOf(latent());
    history.replaceState(null, '', `#z=${encodeURIComponent(text)}`);
    actions?.hideCommand();
    render(view(), performance.now());
    listeners.forEach(listener => listener(source));
  }

  /** Makes the vector of now the base, so that it can be moved on a plane. */
  function rebase() {
    base = latent();
    offsets = new Map();
    x = 0;
    y = 0;
  }

  function moveTo(newX, newY) {
    if (offsets.size > 0) {
      const [fromX, fromY] = [x, y];
      rebase();
      newX -= fromX;
      newY -= fromY;
    }
    x = Number(number(newX));
    y = Number(number(newY));
    changed('move');
  }

  picture.addEventListener('pointerdown', down => {
    if (down.button !== 0) {
      return;
    }
    picture.setPointerCapture(down.pointerId);
    if (offsets.size > 0) {
      rebase();
    }
    const [startX, startY] = [x, y];
    const scale = REACH / picture.clientWidth;
    const move = event =>
      moveTo(startX + (event.clientX - down.clientX) * scale, startY + (event.clientY - down.clientY) * scale);
    picture.addEventListener('pointermove', move);
    for (const end of ['pointerup', 'pointercancel']) {
      picture.addEventListener(end, () => picture.removeEventListener('pointermove', move), { once: true });
    }
  });

  picture.addEventListener('keydown', event => {
    const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (steps) {
      event.preventDefault();
      moveTo(x + steps[0] * KEY_STEP, y + steps[1] * KEY_STEP);
    }
  });

  let actions = null;

  return {
    latent,
    view,
    offsets: () => offsets,
    /** The plane through the base, and the place of the image on it. */
    plane: () => offsets.size > 0
      ? { z: latent().text, across: across().text, down: down().text, x: 0, y: 0 }
      : { z: base.text, across: across().text, down: down().text, x, y },
    moveBy(dx, dy) {
      moveTo(x + dx, y + dy);
    },
    nextPlane() {
      rebase();
      plane++;
      changed('plane');
    },
    /** Looks at another image. */
    set(latentVector, source) {
      base = latentVector;
      offsets = new Map();
      x = 0;
      y = 0;
      changed(source);
    },
    setOffset(index, value) {
      if (value === 0) {
        offsets.delete(index);
      } else {
        offsets.set(index, value);
      }
      changed('offset');
    },
    clearOffsets() {
      offsets = new Map();
      changed('offsets');
    },
    redraw: () => changed('redraw'),
    name: () => { label.textContent = nameOf(latent()); },
    addActions() {
      actions = addActions(document.getElementById('current-actions'), view, null, context);
    },
    onChange: listener => listeners.push(listener),
  };
}
