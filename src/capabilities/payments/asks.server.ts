import type { Ask } from '#platform/asks.server.ts';
import { countWaitingEntries } from './sql-asks.server.ts';

export const unmatchedMoney: Ask = { right: 'payments.unmatched', count: countWaitingEntries };
