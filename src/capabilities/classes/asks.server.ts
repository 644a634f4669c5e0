import type { Ask } from '#platform/asks.server.ts';
import { heldClasses } from './hosts.server.ts';
import { unsignedOf } from './sql-hosts.server.ts';

/** Classes for which the organisation of whoever looks has not signed. */
export const unsignedMine: Ask = { opens: heldClasses, anywhere: true, count: (sql) => unsignedOf(sql) };
