// @ts-check
// A few digits for networks that are trained in the browser, as few_digits.py sends them.

const CLASSES = 10;

/**
 * The digits, centred and divided by one standard deviation, and their classes.
 * @param {{ ink: string, letters: number, labels: number[] }} facts
 */
export function examples({ ink, letters, labels }) {
  const X = Float64Array.from(ink, (letter) => parseInt(letter, letters));
  const N = labels.length;
  const d = X.length / N;
  for (let i = 0; i < d; i++) {
    let mean = 0;
    for (let n = 0; n < N; n++) mean += X[i + n * d] / N;
    for (let n = 0; n < N; n++) X[i + n * d] -= mean;
  }
  const deviation = Math.sqrt(X.reduce((sum, x) => sum + x * x, 0) / X.length);
  const Y = new Float64Array(CLASSES * N);
  labels.forEach((label, n) => {
    Y[label + n * CLASSES] = 1;
  });
  return { X: X.map((x) => x / deviation), Y };
}
