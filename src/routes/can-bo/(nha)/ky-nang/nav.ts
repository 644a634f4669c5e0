import { frameHere } from '#capabilities/learning/own-statements.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = { words: m['learning.frame'], heading: 'class', opens: frameHere } satisfies NavPage;
