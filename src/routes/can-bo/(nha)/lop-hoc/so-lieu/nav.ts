import { learningBoard } from '#capabilities/learning-board/board.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = { words: m['learning-board.board'], heading: 'class', opens: learningBoard } satisfies NavPage;
