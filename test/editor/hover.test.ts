import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { useWorkbench } from './use-workbench';
import { eventually, hoverOn, hovers, openFile, screenshot, setTheme, type Theme } from './workbench';

/** WCAG 2.2, 1.4.3: text of normal size. */
const READABLE = 4.5;

/** The hover over `word` that holds an equation. */
const hover = (page: Page, text: string, word: string): Promise<Locator> =>
  hoverOn(page, text, word, hovers(page).filter({ has: page.locator('img[src^="data:image/svg+xml"]') }));

/** The relative luminance (WCAG) of a colour of three channels, 0 … 255. */
function luminance(colour: number[]): number {
  const [r, g, b] = colour.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

/** The contrast ratio (WCAG) between the ink that the image is drawn with and the hover behind it. */
async function contrast(box: Locator): Promise<number> {
  const { ink, ground } = await box.evaluate((element: HTMLElement) => {
    const image = element.querySelector<HTMLImageElement>('img[src^="data:image/svg+xml"]')!;
    if (!image.complete || image.naturalWidth === 0) throw new Error('the image is not drawn');
    const canvas = Object.assign(document.createElement('canvas'), { width: 800, height: 200 });
    const context = canvas.getContext('2d')!;
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    let strongest = 0;
    for (let i = 0; i < data.length; i += 4) if (data[i + 3]! > data[strongest + 3]!) strongest = i;
    const ground = getComputedStyle(element)
      .backgroundColor.match(/[\d.]+/g)!
      .map(Number);
    return { ink: [...data.slice(strongest, strongest + 3)], ground: ground.slice(0, 3) };
  });
  const [a, b] = [luminance(ink), luminance(ground)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

describe('hovering over code', () => {
  const bench = useWorkbench();

  for (const theme of ['dark', 'light'] satisfies Theme[])
    it(`draws the equation of nn.Linear with ink that reads on the ${theme} theme`, async () => {
      const { page } = bench;
      await setTheme(bench, theme);
      await openFile(page, 'classifier.py');
      await eventually(async () => {
        const ratio = await contrast(await hover(page, 'nn.Linear(1600', 'Linear'));
        assert.ok(ratio >= READABLE, `contrast ${ratio.toFixed(1)} : 1`);
      });
      await screenshot(page, `hover-linear-${theme}`);
    });

  it('says in text what the image shows, what the symbols are, and what to mind', async () => {
    const { page } = bench;
    const box = await hover(page, 'nn.CrossEntropyLoss()', 'CrossEntropyLoss');
    const text = (await box.innerText()).toLowerCase();
    for (const part of ['cross', 'log', 'logits', 'softmax']) assert.ok(text.includes(part), `${part} in: ${text}`);
    await screenshot(page, 'hover-cross-entropy-light');
  });

  for (const [file, text, word] of [
    ['keras_model.py', 'layers.Dense(10)', 'Dense'],
    ['tfjs-model.js', 'tf.train.adam', 'adam'],
  ] as const)
    it(`draws the equation of ${word} in ${file}`, async () => {
      const { page } = bench;
      await openFile(page, file);
      assert.ok((await contrast(await hover(page, text, word))) >= READABLE);
      await screenshot(page, `hover-${word.toLowerCase()}-light`);
    });
});
