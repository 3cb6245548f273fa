// The walk between two images.

import { addActions } from './actions.js';
import { draw, drawAll } from './digits.js';
import { between, ofSeed } from './latent.js';
import { images, newest } from './server.js';
import { formatted, nameOf, text } from './texts.js';

/** The time of the whole walk, there and back, while it plays. */
const PLAY_MILLISECONDS = 6000;

const element = id => document.getElementById(id);
const position = element('position');
const steps = element('steps');
const play = element('play');

/** @param context say(line) and failed(error) */
export function walk(current, context) {
  let from = ofSeed(0);
  let to = ofSeed(1);
  let playing = null;
  const view = () => ({ view: 'walk', from: from.text, to: to.text, steps: steps.value });
  const animation = () => ({ ...view(), closed: true });

  const render = newest(async parameters => {
    const all = await images(parameters);
    drawAll(element('strip'), all);
    element('strip').dataset.walk = `${parameters.from} ${parameters.to}`;
    draw(element('walk-from'), all[0]);
    draw(element('walk-to'), all[all.length - 1]);
  }, context.failed);

  function changed() {
    element('walk-from-latent').textContent = nameOf(from);
    element('walk-to-latent').textContent = nameOf(to);
    element('strip').style.setProperty('--columns', Math.min(steps.value, 16));
    element('strip').style.setProperty('--narrow', 8);
    render(view());
  }

  function lookAtPosition() {
    position.setAttribute('aria-valuetext', text('walk.at', formatted(position.value * 100, 3)));
    current.set(between(from, to, Number(position.value)), 'walk');
  }

  function stop() {
    cancelAnimationFrame(playing);
    playing = null;
    play.textContent = text('walk.play');
    play.dataset.text = 'walk.play';
  }

  function start() {
    const begin = performance.now() - position.value * PLAY_MILLISECONDS / 2;
    const frame = now => {
      const time = (now - begin) / (PLAY_MILLISECONDS / 2) % 2;
      position.value = time < 1 ? time : 2 - time;
      lookAtPosition();
      playing = requestAnimationFrame(frame);
    };
    playing = requestAnimationFrame(frame);
    play.textContent = text('walk.stop');
    play.dataset.text = 'walk.stop';
  }

  position.addEventListener('input', () => {
    stop();
    lookAtPosition();
  });
  play.addEventListener('click', () => (playing === null ? start() : stop()));
  element('swap').addEventListener('click', () => {
    [from, to] = [to, from];
    changed();
    lookAtPosition();
  });
  steps.addEventListener('change', changed);
  element('walk-from-current').addEventListener('click', () => {
    from = current.latent();
    changed();
  });
  element('walk-to-current').addEventListener('click', () => {
    to = current.latent();
    changed();
  });

  return {
    stop,
    /** Walks between two images, and looks at the middle. */
    set(newFrom, newTo) {
      stop();
      from = newFrom;
      to = newTo;
      position.value = 0.5;
      changed();
      lookAtPosition();
    },
    refresh: changed,
    addActions: () => addActions(element('walk-actions'), view, animation, context),
  };
}
