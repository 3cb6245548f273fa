// Latent vectors by the text that the server computes them from, such as 7, slerp(3,17,0.25) or norm(7+0.4*11).

/** isAtom: whether it can be a term of a sum as it is. */
const latent = (text, isAtom) => ({ text, isAtom });

export const ofSeed = seed => latent(String(seed), true);
export const ofText = text => latent(text, /^\d+$/.test(text));

/** A number without an exponent. */
export const number = value => String(Number(value.toFixed(4)));

const atom = value => (value.isAtom ? value.text : `(${value.text})`);

/** Returns the sum of terms [factor, latent]; those with the factor 0 are left out, unless it is the first. */
export function sum(terms) {
  const parts = terms
    .filter(([factor], i) => i === 0 || Number(number(factor)) !== 0)
    .map(([factor, term], i) => {
      const size = number(Math.abs(factor));
      const sign = factor < 0 ? '-' : i > 0 ? '+' : '';
      return sign + (size === '1' ? '' : `${size}*`) + atom(term);
    });
  return parts.length === 1 && terms[0][0] === 1 ? terms[0][1] : latent(parts.join(''), false);
}

/** Returns a sum that is scaled to the length of its first term. */
export function norm(terms) {
  const plain = sum(terms);
  return plain === terms[0][1] ? plain : latent(`norm(${plain.text})`, true);
}

export const axis = index => latent(`e${index}`, true);
export const between = (from, to, t) => latent(`slerp(${from.text},${to.text},${number(t)})`, true);
