import { checkByTelephone } from '#capabilities/badges/check-visitor.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = { words: m['badges.by-telephone'], heading: 'desk', opens: checkByTelephone } satisfies NavPage;
