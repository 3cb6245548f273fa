// The run: its losses and samples, also while it trains.

import { chart } from './chart.js';
import { runState } from './server.js';
import { formatted, text } from './texts.js';

const POLL_MILLISECONDS = 1000;
/** Without a new line of metrics for so long, the run is not called training. */
const QUIET_MILLISECONDS = 60_000;

const CHARTS = [
  { title: 'training.losses', hue: 0, keys: ['loss_critic', 'loss_generator'], raw: ['step_loss_critic', 'step_loss_generator'] },
  // A run has one of them: its images have labels for a classifier, or they have none.
  { title: 'training.distance', hue: 2, keys: ['frechet_classifier_distance'], raw: [] },
  { title: 'training.random.distance', hue: 2, keys: ['frechet_random_distance'], raw: [] },
];

const element = id => document.getElementById(id);
const time = element('sample-time');

/**
 * Shows the run from now on.
 *
 * @param generatorChanged called when the run has written another generator
 * @param context say(line) and failed(error)
 */
export function training(generatorChanged, context) {
  let state = null;
  let isFollowing = true; // the newest sample is shown
  let isGone = false;
  let shownSample = '';
  const next = runState();

  async function poll() {
    try {
      const newer = await next();
      if (newer) {
        const isOther = state !== null && newer.generator !== state.generator;
        state = newer;
        show();
        if (isOther) {
          generatorChanged();
        }
      } else {
        showState(); // its age changes
      }
      isGone = false;
    } catch (failure) {
      if (!isGone) {
        context.failed(failure.status ? failure : new Error(text('server.gone')));
      }
      isGone = true;
    }
    setTimeout(poll, POLL_MILLISECONDS);
  }

  const total = () => (state.configuration ? state.configuration.epochs * state.configuration.steps : 0);

  function stateText() {
    if (state.iteration === 0) {
      return text('training.none');
    }
    const run = state.configuration;
    const place = run
      ? text('training.place', Math.min(Math.ceil(state.iteration / run.steps), run.epochs), run.epochs,
        formatted(state.iteration, 9), formatted(total(), 9))
      : text('training.steps', formatted(state.iteration, 9));
    const minutes = text('training.minutes', formatted(state.seconds / 60, 3));
    const key = run && state.iteration >= total()
      ? 'training.ended'
      : Date.now() - state.modified < QUIET_MILLISECONDS ? 'training.goes.on' : 'training.stopped';
    return `${text(key)} ${place} ${minutes}`;
  }

  function showState() {
    const line = stateText();
    if (element('training-state').textContent !== line) {
      element('training-state').textContent = line;
    }
    const progress = element('progress');
    progress.hidden = state.iteration === 0;
    progress.firstElementChild.textContent = state.configuration && state.iteration < total()
      ? text('training.link', formatted(100 * state.iteration / total(), 3))
      : text('training.link.ended');
  }

  function show() {
    const run = state.configuration;
    element('training-title').textContent = run
      ? text('training.of', run.title, run.dataset)
      : text('training.title');
    showState();
    element('charts').replaceChildren(...CHARTS.map(figure).filter(Boolean));
    const count = state.samples.length;
    element('samples').hidden = count === 0;
    time.max = Math.max(count - 1, 0);
    if (isFollowing) {
      time.value = time.max;
    }
    showSample();
  }

  /** Returns a chart; null if there is nothing to show. Behind the means are the losses of steps. */
  function figure({ title, hue, keys, raw }) {
    const line = (label, kind) => (key, i) =>
      ({ label: text(label[i]), points: state.curves[key], className: `${kind} hue${hue + i}` });
    const isDiscriminator = state.configuration?.critic === false;
    const labels = keys.map(key => `curve.${isDiscriminator ? key.replace('critic', 'discriminator') : key}`);
    const means = keys.map(line(labels, 'line')).filter(({ points }) => points.length > 0);
    const steps = raw.map(line(labels, 'raw')).filter(({ points }) => points.length > 0);
    const series = [...steps, ...means];
    if (series.length === 0) {
      return null;
    }
    const caption = document.createElement('figcaption');
    caption.textContent = text(title);
    const legend = document.createElement('ul');
    legend.className = 'legend';
    for (const { label: name, points, className } of means.length > 0 ? means : steps) {
      const item = document.createElement('li');
      item.className = className;
      item.textContent = `${name} ${formatted(points[points.length - 1][1])}`;
      legend.append(item);
    }
    const label = `${text(title)}: ${[...legend.children].map(item => item.textContent).join(', ')}`;
    const created = document.createElement('figure');
    created.append(caption, chart(series, label, value => formatted(value, 3), element('charts').clientWidth), legend);
    return created;
  }

  function showSample() {
    const sample = state.samples[time.value];
    if (!sample) {
      return;
    }
    const steps = state.configuration?.steps;
    const caption = steps && sample.name.startsWith('epoch')
      ? text('training.sample.epoch', Math.round(sample.iteration / steps))
      : text('training.sample.step', formatted(sample.iteration, 9));
    element('sample-caption').textContent = caption;
    element('sample').alt = text('training.sample.alt', caption);
    time.setAttribute('aria-valuetext', caption);
    const address = `/api/run/samples/${sample.name}`;
    if (shownSample !== address + sample.modified) {
      shownSample = address + sample.modified;
      element('sample').src = `${address}#${sample.modified}`;
    }
  }

  time.addEventListener('input', () => {
    isFollowing = time.value === time.max;
    showSample();
  });
  addEventListener('resize', () => state && show());
  element('training').hidden = false;
  poll();
  return { label: () => state && show() };
}
