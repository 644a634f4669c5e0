import { unmatched } from './take-money.server.ts';
import type { Ask } from '#platform/asks.server.ts';
import { countWaitingEntries } from './sql-asks.server.ts';

export const unmatchedMoney: Ask = { opens: unmatched, count: countWaitingEntries };
