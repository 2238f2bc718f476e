import assert from 'node:assert/strict';
import { page } from './page';

const PARTS = {
  source: 'https://webview',
  nonce: 'abc',
  script: 'https://webview/a.js',
  style: 'https://webview/a.css',
};

describe("a webview's page", () => {
  it('allows its own script and styles, and nothing else', () => {
    const html = page({ title: 'Training', ...PARTS });
    const policy = /content="(default-src[^"]*)"/.exec(html)?.[1];
    const rules =
      'default-src &#39;none&#39;; script-src &#39;nonce-abc&#39;; style-src https://webview &#39;nonce-abc&#39;';
    assert.equal(policy, rules);
    assert.equal(html.match(/<script/g)?.length, 1);
    assert.doesNotMatch(html, /unsafe-|style="|onerror|onload/);
  });

  it('shows a hostile title as text', () => {
    const html = page({ ...PARTS, title: `</title><img src=x onerror="alert('1')">` });
    assert.doesNotMatch(html, /<img/);
  });
});
