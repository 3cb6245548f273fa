// Draws images on canvases of 28 × 28 pixels, which the style sheet enlarges.

const SIDE = 28;

export function draw(canvas, pixels) {
  const context = canvas.getContext('2d');
  const image = context.createImageData(SIDE, SIDE);
  for (let i = 0; i < pixels.length; i++) {
    image.data[4 * i] = image.data[4 * i + 1] = image.data[4 * i + 2] = pixels[i];
    image.data[4 * i + 3] = 255;
  }
  context.putImageData(image, 0, 0);
}

export function canvas() {
  const element = document.createElement('canvas');
  element.width = SIDE;
  element.height = SIDE;
  return element;
}

/** Fills an element with canvases, as many as there are images, and draws the images. */
export function drawAll(element, images) {
  while (element.children.length > images.length) {
    element.lastElementChild.remove();
  }
  while (element.children.length < images.length) {
    element.append(canvas());
  }
  images.forEach((pixels, i) => draw(element.children[i], pixels));
}

/**
 * Makes an element a grid of buttons, of which one is in the order of the Tab key; the arrow keys move between them.
 *
 * @param chosen called with the index of a button, and the event
 * @param beyond called with -1 or 1 if a key moves above or below the grid; may return whether the grid has changed
 */
export function buttonGrid(element, rows, columns, chosen, beyond = () => false) {
  const buttons = [];
  element.replaceChildren();
  element.style.setProperty('--columns', columns);
  for (let row = 0; row < rows; row++) {
    const line = document.createElement('div');
    line.setAttribute('role', 'row');
    for (let column = 0; column < columns; column++) {
      const index = row * columns + column;
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'digit';
      button.setAttribute('role', 'gridcell');
      button.dataset.index = index;
      button.tabIndex = index === 0 ? 0 : -1;
      button.append(canvas());
      button.addEventListener('click', event => chosen(index, event));
      button.addEventListener('focus', () => makeReachable(index));
      buttons.push(button);
      line.append(button);
    }
    element.append(line);
  }

  function makeReachable(index) {
    buttons.forEach((button, i) => { button.tabIndex = i === index ? 0 : -1; });
  }

  element.addEventListener('keydown', event => {
    const from = buttons.indexOf(document.activeElement);
    const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns };
    let to = from;
    if (event.key in steps) {
      to = from + steps[event.key];
      if (to < 0 || to >= buttons.length) {
        const side = to < 0 ? -1 : 1;
        to = beyond(side) ? (to + buttons.length) % buttons.length : from;
      }
    } else if (event.key === 'Home') {
      to = event.ctrlKey ? 0 : from - from % columns;
    } else if (event.key === 'End') {
      to = event.ctrlKey ? buttons.length - 1 : from - from % columns + columns - 1;
    } else if (event.key === 'PageUp' || event.key === 'PageDown') {
      beyond(event.key === 'PageUp' ? -1 : 1);
    } else {
      return;
    }
    event.preventDefault();
    buttons[to].focus();
  });

  return {
    buttons,
    draw: images => images.forEach((pixels, i) => draw(buttons[i].firstChild, pixels)),
    makeReachable,
  };
}
