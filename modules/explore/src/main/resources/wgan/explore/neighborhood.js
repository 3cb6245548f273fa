// The neighborhood of the image: a plane through its latent vector.

import { addActions } from './actions.js';
import { buttonGrid } from './digits.js';
import { images, newest } from './server.js';
import { formatted, text } from './texts.js';

const SIZE = 5;
const MIDDLE = (SIZE - 1) / 2;

const element = document.getElementById('map');
const step = document.getElementById('map-step');

/** @param context say(line) and failed(error) */
export function neighborhood(current, context) {
  const view = () => ({ view: 'neighborhood', ...current.plane(), step: Number(step.value), size: SIZE });
  const map = buttonGrid(element, SIZE, SIZE, index => {
    const [right, down] = [index % SIZE - MIDDLE, Math.floor(index / SIZE) - MIDDLE];
    current.moveBy(right * step.value, down * step.value);
    map.buttons[(SIZE * SIZE - 1) / 2].focus({ preventScroll: true });
  });
  map.makeReachable((SIZE * SIZE - 1) / 2);
  const render = newest(async parameters => map.draw(await images(parameters)), context.failed);

  function label() {
    map.buttons.forEach((button, i) => {
      const [right, down] = [i % SIZE - MIDDLE, Math.floor(i / SIZE) - MIDDLE];
      const isCenter = right === 0 && down === 0;
      button.setAttribute('aria-label', isCenter
        ? text('neighborhood.center')
        : text('neighborhood.neighbor', formatted(right * step.value), formatted(down * step.value)));
      button.classList.toggle('center', isCenter);
    });
  }

  step.addEventListener('input', () => {
    label();
    render(view());
  });
  document.getElementById('plane').addEventListener('click', () => current.nextPlane());
  return {
    label,
    refresh: () => render(view()),
    addActions: () => addActions(document.getElementById('map-actions'), view, null, context),
  };
}
