import { communeFees } from '#capabilities/payments/commune-fees.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = { words: m['payments.fees-page'], heading: 'rule', opens: communeFees } satisfies NavPage;
