import assert from 'node:assert/strict';
import { findings } from './findings';
import type { Event } from './interpreter/event';
import type { Rule } from './rules/rule';
import { Texts } from './syntax/texts';

const TEXT = 'x = f(1)\n';
const site = { path: '/a.py', range: { start: 4, end: 8 } };
const event: Event = { kind: 'call', site, name: 'f', arguments: new Map(), expressions: new Map() };

const rule = (name: string, find: Rule['find']): Rule => ({ name, severity: 'warning', summary: name, find });

describe('rules', () => {
  it('that throw are silent alone, and told once', () => {
    const source = {
      path: '/a.py',
      text: TEXT,
      program: { language: 'python' as const, statements: [], comments: [], unparsed: [] },
    };
    const broken = rule('broken', () => {
      throw new Error('our own fault');
    });
    const sound = rule('sound', () => ({ message: 'seen', site }));
    const told: unknown[] = [];
    const found = findings([event, event], source, new Texts([source]), (fault) => told.push(fault), [broken, sound]);
    assert.deepEqual(
      found.map((each) => each.rule),
      ['sound'],
    );
    assert.equal(told.length, 1);
  });
});
