// Draws images on canvases of as many pixels, which the style sheet enlarges.

/** The sides of the picture and of small images, in pixels of the page; they are multiples of those of an image, if possible. */
const PICTURE = 224;
const SMALL = 56;
/** Wider images have about the size of their pixels on the page, where whole multiples are not possible. */
const MAX_ENLARGED = 32;

let shown = { channels: 1, height: 1, width: 1 };

/**
 * Lets the style sheet know the shape of images.
 *
 * @param shape { channels, height, width }
 */
export function setShape(shape) {
  shown = shape;
  const { height, width } = shape;
  const style = document.documentElement.style;
  const multiple = size => Math.max(1, Math.round(size / Math.max(height, width)));
  style.setProperty('--aspect', `${width} / ${height}`);
  style.setProperty('--picture', `${width * Math.max(1, Math.floor(PICTURE / Math.max(height, width)))}px`);
  style.setProperty('--small', `${width * multiple(SMALL)}px`);
  style.setProperty('--rendering', Math.max(height, width) > MAX_ENLARGED ? 'auto' : 'pixelated');
}

/**
 * Draws an image.
 *
 * @param image { channels, height, width, bytes }: a byte for each channel of each pixel, channel after channel, row after row
 */
export function draw(canvas, image) {
  const { channels, height, width, bytes } = image;
  if (height !== shown.height || width !== shown.width) {
    setShape({ channels, height, width }); // the generator was replaced
  }
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const context = canvas.getContext('2d');
  const pixels = context.createImageData(width, height);
  const plane = height * width;
  const [green, blue] = channels === 1 ? [0, 0] : [plane, 2 * plane]; // gray has the same level of all colors
  for (let i = 0; i < plane; i++) {
    pixels.data[4 * i] = bytes[i];
    pixels.data[4 * i + 1] = bytes[green + i];
    pixels.data[4 * i + 2] = bytes[blue + i];
    pixels.data[4 * i + 3] = 255;
  }
  context.putImageData(pixels, 0, 0);
}

export function canvas() {
  const element = document.createElement('canvas');
  element.width = shown.width;
  element.height = shown.height;
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
  images.forEach((image, i) => draw(element.children[i], image));
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
    draw: images => images.forEach((image, i) => draw(buttons[i].firstChild, image)),
    makeReachable,
  };
}
