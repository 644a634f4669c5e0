import type { Ask } from '#platform/asks.server.ts';
import { houseCards } from './cards.ts';
import { cards } from './show.server.ts';
import { countAsking } from './sql.server.ts';

/** Cards of which somebody says that a screen looks otherwise, since they were last tried. */
export const cardsAsking: Ask = { opens: cards, count: (sql, { centre }) => countAsking(sql, centre, houseCards) };
