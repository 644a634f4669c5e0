import { room } from '#platform/room.server.ts';
import * as board from './board.server.ts';

/** What classes came to: who came, who learned it, and who still does it. It keeps nothing of its own. */
export const learningBoard = room('learning-board', { doors: [board] });
