// A chart of lines as SVG.

const SVG = 'http://www.w3.org/2000/svg';
const MIN_WIDTH = 260;
const MAX_WIDTH = 640;
const HEIGHT = 240;
const LEFT = 52;
const RIGHT = 10;
const TOP = 10;
const BOTTOM = 26;

function element(name, attributes, text = '') {
  const created = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => created.setAttribute(key, value));
  created.textContent = text;
  return created;
}

/** Returns round numbers that cover a range, about as many as requested. */
export function ticks(low, high, count) {
  const rough = (high - low || 1) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(factor => factor * power).find(size => size >= rough);
  const first = Math.floor(low / step);
  const last = Math.max(Math.ceil(high / step), first + 1);
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
}

/**
 * Returns a chart.
 *
 * @param series lists of points [x, y], each with a label and a class
 * @param label for readers who do not see it
 * @param room the width that there is, in pixels of the style sheet
 */
export function chart(series, label, format, room) {
  const width = Math.min(Math.max(room, MIN_WIDTH), MAX_WIDTH);
  const svg = element('svg', { viewBox: `0 0 ${width} ${HEIGHT}`, role: 'img', 'aria-label': label, class: 'chart' });
  const points = series.flatMap(line => line.points);
  const xTicks = ticks(0, Math.max(...points.map(point => point[0]), 1), width < 400 ? 3 : 6);
  const values = points.map(point => point[1]);
  const yTicks = ticks(Math.min(...values), Math.max(...values), 4);
  const xEnd = xTicks[xTicks.length - 1];
  const [yStart, yEnd] = [yTicks[0], yTicks[yTicks.length - 1]];
  const x = value => LEFT + value / xEnd * (width - LEFT - RIGHT);
  const y = value => HEIGHT - BOTTOM - (value - yStart) / (yEnd - yStart) * (HEIGHT - TOP - BOTTOM);
  for (const tick of yTicks) {
    svg.append(
      element('line', { x1: LEFT, x2: width - RIGHT, y1: y(tick), y2: y(tick), class: 'rule' }),
      element('text', { x: LEFT - 6, y: y(tick) + 4, 'text-anchor': 'end' }, format(tick)));
  }
  for (const tick of xTicks) {
    svg.append(element('text', { x: x(tick), y: HEIGHT - 8, 'text-anchor': tick === xEnd ? 'end' : 'middle' }, format(tick)));
  }
  for (const { points: line, className } of series) {
    if (line.length === 1) {
      svg.append(element('circle', { cx: x(line[0][0]), cy: y(line[0][1]), r: 3, class: className }));
    } else {
      const path = line.map(([px, py]) => `${x(px).toFixed(1)},${y(py).toFixed(1)}`).join(' ');
      svg.append(element('polyline', { points: path, class: className }));
    }
  }
  return svg;
}
