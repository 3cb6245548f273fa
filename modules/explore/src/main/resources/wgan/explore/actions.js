// The buttons under a picture: copy the command that draws it, download it, or download its latent vectors.

import { json, url } from './server.js';
import { text } from './texts.js';

let areCommandsKnown = false;

/** Sets whether the program that runs the server has commands. */
export function setCommands(areKnown) {
  areCommandsKnown = areKnown;
}

function button(key, action) {
  const element = document.createElement('button');
  element.type = 'button';
  element.dataset.text = key;
  element.textContent = text(key);
  element.addEventListener('click', action);
  return element;
}

function download(address, name) {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
}

/** Copies a text; without a secure context, through a selection. */
async function copy(line, shown) {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(line);
      return true;
    } catch {
      // the browser did not allow it
    }
  }
  getSelection().selectAllChildren(shown);
  return document.execCommand('copy');
}

/**
 * Adds the buttons to an element.
 *
 * @param view returns the parameters of the picture
 * @param animation returns those of the animation; left out if there is none
 * @param context say(line) and failed(error)
 */
export function addActions(element, view, animation, { say, failed }) {
  const shown = document.createElement('code');
  const output = document.createElement('p');
  output.className = 'command';
  output.hidden = true;
  output.append(shown);

  const copyCommand = (format, viewOf) => async () => {
    try {
      const answer = await json('command', { ...viewOf(), format });
      shown.textContent = answer.command;
      output.hidden = false;
      if (answer.latents) {
        download(url('latents.safetensors', viewOf()), answer.latents);
      }
      const isCopied = await copy(answer.command, shown);
      say(text(isCopied ? 'copied' : 'not.copied') + (answer.latents ? text('copied.latents', answer.latents) : ''));
    } catch (failure) {
      failed(failure);
    }
  };
  const row = document.createElement('div');
  row.className = 'bar';
  if (areCommandsKnown) {
    row.append(button('copy.command', copyCommand('png', view)));
    if (animation) {
      row.append(button('copy.animation', copyCommand('gif', animation)));
    }
  }
  row.append(button('download.png', () => download(url('images.png', view()), 'images.png')));
  if (animation) {
    row.append(button('download.gif', () => download(url('images.gif', animation()), 'images.gif')));
  }
  row.append(button('download.latents', () => download(url('latents.safetensors', view()), 'latents.safetensors')));
  element.replaceChildren(row, output);
  return { hideCommand: () => { output.hidden = true; } };
}
