// Requests to the server of this page.

import { text } from './texts.js';

/** A request that the server has refused; the message is its line of text. */
export class Refused extends Error {
  constructor(status, line) {
    super(line);
    this.status = status;
  }
}

/** Returns a query; each value may be a list. */
export function query(parameters) {
  return Object.entries(parameters)
    .flatMap(([name, value]) => [value].flat().map(one => `${name}=${encodeURIComponent(one)}`))
    .join('&');
}

export function url(path, parameters) {
  return `/api/${path}?${query(parameters)}`;
}

async function get(address) {
  let response;
  try {
    response = await fetch(address);
  } catch {
    throw new Refused(0, text('server.gone'));
  }
  if (!response.ok) {
    throw new Refused(response.status, (await response.text()).trim());
  }
  return response;
}

export async function json(path, parameters = {}) {
  return (await get(url(path, parameters))).json();
}

/** Returns the images of a view: for each its shape, and its bytes in the order of the shape. */
export async function images(view) {
  const response = await get(url('images', view));
  const [channels, height, width] = response.headers.get('Image-Shape').split('x').map(Number);
  const all = new Uint8Array(await response.arrayBuffer());
  const size = channels * height * width;
  return Array.from({ length: all.length / size }, (_, i) =>
    ({ channels, height, width, bytes: all.subarray(i * size, (i + 1) * size) }));
}

/** Returns the state of the run, or null if it is the same as at the last call. */
export function runState() {
  let tag = '';
  return async () => {
    const response = await fetch('/api/run', { headers: tag ? { 'If-None-Match': tag } : {}, cache: 'no-store' });
    if (response.status === 304) {
      return null;
    }
    if (!response.ok) {
      throw new Refused(response.status, (await response.text()).trim());
    }
    tag = response.headers.get('ETag');
    return response.json();
  };
}

/**
 * Returns a function that calls another one with its newest argument, one call at a time: while a picture is drawn, all requests but
 * the last are left out.
 */
export function newest(call, failed) {
  let isRunning = false;
  let next = null;
  return async function request(...values) {
    next = values;
    if (isRunning) {
      return;
    }
    isRunning = true;
    while (next) {
      const now = next;
      next = null;
      try {
        await call(...now);
      } catch (failure) {
        failed(failure);
      }
    }
    isRunning = false;
  };
}
