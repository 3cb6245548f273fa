// Puts the parts of the page together.

import { setCommands } from './actions.js';
import { arithmetic } from './arithmetic.js';
import { currentDigit } from './current.js';
import { setShape } from './digits.js';
import { directions } from './directions.js';
import { seedGrid } from './grid.js';
import { ofSeed, ofText } from './latent.js';
import { neighborhood } from './neighborhood.js';
import { json } from './server.js';
import { tabs } from './tabs.js';
import { choose, currentLanguage, load, nameOf, text } from './texts.js';
import { training } from './training.js';
import { walk } from './walk.js';

const WAIT_MILLISECONDS = 1000;
const STATUS_MILLISECONDS = 8000;

const element = id => document.getElementById(id);
let clearing = null;
const context = {
  /** Shows a line for some seconds. */
  say(line) {
    clearTimeout(clearing);
    element('status').textContent = line;
    element('status').classList.remove('failed');
    clearing = setTimeout(() => { element('status').textContent = ''; }, STATUS_MILLISECONDS);
  },
  /** Shows what is wrong until there is something else to say. */
  failed(failure) {
    clearTimeout(clearing);
    element('status').textContent = text('failed', failure.message);
    element('status').classList.add('failed');
  },
};

/** The image that the address names; else the first seed. */
function addressed() {
  const named = new URLSearchParams(location.hash.slice(1).replaceAll('+', '%2B')).get('z');
  return named ? ofText(named) : ofSeed(0);
}

/** Builds what needs a generator; returns what follows its changes and those of the language. */
function explorer(latentDim) {
  const current = currentDigit(context);
  const path = walk(current, context);
  const panels = {
    neighborhood: neighborhood(current, context),
    walk: path,
    arithmetic: arithmetic(current, context),
    directions: directions(current, latentDim, context),
  };
  let shown = 'neighborhood';
  const choice = tabs(document.querySelector('[role=tablist]'), name => {
    shown = name;
    if (name !== 'walk') {
      path.stop();
    }
    panels[name].refresh();
  });
  const grid = seedGrid(current, (from, to) => {
    choice.show('walk');
    path.set(from, to);
    context.say(text('walk.between', nameOf(from), nameOf(to)));
  }, context);
  current.onChange(source => {
    if (source === 'grid' || source === 'redraw') {
      path.stop();
    }
    const isWalk = shown === 'walk' && source === 'walk';
    const isOwn = shown === 'walk' || shown === 'arithmetic';
    if (!isWalk && !isOwn) {
      panels[shown].refresh();
    }
    if (source === 'grid') {
      context.say(text('current.now', nameOf(current.latent())));
    }
  });

  function addTexts() {
    for (const part of [current, grid, ...Object.values(panels)]) {
      part.addActions();
      part.label?.();
    }
  }

  element('explorer').hidden = false;
  addTexts();
  grid.redraw();
  current.set(addressed(), 'start');
  choice.show('neighborhood');
  addEventListener('hashchange', () => current.set(addressed(), 'address'));
  return {
    addTexts() {
      addTexts();
      current.name();
      panels[shown].refresh();
    },
    redraw() {
      grid.redraw();
      current.redraw();
      panels[shown].refresh();
      context.say(text('generator.changed'));
    },
  };
}

function markLanguage() {
  for (const button of document.querySelectorAll('[data-language]')) {
    button.setAttribute('aria-pressed', button.dataset.language === currentLanguage());
  }
}

async function start() {
  await load();
  markLanguage();
  let model = await json('model');
  setCommands(model.commands);
  let parts = null;
  let run = null;
  document.title = `${model.model} – WGAN`;
  element('model').textContent = model.model;

  for (const button of document.querySelectorAll('[data-language]')) {
    button.addEventListener('click', async () => {
      await choose(button.dataset.language);
      markLanguage();
      parts?.addTexts();
      run?.label();
    });
  }
  if (model.run) {
    run = training(() => parts?.redraw(), context);
  }
  while (model.version === 0) {
    element('waiting').hidden = false;
    await new Promise(resolve => setTimeout(resolve, WAIT_MILLISECONDS));
    model = await json('model').catch(() => model);
  }
  element('waiting').hidden = true;
  setShape(model.image_shape);
  parts = explorer(model.latent_dim);
}

start().catch(failure => {
  element('status').textContent = failure.message;
  element('status').classList.add('failed');
});
